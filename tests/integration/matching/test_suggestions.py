from datetime import datetime, timedelta

import pytest

from services.matching.recommend.exclude import History
from services.matching.runtime import Runtime
from services.matching.store.relations import load_histories
from shared.clients.matching import MatchingClient
from shared.contracts.people import (
    AttendanceStatus,
    EventSuggestion,
    Feedback,
    NewBlock,
    PeopleSettings,
    PlanRequest,
    Profile,
    Reason,
    SetAttendance,
    ShownBecause,
    ShownToOthers,
)
from shared.kernel.errors import AppError
from tests.integration.matching.conftest import ANA, GOING, Feed, changed, evt, per
from tests.support.clock import FixedClock
from tests.support.people import PARAMETERS


async def seen(client: MatchingClient, number: int) -> set[str]:
    """Everyone shown to a person over every path: one event, all events, the weekly plan."""
    at_event = await client.people(per(number), limit=100, event_id=evt(1))
    anywhere = await client.people(per(number), limit=100)
    (plan,) = await client.plans(PlanRequest(person_ids=(per(number),), people_per_person=10))
    return {found.person.id for found in (*at_event, *anywhere, *plan.people)}


async def test_the_one_who_teaches_what_ana_seeks_comes_first(client: MatchingClient, cloud_day: str) -> None:
    best = (await client.people(per(1), event_id=cloud_day))[0]
    assert (best.person.id, best.strength) == (per(2), "strong")
    assert best.reasons[0] == Reason(
        kind="need_offer",
        text="You want to learn “how to run Kubernetes”; they offer “Kubernetes from scratch”.",
        evidence=("me.needs[0]", "them.offers[0]"),
    )
    assert (
        best.opener
        == "I read that you offer “Kubernetes from scratch”. What do people ask you about it first?"
    )


async def test_asking_again_shows_the_same_and_counts_a_week_once(
    client: MatchingClient, runtime: Runtime, cloud_day: str, clock: FixedClock
) -> None:
    first = await client.people(per(1), event_id=cloud_day, limit=20)
    written = await runtime.db.fetch("SELECT id, xmin FROM suggestion ORDER BY id")
    assert await client.people(per(1), event_id=cloud_day, limit=20) == first
    assert await runtime.db.fetch("SELECT id, xmin FROM suggestion ORDER BY id") == written, "written once"
    await client.plans(PlanRequest(person_ids=(per(1),)))
    clock.advance(days=7)
    await client.people(per(1), event_id=cloud_day, limit=20)
    rows = await runtime.db.fetch("SELECT DISTINCT shown, last_week, model_version FROM suggestion")
    assert [dict(row) for row in rows] == [
        {"shown": 2, "last_week": "2026-W49", "model_version": PARAMETERS.model_version}
    ]
    met = frozenset(found.person.id for found in first)
    assert [
        History(frozenset(), (), dict.fromkeys(met, 1), this_week=met),
        History(frozenset(), (), {}),
    ] == await load_histories(runtime.db, [per(1), per(2)], clock())


@pytest.mark.usefixtures("cloud_day")
async def test_a_block_hides_both_from_one_another_at_once(client: MatchingClient) -> None:
    assert (per(2) in await seen(client, 1), per(1) in await seen(client, 2)) == (True, True)
    await client.block(per(1), NewBlock(person_id=per(2)))
    await client.block(per(1), NewBlock(person_id=per(2)))
    assert (per(2) in await seen(client, 1), per(1) in await seen(client, 2)) == (False, False)


@pytest.mark.parametrize(
    ("verdict", "still_seen", "other_sees"),
    [
        ("hide", False, False),
        ("know_them", False, True),
        ("not_now", False, True),
        ("wrong_topic", False, True),
        ("met", False, True),
        ("useful", True, True),
        ("asked", True, True),
        ("accepted", True, True),
    ],
)
async def test_a_verdict_puts_somebody_aside(
    client: MatchingClient,
    cloud_day: str,
    clock: FixedClock,
    verdict: str,
    *,
    still_seen: bool,
    other_sees: bool,
) -> None:
    best = (await client.people(per(1), event_id=cloud_day))[0]
    await client.give_feedback(
        per(1), Feedback.model_validate({"suggestion_id": best.id, "verdict": verdict})
    )
    clock.advance(days=9)
    assert (per(2) in await seen(client, 1)) == still_seen
    assert (per(1) in await seen(client, 2)) == other_sees


async def test_not_now_ends_after_thirty_days(
    client: MatchingClient, feed: Feed, cloud_day: str, clock: FixedClock
) -> None:
    best = (await client.people(per(1), event_id=cloud_day))[0]
    await client.give_feedback(per(1), Feedback(suggestion_id=best.id, verdict="not_now"))
    clock.advance(days=31)
    await feed(changed(1, clock(), version=2))
    assert per(2) in await seen(client, 1)


async def test_nobody_judges_the_suggestion_of_another(client: MatchingClient, cloud_day: str) -> None:
    best = (await client.people(per(1), event_id=cloud_day))[0]
    with pytest.raises(AppError) as refused:
        await client.give_feedback(per(3), Feedback(suggestion_id=best.id, verdict="hide"))
    assert refused.value.code == "suggestion_missing"


async def test_without_consent_nobody_is_shown_and_nobody_sees(
    client: MatchingClient, cloud_day: str
) -> None:
    shy = SetAttendance(status=AttendanceStatus.GOING, match=False, listed=True)
    await client.set_attendance(per(2), cloud_day, shy)
    assert per(2) not in await seen(client, 1)
    assert await seen(client, 2) == set()


async def test_hiding_a_field_hides_it_in_the_next_list(client: MatchingClient, cloud_day: str) -> None:
    before = await client.people(per(1), event_id=cloud_day)
    hushed = {"display_name": "Ben", "offers": [{"kind": "teach", "text": "Kubernetes from scratch"}]}
    profile = Profile.model_validate({**hushed, "visibility": {"offers": "match_only"}})
    await client.put_person(per(2), profile)
    after = await client.people(per(1), event_id=cloud_day)
    assert "from scratch" in str(before)
    assert "from scratch" not in str(after)


async def test_who_goes_nowhere_meets_people_who_are_public(client: MatchingClient, cloud_day: str) -> None:
    public = {"display_name": "public", "interests": "public"}
    await client.put_person(per(20), ANA.model_copy(update={"display_name": "Dora"}))
    assert await client.people(per(20)) == ()
    await client.put_person(
        per(2), Profile.model_validate({"display_name": "Ben", "interests": ["k8s"], "visibility": public})
    )
    assert [(found.person.id, found.scope) for found in await client.people(per(20))] == [(per(2), None)]
    assert await client.people(per(20), event_id=cloud_day) == ()


async def test_events_come_with_reasons_and_no_count_under_three(
    client: MatchingClient, feed: Feed, cloud_day: str, clock: FixedClock
) -> None:
    await feed(
        changed(2, clock()), changed(3, clock(), topics={"food.baking": 0.9}, city="Lima", country="PE")
    )
    for number in (5, 6, 7):
        await client.put_person(per(number), Profile(display_name="K", interests=("k8s",)))
        await client.set_attendance(per(number), evt(2), GOING)
    found = await client.events(per(1))
    expected = EventSuggestion(
        event_id=evt(2),
        reasons=(
            Reason(
                kind="shared_topic",
                text="On Kubernetes, one of your interests.",
                evidence=("me.interests[0]", "event.topics"),
            ),
            Reason(
                kind="people",
                text="3 to 4 people with interests of yours say they go.",
                evidence=("me.interests", "event.going"),
            ),
            Reason(
                kind="same_place", text="In Porto, where you are based.", evidence=("me.place", "event.place")
            ),
        ),
        relevant_people="3-4",
    )
    assert ((expected,), cloud_day) == (found, evt(1))


@pytest.mark.usefixtures("cloud_day")
async def test_of_a_series_the_soonest_date_is_recommended(
    client: MatchingClient, feed: Feed, clock: FixedClock
) -> None:
    starts = [clock() + timedelta(days=days) for days in (20, 27, 34)]
    for number, moment in enumerate(starts, 2):
        await feed(changed(number, clock(), starts_utc=moment, ends_utc=moment, series="ser_1"))
    assert [found.event_id for found in await client.events(per(1))] == [evt(2)]

    async def planned(told: dict[str, dict[str, datetime]]) -> list[str]:
        asked = PlanRequest(person_ids=(per(1),), people_per_person=0, told=told)
        return [found.event_id for found in (await client.plans(asked))[0].events]

    assert await planned({}) == [evt(2)]
    many = {evt(number): clock() for number in range(100, 300)}
    assert await planned({per(number): many for number in range(2, 102)}) == [evt(2)]
    assert await planned({per(1): {evt(4): clock(), evt(9): clock()}}) == []


@pytest.mark.usefixtures("cloud_day")
async def test_a_plan_holds_events_and_people_and_leaves_out_strangers(
    client: MatchingClient, feed: Feed, clock: FixedClock
) -> None:
    await feed(changed(2, clock()))
    plans = await client.plans(PlanRequest(person_ids=(per(99), per(1)), people_per_person=2))
    assert [
        (plan.person_id, plan.display_name, plan.timezone, [event.event_id for event in plan.events])
        for plan in plans
    ] == [(per(1), "Ana", "Europe/Lisbon", [evt(2)])]
    assert plans[0].people[0].person.id == per(2)
    assert {found.scope.event_id for found in plans[0].people if found.scope} == {evt(1)}


async def test_the_dial_holds_for_lists_and_for_the_weekly_plan(
    client: MatchingClient, cloud_day: str
) -> None:
    for number in range(20, 32):
        await client.put_person(per(number), Profile(display_name=f"Cloud {number}", interests=("k8s",)))
        await client.set_attendance(per(number), evt(1), GOING)

    async def planned() -> list[str]:
        [plan] = await client.plans(PlanRequest(person_ids=(per(1),), people_per_person=10))
        return [one.person.id for one in plan.people]

    async def listed(novelty: float | None = None) -> list[str]:
        found = await client.people(per(1), event_id=cloud_day, limit=10, novelty=novelty)
        return [one.person.id for one in found]

    assert await client.people_settings(per(1)) == PeopleSettings(novelty=0.2)
    alike, unlike = await listed(0.0), await listed(1.0)
    assert alike != unlike
    for novelty, order in ((0.0, alike), (1.0, unlike)):
        await client.set_people_settings(per(1), PeopleSettings(novelty=novelty))
        assert await client.people_settings(per(1)) == PeopleSettings(novelty=novelty)
        assert (await listed(), await planned()) == (order, order)
    await client.put_person(per(1), ANA.model_copy(update={"headline": "Still me"}))
    assert await client.people_settings(per(1)) == PeopleSettings(novelty=1.0)
    with pytest.raises(AppError) as refused:
        await client.set_people_settings(per(99), PeopleSettings(novelty=0.5))
    assert refused.value.code == "person_missing"


async def test_why_others_are_shown_one_is_told_in_aggregate(client: MatchingClient, cloud_day: str) -> None:
    assert await client.shown(per(2)) == ShownToOthers(people=None, because=())
    for number in (1, *range(3, 13)):
        await client.people(per(number), event_id=cloud_day, limit=20)
    told = await client.shown(per(2))
    assert told == ShownToOthers(
        people="10-19",
        because=(
            ShownBecause(
                kind="shared_topic", field="interests", people="10-19",
                text="You share a topic, told by your interests.",
            ),
        ),
    )  # fmt: skip


async def test_not_now_harms_nobody(
    client: MatchingClient, runtime: Runtime, cloud_day: str, clock: FixedClock
) -> None:
    """After "not now" others see the person exactly as before, and the reader too, once the time is over."""
    for number in (1, 3, 4):
        await client.people(per(number), event_id=cloud_day, limit=20)
    clock.advance(days=7)
    first = await client.people(per(1), event_id=cloud_day, limit=20)
    others = [await client.people(per(number), event_id=cloud_day, limit=20) for number in (2, 3, 4)]
    await client.give_feedback(per(1), Feedback(suggestion_id=first[0].id, verdict="not_now"))
    assert others == [await client.people(per(number), event_id=cloud_day, limit=20) for number in (2, 3, 4)]
    assert first[0].person.id not in {
        one.person.id for one in await client.people(per(1), event_id=cloud_day, limit=20)
    }
    [history] = await load_histories(runtime.db, [per(1)], clock() + timedelta(days=31))
    assert (history.shown[first[0].person.id], history.shown[first[1].person.id]) == (0, 2)
