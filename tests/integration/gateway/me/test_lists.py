"""Lists of a person and a partner, walked a page at a time."""

import httpx

from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import key_for


def goes_on(following: str | None) -> str | None:
    params = dict(httpx.URL(following or "").params)
    return params.get("cursor", params.get("after"))


async def walked(client: httpx.AsyncClient, path: str) -> list[list[dict[str, object]]]:
    pages, following = [], f"{path}?limit=1"
    while following:
        answer = await client.get(following)
        assert answer.status_code == 200, answer.text
        link = answer.links.get("next", {}).get("url")
        following = answer.json()["next"]
        assert link == following
        assert answer.json()["next_cursor"] == goes_on(following)
        pages.append(answer.json()["items"])
    return pages


async def test_every_list_of_a_person_is_walked_to_its_end(house: House) -> None:
    ada, others = await house.sign_in("ada@mail.example"), ("ben@mail.example", "cem@mail.example")
    people = [(await (await house.sign_in(one)).get("/v1/me")).json()["id"] for one in others]
    events = (await ada.get("/v1/events")).json()["items"]
    for event in events:
        await ada.put(f"/v1/me/attendance/{event['id']}", json={"status": "going"})
    for person in people:
        house.clock.advance(seconds=1)
        await ada.post("/v1/me/blocks", json={"person_id": person})
    for name in ("b", "a"):
        await ada.post("/v1/me/searches", json={"name": name, "query": "q=soil"})
        house.clock.advance(seconds=1)
        await ada.post("/v1/me/links", json={"url": f"https://{name}.example/"})
    found = {
        path: await walked(ada, f"/v1/me/{path}") for path in ("attendance", "blocks", "searches", "links")
    }
    assert [[one["event_id"] for one in page] for page in found["attendance"]] == [
        [it["id"]] for it in events
    ]
    assert [[one["person_id"] for one in page] for page in found["blocks"]] == [[it] for it in people[::-1]]
    assert [[one["name"] for one in page] for page in found["searches"]] == [["a"], ["b"]]
    assert [[one["url"] for one in page] for page in found["links"]] == [
        ["https://b.example/"], ["https://a.example/"],
    ]  # fmt: skip


async def test_events_sources_and_changes_are_walked_by_the_cursor_alone(house: House) -> None:
    nobody = await house.browser()
    for path in ("/v1/events", "/v1/sources", "/v1/changes"):
        await walked(nobody, path)
    first = (await nobody.get("/v1/events?limit=1")).json()
    second = await nobody.get("/v1/events", params={"limit": 1, "cursor": first["next_cursor"]})
    both = (await nobody.get("/v1/events")).json()
    assert both["items"] == [*first["items"], *second.json()["items"]]
    assert both["next_cursor"] is None


async def test_an_event_given_up_between_two_pages_hides_no_other(house: House) -> None:
    ada = await house.sign_in("ada@mail.example")
    first, second = [it["id"] for it in (await ada.get("/v1/events")).json()["items"]]
    for event_id in (first, second):
        await ada.put(f"/v1/me/attendance/{event_id}", json={"status": "going"})
    page = (await ada.get("/v1/me/attendance?limit=1")).json()
    await ada.delete(f"/v1/me/attendance/{first}")
    rest = (await ada.get(page["next"])).json()
    assert [it["event_id"] for it in rest["items"]] == [second]


async def test_a_page_of_mine_named_no_more_between_two_pages_hides_no_other(house: House) -> None:
    ada = await house.sign_in("ada@mail.example")
    for name in ("a", "b", "c"):
        house.clock.advance(seconds=1)
        await ada.post("/v1/me/links", json={"url": f"https://{name}.example/"})
    page = (await ada.get("/v1/me/links?limit=1")).json()
    await ada.delete(f"/v1/me/links/{page['items'][0]['id']}")
    rest = (await ada.get(page["next"])).json()
    assert [it["url"] for it in rest["items"]] == ["https://b.example/"]
    rest = (await ada.get(rest["next"])).json()
    assert [it["url"] for it in rest["items"]] == ["https://c.example/"]


async def test_topics_come_a_page_at_a_time_each_area_before_its_topics(house: House) -> None:
    nobody, following = await house.browser(), "/v1/topics?limit=100"
    found: list[dict[str, str]] = []
    while following:
        answer = (await nobody.get(following)).json()
        found, following = found + answer["items"], answer["next"]
    whole = [it.id for it in await house.runtime.events.topics()]
    assert [it["id"] for it in found] == whole
    assert len(whole) > 100


async def test_keys_and_webhooks_of_a_partner_are_walked(house: House) -> None:
    _, key = await key_for(house, "Venue Finder", "webhooks", "keys")
    partner = await house.browser(key)
    for path in ("a", "b"):
        house.clock.advance(seconds=1)
        made = await partner.post("/v1/partner/webhooks", json={"url": f"https://hooks.example/{path}"})
        assert made.status_code == 201, made.text
    await partner.post("/v1/partner/keys", json={"scopes": ["keys"]})
    hooks, keys = await walked(partner, "/v1/partner/webhooks"), await walked(partner, "/v1/partner/keys")
    assert [[it["url"] for it in page] for page in hooks] == [
        ["https://hooks.example/a"], ["https://hooks.example/b"],
    ]  # fmt: skip
    assert [len(page) for page in keys] == [1, 1]
