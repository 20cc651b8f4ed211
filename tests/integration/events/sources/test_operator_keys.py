"""Sources that need the operator's key: fetched whole, and the key is found nowhere afterwards."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from services.events.runtime import Runtime
from services.events.sources.hosts.keyed_apis import KEYED_APIS
from services.events.store.sources.sources import find_source
from services.events.workers.courtesy import Manners
from services.events.workers.keyring import Keyring
from services.events.workers.polling import Poller
from shared.http.channel import AsgiChannel
from shared.http.guarded import GuardedClient
from shared.http.refusals import FetchFailed
from tests.support.servers.publisher import add_source

CANARY = "CANARY/k3y+1"
SHOWN = ("CANARY/k3y+1", "CANARY%2Fk3y%2B1", "CANARY/k3y%2B1")
LISTS = {
    "ticketmaster": "/discovery/v2/events.json?countryCode=DE",
    "eventbrite": "/v3/organizers/7/events/",
    "meetup": "/gql-ext?urlname=soil-berlin",
    "openagenda": "/v2/agendas/42/events",
}


def ticketmaster(number: int, pages: int) -> dict[str, Any]:
    start = {"localDate": f"2027-05-{10 + number}", "localTime": "19:00:00"}
    event = {
        "id": f"tm{number}",
        "name": f"Concert {number}",
        "dates": {"start": start, "timezone": "Europe/Berlin"},
    }
    return {
        "_embedded": {"events": [event]},
        "page": {"size": 200, "totalElements": pages, "totalPages": pages, "number": number},
    }


def eventbrite(number: int, pages: int) -> dict[str, Any]:
    start = {"local": f"2027-05-{10 + number}T19:00:00", "timezone": "Europe/Berlin"}
    event = {
        "id": f"eb{number}",
        "name": {"text": f"Meeting {number}"},
        "start": start,
        "url": "https://e.example/1",
    }
    more = number + 1 < pages
    return {
        "events": [event],
        "pagination": {"has_more_items": more, "continuation": f"{number + 1}" if more else None},
    }


def meetup(number: int, pages: int) -> dict[str, Any]:
    node = {
        "id": f"mu{number}",
        "title": f"Evening {number}",
        "dateTime": f"2027-05-{10 + number}T19:00:00+02:00",
    }
    info = {"hasNextPage": number + 1 < pages, "endCursor": f"{number + 1}"}
    return {
        "data": {"groupByUrlname": {"name": "Soil", "events": {"pageInfo": info, "edges": [{"node": node}]}}}
    }


def openagenda(number: int, pages: int) -> dict[str, Any]:
    begin = f"2027-05-{10 + number}T19:00:00+02:00"
    event = {
        "uid": number,
        "slug": f"oa{number}",
        "title": {"fr": f"Soirée {number}"},
        "timings": [{"begin": begin, "end": begin}],
    }
    return {"total": pages, "events": [event], "after": [number + 1] if number + 1 < pages else None}


@dataclass
class Platform:
    """Plays all four APIs. `fails_at` is a page that answers 500; `odd` answers instead of all else."""

    pages: int = 3
    fails_at: int | None = None
    odd: web.Response | None = None
    origin: str = ""
    asked: list[tuple[str, int]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.json() if request.method == "POST" else {}
        cursor = next(
            (request.query[name] for name in ("page", "continuation", "after[]") if name in request.query),
            None,
        )
        number = int(cursor or body.get("variables", {}).get("after") or 0)
        name = next(name for name, path in LISTS.items() if path.partition("?")[0] == request.path)
        shown = {
            "ticketmaster": request.query.get("apikey"),
            "openagenda": request.headers.get("key"),
        }.get(name, request.headers.get("authorization", "").removeprefix("Bearer "))
        self.asked.append((name, number))
        if self.odd is not None:
            return self.odd
        if shown != CANARY:
            return web.json_response({"fault": "Invalid ApiKey"}, status=401)
        if number == self.fails_at:
            return web.Response(status=500, text=f"no answer to {CANARY}")
        play = {
            "ticketmaster": ticketmaster,
            "eventbrite": eventbrite,
            "meetup": meetup,
            "openagenda": openagenda,
        }[name]
        answer = play(number, self.pages) | {"you_sent": CANARY, "encoded": SHOWN[1]}
        return web.json_response(answer, headers={"etag": f'"{CANARY}"', "x-echo": SHOWN[1]})


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    """Open the platform on a free port."""
    played = Platform()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", played.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        played.origin = f"127.0.0.1:{server.port}"
        yield played


@pytest.fixture
async def keyed(runtime: Runtime, platform: Platform) -> AsyncIterator[Runtime]:
    """Open the service with a key for each API, which the platform plays."""
    async with GuardedClient.open(user_agent="test", allow=frozenset({platform.origin})) as client:
        yield with_keyring(runtime, platform, client, dict.fromkeys(LISTS, SecretStr(CANARY)))


def with_keyring(
    runtime: Runtime, platform: Platform, client: GuardedClient, keys: dict[str, SecretStr], daily: int = 1000
) -> Runtime:
    apis = tuple(replace(api, host=platform.origin, pause_s=0.0, daily=daily) for api in KEYED_APIS)
    keyring = Keyring(runtime.db, client, keys, runtime.clock, apis=apis)
    manners = Manners(4, 60, 0.0, frozenset({platform.origin}))
    own = runtime.poller.fetch_own
    poller = Poller(runtime.db, runtime.ports, own, runtime.clock, manners, runtime.poller.owner, keyring)
    return replace(runtime, poller=poller)


async def watch(keyed: Runtime, platform: Platform, name: str, **facts: object) -> str:
    return await add_source(keyed, f"http://{platform.origin}{LISTS[name]}", **facts)


async def outcome(keyed: Runtime, source_id: str) -> str:
    reports = await keyed.poll_now([source_id])
    return next(report.outcome for report in reports if report.source.id == source_id)


async def held(keyed: Runtime) -> int:
    return int(
        await keyed.db.fetchval("select count(*) from listing where vanished_at is null and missing = 0")
    )


@pytest.mark.parametrize("name", LISTS)
async def test_all_pages_are_one_reading(name: str, keyed: Runtime, platform: Platform) -> None:
    source = await watch(keyed, platform, name)
    assert ("ok", 3) == (await outcome(keyed, source), await held(keyed))
    assert [(name, 0), (name, 1), (name, 2)] == platform.asked

    platform.fails_at = 1
    assert ("http_500", 3) == (await outcome(keyed, source), await held(keyed))
    platform.fails_at, platform.pages = None, 2
    assert ("ok", 2) == (await outcome(keyed, source), await held(keyed))


async def test_without_a_key_nothing_is_asked(runtime: Runtime, platform: Platform) -> None:
    async with GuardedClient.open(user_agent="test", allow=frozenset({platform.origin})) as client:
        bare = with_keyring(runtime, platform, client, {})
        assert "needs_operator_key" == await outcome(bare, await watch(bare, platform, "ticketmaster"))
    assert [] == platform.asked


async def test_a_suggested_source_never_uses_the_key(keyed: Runtime, platform: Platform) -> None:
    source = await watch(keyed, platform, "eventbrite", origin="suggested")
    assert ("needs_operator_key", []) == (await outcome(keyed, source), platform.asked)


async def test_the_requests_of_a_day_are_counted(runtime: Runtime, platform: Platform) -> None:
    async with GuardedClient.open(user_agent="test", allow=frozenset({platform.origin})) as client:
        few = with_keyring(runtime, platform, client, {"openagenda": SecretStr(CANARY)}, daily=4)
        source = await watch(few, platform, "openagenda")
        assert ["ok", "operator_key_spent"] == [await outcome(few, source) for _ in range(2)]
        assert (4, 3) == (len(platform.asked), await held(few))


async def test_a_longer_list_than_allowed_counts_nothing_as_gone(keyed: Runtime, platform: Platform) -> None:
    platform.pages = 19
    source = await watch(keyed, platform, "meetup")
    assert ("ok", 19) == (await outcome(keyed, source), await held(keyed))


async def everything_kept(keyed: Runtime) -> bytes:
    """Return all rows of all tables as text, documents inflated."""
    names = await keyed.db.fetch("select tablename from pg_tables where schemaname = 'public'")
    found = []
    for (name,) in names:
        rows = await keyed.db.fetch(f'select t::text as row from "{name}" t')  # noqa: S608 - our own tables
        found += [str(row["row"]).encode() for row in rows]
    documents = await keyed.db.fetch("select zlib from document")
    return b"\n".join(found + [zlib.decompress(row["zlib"]) for row in documents])


async def test_the_key_is_found_nowhere(
    keyed: Runtime, platform: Platform, api: AsgiChannel, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever the API answers, repeats or redirects to."""
    sources = {name: await watch(keyed, platform, name) for name in LISTS}
    answers = [
        None,
        web.Response(status=401, text=f"Invalid ApiKey {CANARY}"),
        web.Response(status=302, headers={"location": f"http://127.0.0.2:9/?apikey={SHOWN[1]}"}),
        web.Response(text=f'{{"error": "{CANARY}"', content_type="application/json"),
        web.Response(text=f"<html><body>{CANARY}</body></html>", content_type="text/html"),
        web.Response(text=f"BEGIN:VCALENDAR\nX-KEY:{CANARY}\nEND:VCALENDAR", content_type="text/calendar"),
        web.Response(status=429, headers={"x-key": CANARY}),
    ]
    outcomes = set()
    for odd in answers:
        for name, source in sources.items():
            platform.odd = odd and web.Response(status=odd.status, body=odd.body, headers=odd.headers)
            outcomes.add((name, await outcome(keyed, source)))
    assert {
        "ok", "operator_key_refused", "redirects", "unreadable", "not_what_it_claims", "empty", "http_429",
    } <= {what for _, what in outcomes}  # fmt: skip

    said = [
        (await api.request("GET", path)).body
        for path in ("/v1/sources", "/v1/events?limit=50", "/v1/changes")
    ]
    for source in sources.values():
        said.append((await api.request("GET", f"/internal/sources/{source}/report")).body)
        held_source = await find_source(keyed.db, source)
        assert held_source is not None
        body = orjson.dumps({"url": held_source.spec.url})
        headers = {"content-type": "application/json"}
        reply = await api.request("POST", "/v1/sources/preview", headers=headers, body=body, timeout_s=60)
        said.append(reply.body)
    out, err = capfd.readouterr()
    everything = b"\n".join([await everything_kept(keyed), *said, out.encode(), err.encode()])
    assert [] == [form for form in SHOWN if form.encode() in everything]
    assert b"CANARY" not in everything
    assert b"Concert 0" in everything


async def test_errors_of_the_client_do_not_repeat_an_address() -> None:
    async with GuardedClient.open(user_agent="test", allow=frozenset({"127.0.0.1:9"})) as client:
        with pytest.raises(FetchFailed) as caught:
            await client.get(f"http://127.0.0.1:9/?apikey={SHOWN[1]}")
    assert "CANARY" not in f"{caught.value} {caught.value.reason}"


async def test_the_doctor_never_uses_a_key(api: AsgiChannel) -> None:
    body = orjson.dumps({"url": "https://app.ticketmaster.com/discovery/v2/events.json?apikey=CANARY"})
    headers = {"content-type": "application/json"}
    reply = await api.request("POST", "/v1/sources/preview", headers=headers, body=body, timeout_s=60)
    seen = orjson.loads(reply.body)
    assert ("needs_operator_key", None) == (seen["outcome"], seen["status"])
    assert b"CANARY" not in reply.body
    assert "EVENTS_TICKETMASTER_KEY" in seen["findings"][0]["fix"]
