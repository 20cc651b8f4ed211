"""Nobody reads or changes what is another's: every address with an id in it, as the API describes them."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from tests.integration.gateway.acquaintances import introduced
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import HOOKS, key_for, line, listen, send, settle
from tests.integration.gateway.planning import five, planned

API = json.loads((Path(__file__).parents[3] / "docs/openapi/gateway.json").read_text())["paths"]
SHARED = {"event_id", "person_id", "source_id", "step"}
"""What stands in an address and is nobody's."""
CARD = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zoe Field\r\nEMAIL:zoe@loam.example\r\nEND:VCARD\r\n"
Call = tuple[str, str, Any]


def calls(ids: Mapping[str, str], *prefixes: str) -> Iterator[Call]:
    """Yield a request, with its example as body, for every route that names something of somebody's."""
    for path, operations in API.items():
        names = set(re.findall(r"\{(\w+)\}", path))
        if not path.startswith(prefixes) or not names - SHARED:
            continue
        assert names <= set(ids), f"{path}: have one made here, and try it"
        for method, operation in operations.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            yield method, path.format(**ids), body and body["example"]


async def answers(client: httpx.AsyncClient, asked: Iterator[Call]) -> dict[str, int]:
    """Return how each request ended."""
    return {
        f"{method} {path}": (await client.request(method, path, json=body)).status_code
        for method, path, body in asked
    }


def let_in(ended: Mapping[str, int]) -> dict[str, int]:
    """Return what was not refused; a `DELETE` of what one has not may end well, and delete nothing."""
    fine = {it: {204, 404} if it.startswith("delete") else {404} for it in ended}
    return {it: status for it, status in ended.items() if status not in fine[it]}


async def held(client: httpx.AsyncClient, *paths: str) -> list[Any]:
    found = [await client.get(path) for path in paths]
    assert {it.status_code for it in found} == {200}, [it.text for it in found]
    return [it.json() for it in found]


async def test_what_is_a_persons_is_missing_for_anybody_else(house: House) -> None:
    ada, _bob, tie_id, _ = await introduced(house)
    tie = f"/v1/me/connections/{tie_id}"
    source_id = (await ada.get("/v1/sources")).json()["items"][0]["id"]
    made = {
        "meeting_id": (f"{tie}/meetings", API["/v1/me/connections/{tie_id}/meetings"]),
        "promise_id": (f"{tie}/promises", API["/v1/me/connections/{tie_id}/promises"]),
        "link_id": ("/v1/me/links", API["/v1/me/links"]),
        "search_id": ("/v1/me/searches", API["/v1/me/searches"]),
        "claim_id": (f"/v1/sources/{source_id}/claims", API["/v1/sources/{source_id}/claims"]),
    }
    ids = {"tie_id": tie_id, "source_id": source_id, "step": "accept"}
    for name, (path, operations) in made.items():
        body = operations["post"]["requestBody"]["content"]["application/json"]["example"]
        answer = await ada.post(path, json=body)
        assert answer.is_success, (path, answer.text)
        told = answer.json()
        ids[name] = told[f"{name.removesuffix('_id')}s"][-1]["id"] if tie in path else told["id"]
    brought = await ada.post("/v1/me/imports", content=CARD, headers={"content-type": "text/vcard"})
    ids["import_id"] = brought.json()["id"]
    ids["introduction_id"] = (await ada.get("/v1/me/introductions")).json()["items"][0]["id"]
    house.clock.advance(minutes=40 * 24 * 60)
    ada, eve = await house.sign_in("ada@people.example"), await house.sign_in("eve@people.example")
    ids["follow_up_id"] = (await ada.get("/v1/me/followups")).json()["items"][0]["id"]
    own = (await eve.post("/v1/me/connections", json={"name": "Zoe"})).json()["id"]
    lists = ("connections", "introductions", "imports", "links", "searches", "followups")
    watched = [f"/v1/me/{name}" for name in lists] + [f"/v1/sources/{source_id}/claims", tie]
    before = await held(ada, *watched)

    prefixes = ("/v1/me/", "/v1/sources/{source_id}/claims/")
    tried = await answers(eve, calls(ids, *prefixes))
    beside = await answers(eve, calls({**ids, "tie_id": own}, "/v1/me/connections/{tie_id}/meetings/"))
    kept = await answers(eve, calls({**ids, "tie_id": own}, "/v1/me/connections/{tie_id}/promises/"))

    assert let_in({**tried, **beside, **kept}) == {}
    assert (len(tried), len(beside), len(kept)) == (23, 1, 2)
    assert await held(ada, *watched) == before


async def test_what_is_a_partners_is_missing_for_any_other(house: House) -> None:
    scopes = ("imports", "keys", "people", "reports", "webhooks")
    key_id, token = await key_for(house, "Field Days", *scopes)
    mine = await house.browser(token)
    other = await house.browser((await key_for(house, "Somebody", *scopes))[1])
    event_id = (await mine.get("/v1/events?q=soil")).json()["items"][0]["id"]
    unlisted = line("t6", "t6@mail.example", {"display_name": "T"}, event_id, match=True, listed=False)
    sent = await send(mine, *five(event_id), unlisted)
    await settle(house, mine, sent)
    plan = await planned(house, mine, event_id)
    hook = await listen(house, mine)
    delivery = (await mine.post(f"{HOOKS}/{hook['id']}/test")).json()
    ids = {
        "event_id": event_id, "import_id": sent["id"], "plan_id": plan["id"], "webhook_id": hook["id"],
        "delivery_id": delivery["id"], "key_id": key_id,
    }  # fmt: skip
    people = f"/v1/partner/events/{event_id}/people"
    watched = [
        "/v1/partner/imports", "/v1/partner/keys", HOOKS, f"{HOOKS}/{hook['id']}/deliveries", people,
        f"/v1/partner/events/{event_id}/meeting-plan/{plan['id']}",
    ]  # fmt: skip
    before = await held(mine, *watched)

    tried = await answers(other, calls(ids, "/v1/partner/"))
    own = (await listen(house, other))["id"]
    beside = await other.post(f"{HOOKS}/{own}/deliveries/{delivery['id']}/replay")

    assert let_in(tried) == {}
    assert (len(tried), beside.status_code) == (12, 404)
    assert await held(mine, *watched) == before
    assert (await other.get(people)).json()["items"] == []
    again = line("x", "t6@mail.example", {"display_name": "X"}, event_id, match=True, listed=True)
    await settle(house, other, await send(other, again))
    assert (await other.get(people)).json()["items"] == []
