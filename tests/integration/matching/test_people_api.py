import pytest

from services.matching.runtime import Runtime
from shared.clients.matching import MatchingClient
from shared.contracts.people import Person, PersonCard, Profile
from shared.kernel.errors import AppError
from tests.integration.matching.conftest import ANA, BEN, per
from tests.support.clock import FixedClock


async def test_saving_the_same_again_changes_nothing(client: MatchingClient, clock: FixedClock) -> None:
    first = await client.put_person(per(1), ANA)
    assert first == Person(id=per(1), profile=ANA, version=1, updated_at=clock())
    clock.advance(hours=1)
    assert await client.put_person(per(1), ANA) == first
    assert await client.person(per(1)) == first


async def test_a_change_needs_the_version_it_was_made_from(client: MatchingClient) -> None:
    await client.put_person(per(1), ANA)
    await client.put_person(per(1), BEN, if_version=1)
    with pytest.raises(AppError) as refused:
        await client.put_person(per(1), ANA, if_version=1)
    assert (refused.value.code, (await client.person(per(1))).profile) == ("version_changed", BEN)


async def test_nobody_can_set_who_sees_a_field_that_does_not_exist(client: MatchingClient) -> None:
    profile = Profile.model_validate({"display_name": "Xu", "visibility": {"shoe_size": "public"}})
    with pytest.raises(AppError) as refused:
        await client.put_person(per(1), profile)
    assert (refused.value.code, refused.value.errors[0].pointer) == (
        "profile_invalid",
        "/visibility/shoe_size",
    )


async def test_a_name_is_to_be_seen(client: MatchingClient) -> None:
    refused = []
    for name in ("\u200b", "\u3164", "\u2800", "\u202e\u202d", "\u0301"):
        with pytest.raises(AppError) as caught:
            await client.put_person(per(1), Profile(display_name=name))
        refused += [(error.pointer, caught.value.code) for error in caught.value.errors]
    assert [("/display_name", "profile_invalid")] * 5 == refused
    for name in ("李", "Ö.", "\N{PEACE SYMBOL}", "\u202eأحمد"):
        assert name == (await client.put_person(per(1), Profile(display_name=name))).profile.display_name


async def test_a_zone_kept_before_zones_were_checked_counts_as_none_and_is_gone_with_the_next_save(
    client: MatchingClient, runtime: Runtime
) -> None:
    await client.put_person(per(1), ANA)
    kept = """update person set profile = jsonb_set(profile, '{timezone}', '"Mars/Olympus"') where id = $1"""
    await runtime.db.execute(kept, per(1))

    read = await client.person(per(1))
    saved = await client.put_person(per(1), read.profile, if_version=read.version)

    assert (None, 1) == (read.profile.timezone, read.version)
    assert (read.profile, 2) == (saved.profile, saved.version)
    sql = "select profile ->> 'timezone' from person where id = $1"
    assert await runtime.db.fetchval(sql, per(1)) is None


async def test_the_preview_shows_what_a_stranger_sees(client: MatchingClient) -> None:
    await client.put_person(per(1), ANA)
    expected = PersonCard(
        id=per(1),
        display_name="A member",
        headline=None,
        place=None,
        organisation=None,
        interests=(),
        links=(),
    )
    assert expected == await client.preview(per(1), "stranger")


async def test_an_unknown_person_is_missing(client: MatchingClient) -> None:
    with pytest.raises(AppError) as refused:
        await client.person(per(9))
    assert refused.value.code == "person_missing"


async def test_erasing_leaves_no_row_that_names_the_person(
    client: MatchingClient, runtime: Runtime, cloud_day: str
) -> None:
    shown = await client.people(per(2), event_id=cloud_day, limit=20)
    assert per(1) in {suggestion.person.id for suggestion in shown}
    await client.forget_person(per(1))
    await client.forget_person(per(1))
    tables = await runtime.db.fetch("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    for name in (row["name"] for row in tables):
        left = await runtime.db.fetchval(
            f"SELECT count(*) FROM {name} t WHERE t::text LIKE $1",  # noqa: S608 - our own tables
            f"%{per(1)}%",
        )
        assert (name, left) == (name, 0)
    shown = await client.people(per(2), event_id=cloud_day, limit=20)
    assert per(1) not in {suggestion.person.id for suggestion in shown}
