"""An organiser of several spellings and pages is found whole under each of them."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from services.events.runtime import Runtime
from services.events.workers.courtesy import Manners
from services.events.workers.fetching import needless
from services.events.workers.organising import Organising
from services.events.working import workers
from shared.clients.events import EventsClient
from shared.contracts.sources.verdicts import NewOrganiserVerdict
from shared.http.channel import AsgiChannel
from shared.kernel.errors import AppError
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source


def evening(day: int, organiser: str, url: str) -> str:
    told = vevent(
        f"e{day}", f"Evening about {'abc'[day % 3]}{day}", f"202705{day}T180000Z", f"202705{day}T200000Z",
        location="Berlin, Germany", url=url,
    )  # fmt: skip
    return told.replace("END:VEVENT", f"{organiser}\r\nEND:VEVENT")


def meeting(number: int, organiser: str, url: str) -> dict[str, Any]:
    return {
        "@type": "Event", "name": f"Meeting {number} of {organiser}", "startDate": f"2027-05-1{number}",
        "location": "Berlin, Germany", "organizer": {"name": organiser, "url": url},
    }  # fmt: skip


async def got(api: AsgiChannel, path: str) -> Any:
    reply = await api.request("GET", path)
    assert reply.status == 200, reply.body
    return orjson.loads(reply.body)


@pytest.fixture
def organising(runtime: Runtime) -> Organising:
    """Look at pages on our own machine, too."""
    ports = replace(runtime.ports, fetch=runtime.poller.fetch_own, leave=needless)
    manners = Manners(4, 60, 0.0, frozenset())
    return Organising(runtime.db, ports, runtime.clock, manners, "tester")


async def organisers(runtime: Runtime) -> dict[str, str]:
    rows = await runtime.db.fetch("select doc->'organiser' as it from event")
    return {row["it"]["name"]: row["it"]["id"] for row in rows}


async def test_spellings_of_one_name_in_one_town_are_one_while_that_is_so(
    runtime: Runtime, organising: Organising, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    one = evening(11, "ORGANIZER;CN=PyLadies Berlin:mailto:a@one.example", "https://one.example/11")
    other = evening(12, 'ORGANIZER;CN="Pyladies  Berlin e.V.":mailto:b@two.example', "https://two.example/12")
    await add_source(runtime, publisher.put("/one.ics", vcalendar(one)), every_s=3600)
    await add_source(runtime, publisher.put("/two.ics", vcalendar(other)), every_s=3600)
    await runtime.poll_now()
    assert [2, 0] == [await organising.run_once() for _ in range(2)]
    known = await organisers(runtime)
    first, second = [await got(api, f"/v1/organisers/{it}") for it in known.values()]
    found = [len((await got(api, f"/v1/events?organiser={it}"))["items"]) for it in known.values()]
    assert ([2, 2], 2, 2) == (found, len(first["upcoming"]), len(second["upcoming"]))
    assert [next(reversed(known))] == [it["name"] for it in first["also"]]

    moved = other.replace("Berlin\\, Germany", "Paris\\, France").replace("Berlin, Germany", "Paris, France")
    publisher.put("/two.ics", vcalendar(moved))
    clock.advance(hours=25)
    await runtime.poll_now()
    await organising.run_once()
    found = [len((await got(api, f"/v1/events?organiser={it}"))["items"]) for it in known.values()]
    assert [1, 1] == found
    assert "events.organisers" in [worker.name for worker in workers(runtime)]


async def test_pages_that_name_each_other_are_one(
    runtime: Runtime, organising: Organising, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    home, club = f"http://{publisher.origin}/home", f"http://{publisher.origin}/club"
    told = [meeting(1, "Rust Berlin", home), meeting(2, "Ferris Club", club)]
    page = f'<script type="application/ld+json">{orjson.dumps(told).decode()}</script>'
    await add_source(runtime, publisher.put("/all.html", page, "text/html"))
    await runtime.poll_now()
    publisher.put("/home", f'<html><a rel="me" href="{club}/">us</a></html>', "text/html")
    publisher.put("/club", "<html>nobody</html>", "text/html")
    await organising.run_once()
    known = await organisers(runtime)
    alone = [(await got(api, f"/v1/organisers/{it}"))["also"] for it in known.values()]

    publisher.put("/club", '<html><link rel="me" href="/home"></html>', "text/html")
    clock.advance(days=31)
    await organising.run_once()
    rust = await got(api, f"/v1/organisers/{known['Rust Berlin']}")
    assert [[], []] == alone
    assert [("Ferris Club", "their pages name each other")] == [
        (it["name"], it["because"]) for it in rust["also"]
    ]


async def test_a_person_parts_two_of_one_name_and_takes_it_back(
    runtime: Runtime, organising: Organising, api: AsgiChannel, publisher: Publisher, clock: FixedClock
) -> None:
    for number in (1, 2):
        told = evening(
            10 + number, f"ORGANIZER;CN=Chess Circle:mailto:a@{number}.example", f"https://o{number}.example/"
        )
        await add_source(runtime, publisher.put(f"/{number}.ics", vcalendar(told)), every_s=3600)
    await runtime.poll_now()
    await organising.run_once()
    rows = await runtime.db.fetch("select id from organiser order by id")
    one, other = (row["id"] for row in rows)

    async def found() -> list[int]:
        return [len((await got(api, f"/v1/events?organiser={it}"))["items"]) for it in (one, other)]

    async def say(*, same: bool | None) -> bool:
        verdict = NewOrganiserVerdict(organiser_ids=(other, one), same=same, said_by="operator")
        return (await EventsClient(api).judge_organisers(verdict)).are_one

    assert [2, 2] == await found()
    assert not await say(same=False)
    assert [1, 1] == await found()
    clock.advance(hours=25)
    assert 2 == await organising.run_once()
    assert [1, 1] == await found()
    assert await say(same=None)
    assert [2, 2] == await found()
    with pytest.raises(AppError, match="No organisers of these ids"):
        await EventsClient(api).judge_organisers(
            NewOrganiserVerdict(organiser_ids=(one, "org_unknown"), same=True, said_by="operator")
        )
