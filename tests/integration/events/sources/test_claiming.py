"""Claims proven on a real socket and by a real name server, and what two people may do with them."""

import orjson
import pytest

from services.events.runtime import Runtime
from services.events.sources.publisher.claim import GRACE, RECHECKED, TRIED_AGAIN
from services.events.workers.claiming import ATTEMPTS_PER_PERSON
from shared.clients.events import EventsClient
from shared.contracts.sources.claims import ChangeSettings, Claim, ClaimMethod, ClaimState, Look, NewClaim
from shared.http.channel import AsgiChannel
from shared.kernel.errors import AppError
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.name_server import NameServer
from tests.support.servers.publisher import Publisher, add_source

ADA, BOB = "per_00000000000000000000000ada", "per_00000000000000000000000b0b"
FEED = vcalendar(vevent("a", "Soil Day", "20270519T070000Z", "20270519T150000Z", location="Berlin"))
BY_DNS, BY_LINK = NewClaim(method=ClaimMethod.DNS_TXT), NewClaim(method=ClaimMethod.REL_ME)


@pytest.fixture
def client(api: AsgiChannel) -> EventsClient:
    return EventsClient(api)


async def refused(answer: object) -> str:
    with pytest.raises(AppError) as caught:
        await answer  # type: ignore[misc]
    return caught.value.code


async def prove(client: EventsClient, names: NameServer, person: str, source: str) -> Claim:
    claim = await client.start_claim(person, source, BY_DNS)
    names.records.setdefault("example.org", []).append(claim.publish)
    return await client.verify_claim(person, source, claim.id)


async def test_a_record_proves(runtime: Runtime, client: EventsClient, names: NameServer) -> None:
    source = await add_source(runtime, "https://cal.example.org/a.ics")
    claim = await client.start_claim(ADA, source, BY_DNS)
    names.records["example.org"] = ["v=spf1 -all"]
    before = await client.verify_claim(ADA, source, claim.id)
    names.records["example.org"].append(claim.publish)
    after = await client.verify_claim(ADA, source, claim.id)

    assert (ClaimState.PENDING, ("cal.example.org", "example.org")) == (claim.state, claim.places)
    assert before.looks == (
        Look(where="cal.example.org", seen="no TXT record", found=False),
        Look(where="example.org", seen="1 TXT record, none of them this one", found=False),
    )
    assert (ClaimState.PENDING, ClaimState.VERIFIED) == (before.state, after.state)
    assert (runtime.clock(), runtime.clock() + RECHECKED) == (after.verified_at, after.next_check_at)
    assert [after] == list(await client.claims(ADA, source))


async def test_a_link_proves(runtime: Runtime, client: EventsClient, publisher: Publisher) -> None:
    source = await add_source(runtime, publisher.put("/club/a.ics", FEED))
    claim = await client.start_claim(ADA, source, BY_LINK)
    publisher.put("/", "<html><body>Hello", "text/html")
    before = await client.verify_claim(ADA, source, claim.id)
    publisher.put("/club/", f"<html><head>{claim.publish}</head>", "text/html")
    after = await client.verify_claim(ADA, source, claim.id)

    site = f"http://{publisher.origin}"
    assert (f"{site}/", f"{site}/club/") == claim.places
    assert before.looks == (
        Look(where=f"{site}/", seen="a page without any rel=me link", found=False),
        Look(where=f"{site}/club/", seen="no page (HTTP 404)", found=False),
    )
    assert (ClaimState.PENDING, ClaimState.VERIFIED) == (before.state, after.state)
    assert "the link is there" == after.looks[-1].seen


async def test_a_suggested_address_of_ours_is_not_looked_at(
    runtime: Runtime, client: EventsClient, publisher: Publisher
) -> None:
    source = await add_source(runtime, publisher.put("/a.ics", FEED), origin="suggested")
    claim = await client.start_claim(ADA, source, BY_LINK)
    seen = await client.verify_claim(ADA, source, claim.id)

    assert [] == publisher.asked
    assert [False] == [look.found for look in seen.looks]
    assert "only 80 and 443" in seen.looks[0].seen


async def test_a_proof_is_one_persons_and_one_sources(
    runtime: Runtime, client: EventsClient, names: NameServer
) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    other = await add_source(runtime, "https://example.org/b.ics")
    mine = await prove(client, names, ADA, source)
    his = await client.start_claim(BOB, source, BY_DNS)
    seen = await client.verify_claim(BOB, source, his.id)
    elsewhere = await client.start_claim(ADA, other, BY_DNS)

    assert (ClaimState.VERIFIED, ClaimState.PENDING) == (mine.state, seen.state)
    assert 3 == len({mine.publish, his.publish, elsewhere.publish})
    assert mine.publish == (await client.start_claim(ADA, source, BY_DNS)).publish
    assert "claim_missing" == await refused(client.verify_claim(BOB, source, mine.id))
    assert "claim_missing" == await refused(client.verify_claim(ADA, other, mine.id))
    assert "claim_missing" == await refused(client.drop_claim(BOB, source, mine.id))
    assert "not_its_publisher" == await refused(client.source_settings(BOB, source))
    assert "not_its_publisher" == await refused(
        client.change_settings(BOB, source, ChangeSettings(stopped=True))
    )
    assert "not_its_publisher" == await refused(client.source_settings(ADA, other))
    assert "source_missing" == await refused(client.start_claim(ADA, "src_none", BY_DNS))


async def test_what_a_proof_speaks_for(runtime: Runtime, client: EventsClient) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    claim = await client.start_claim(ADA, source, BY_DNS)
    token = claim.publish.partition("=")[2]

    assert source == (await client.proof(token)).source_id
    await client.drop_claim(ADA, source, claim.id)
    assert "claim_missing" == await refused(client.proof(token))


async def test_what_nobody_can_prove_is_said(runtime: Runtime, client: EventsClient) -> None:
    meetup = await add_source(runtime, "https://www.meetup.com/soil/events/ical/")
    google = await add_source(runtime, "https://calendar.google.com/calendar/ical/x/public/basic.ics")

    assert "claim_impossible" == await refused(client.start_claim(ADA, meetup, BY_DNS))
    assert "claim_impossible" == await refused(client.start_claim(ADA, google, BY_LINK))
    offers = (await client.source_report(google)).offers
    assert [
        ("rel_me", "Nothing on calendar.google.com is a page that only this publisher"),
        ("dns_txt", "calendar.google.com is shared by many publishers, so its DNS says"),
        ("mail_webmaster", "calendar.google.com is shared by many publishers, so its webmaste"),
        ("mail_info", "calendar.google.com is shared by many publishers, so its info kno"),
    ] == [(offer.method, str(offer.why_not)[:65].strip()) for offer in offers]


async def test_a_claim_is_looked_at_again_and_lapses(
    runtime: Runtime, client: EventsClient, names: NameServer, clock: FixedClock
) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    claim = await prove(client, names, ADA, source)
    recheck = runtime.verifier.recheck_due
    assert 0 == await recheck()

    clock.advance(seconds=RECHECKED.total_seconds())
    assert 1 == await recheck()
    [still] = await client.claims(ADA, source)
    names.records["example.org"] = []
    clock.advance(seconds=RECHECKED.total_seconds())
    assert (1, 0) == (await recheck(), await recheck())
    [failing] = await client.claims(ADA, source)
    await client.change_settings(ADA, source, ChangeSettings(stopped=True))
    for _ in range(int(GRACE / TRIED_AGAIN)):
        clock.advance(seconds=TRIED_AGAIN.total_seconds())
        assert 1 == await recheck()
    [lapsed] = await client.claims(ADA, source)

    assert [ClaimState.VERIFIED, ClaimState.FAILING, ClaimState.LAPSED] == [
        still.state, failing.state, lapsed.state,
    ]  # fmt: skip
    assert (None, 0) == (lapsed.next_check_at, await recheck())
    assert "not_its_publisher" == await refused(client.source_settings(ADA, source))
    assert "stopped" == (await client.source(source)).status

    names.records["example.org"] = [claim.publish]
    assert ClaimState.VERIFIED == (await client.verify_claim(ADA, source, claim.id)).state
    assert (await client.source_settings(ADA, source)).stopped


async def move(runtime: Runtime, source: str, url: str) -> None:
    async with runtime.poller.ports.store.unit() as unit:
        assert await unit.relocate(source, url, runtime.clock())


async def test_a_moved_source_is_to_be_proven_anew(
    runtime: Runtime, client: EventsClient, names: NameServer
) -> None:
    """At once: whoever owns a feed could lead it to the feed of another."""
    source = await add_source(runtime, "https://example.org/a.ics")
    held = await prove(client, names, ADA, source)
    await move(runtime, source, "https://elsewhere.example/a.ics")
    assert "not_its_publisher" == await refused(client.source_settings(ADA, source))

    assert 1 == await runtime.verifier.recheck_due()
    [claim] = await client.claims(ADA, source)
    assert (ClaimState.PENDING, ("elsewhere.example",)) == (claim.state, claim.places)
    names.records["elsewhere.example"] = [held.publish]
    assert ClaimState.VERIFIED == (await client.verify_claim(ADA, source, claim.id)).state


async def test_what_was_seen_before_a_move_proves_nothing_after_it(
    runtime: Runtime, client: EventsClient, names: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    claim = await client.start_claim(ADA, source, BY_DNS)
    lookup = runtime.verifier.resolver.lookup

    async def slowly(name: str) -> object:
        names.records["example.org"] = [claim.publish]
        found = await lookup(name)
        await move(runtime, source, "https://elsewhere.example/a.ics")
        return found

    monkeypatch.setattr(type(runtime.verifier.resolver), "lookup", lambda _, name: slowly(name))
    assert "source_moved" == await refused(client.verify_claim(ADA, source, claim.id))
    assert [ClaimState.PENDING] == [it.state for it in await client.claims(ADA, source)]


async def test_a_letter_speaks_for_the_whole_domain_wherever_its_feed_moves(
    runtime: Runtime, client: EventsClient
) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    claim = await client.start_claim(ADA, source, NewClaim(method=ClaimMethod.MAIL_INFO))
    await client.confirm_claim((await client.claim_letter(ADA, source, claim.id)).token)
    states = []
    for url in ("https://cal.example.org/b.ics", "https://elsewhere.example/a.ics"):
        await move(runtime, source, url)
        states += [it.state for it in await client.claims(ADA, source)]
    assert [ClaimState.VERIFIED, ClaimState.PENDING] == states


async def test_proofs_are_looked_for_a_few_times_an_hour(
    runtime: Runtime, client: EventsClient, clock: FixedClock
) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    claim = await client.start_claim(ADA, source, BY_DNS)
    his = await client.start_claim(BOB, source, BY_DNS)
    for _ in range(ATTEMPTS_PER_PERSON):
        await client.verify_claim(ADA, source, claim.id)

    assert "too_many_attempts" == await refused(client.verify_claim(ADA, source, claim.id))
    assert ClaimState.PENDING == (await client.verify_claim(BOB, source, his.id)).state
    clock.advance(hours=1)
    assert ClaimState.PENDING == (await client.verify_claim(ADA, source, claim.id)).state


async def test_a_silent_name_server_is_said(
    runtime: Runtime, client: EventsClient, names: NameServer
) -> None:
    runtime.verifier.resolver._timeout_s = 0.2
    names.silent.add("example.org")
    source = await add_source(runtime, "https://example.org/a.ics")
    claim = await client.start_claim(ADA, source, BY_DNS)
    seen = await client.verify_claim(ADA, source, claim.id)

    assert ["its name servers did not answer in time"] == [look.seen for look in seen.looks]


async def test_an_erased_person_claims_nothing_and_what_they_set_stays(
    runtime: Runtime, client: EventsClient, names: NameServer
) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    await prove(client, names, ADA, source)
    await client.change_settings(ADA, source, ChangeSettings(stopped=True))
    await client.forget_claimant(ADA)

    assert () == await client.claims(ADA, source)
    assert "stopped" == (await client.source(source)).status
    assert 0 == await runtime.db.fetchval("select count(*) from claim_attempt")


async def test_unknown_settings_are_refused(
    runtime: Runtime, client: EventsClient, api: AsgiChannel, names: NameServer
) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    await prove(client, names, ADA, source)
    reply = await api.request(
        "PATCH", f"/internal/claimants/{ADA}/sources/{source}/settings",
        headers={"content-type": "application/json"}, body=orjson.dumps({"every_hours": 3}),
    )  # fmt: skip
    assert (422, "/every_hours") == (reply.status, orjson.loads(reply.body)["errors"][0]["pointer"])
