import json
import re
from io import BytesIO
from zipfile import ZipFile

import httpx
import pytest

from tests.integration.gateway.acquaintances import ADA, BOB, ask, due, people, soil_day, two
from tests.integration.gateway.browsing import entered, post
from tests.integration.gateway.conftest import House

DAY = 24 * 60


async def met(house: House) -> tuple[httpx.AsyncClient, httpx.AsyncClient, str]:
    """Sign in two who share no event, and return them with the token of Ada's card."""
    ada, bob = await house.sign_in(ADA), await house.sign_in(BOB)
    await ada.put(
        "/v1/me", json={"display_name": "Ada", "headline": "Soil scientist", "bio": "I count worms."}
    )
    await bob.put("/v1/me", json={"display_name": "Bob"})
    made = (await ada.put("/v1/me/card", json={"fields": ["headline"]})).json()
    return ada, bob, made["url"].rpartition("/")[2]


async def test_a_card_is_read_by_whoever_has_its_address_until_it_is_void(house: House) -> None:
    ada, bob, token = await met(house)
    stranger = await house.browser()
    read = await stranger.get(f"/v1/cards/{token}")
    assert ("Ada", "Soil scientist", None, None, []) == tuple(
        read.json()[name] for name in ("name", "headline", "bio", "email", "links")
    )
    assert "no-store" == read.headers["cache-control"]
    kept = await stranger.get(f"/v1/cards/{token}.vcf")
    assert ("text/vcard; charset=utf-8", True) == (
        kept.headers["content-type"], kept.text.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\n"),
    )  # fmt: skip
    drawn = await ada.get("/v1/me/card.svg")
    assert ("image/svg+xml", True) == (drawn.headers["content-type"], drawn.text.startswith("<svg xmlns="))

    wider = (await ada.put("/v1/me/card", json={"fields": ["bio", "email"], "days": 7})).json()
    assert wider["url"].endswith(token)
    seen = (await stranger.get(f"/v1/cards/{token}")).json()
    assert ("I count worms.", ADA, None) == (seen["bio"], seen["email"], seen["headline"])
    assert {"fields", "event_id", "valid_until"} == set((await export(ada))[0])

    assert 204 == (await ada.delete("/v1/me/card")).status_code
    anew = (await ada.put("/v1/me/card", json={})).json()["url"].rpartition("/")[2]
    gone = [await who.get(f"/v1/cards/{token}") for who in (stranger, bob)]
    assert [(404, "card_missing")] * 2 == [(it.status_code, it.json()["code"]) for it in gone]
    assert 200 == (await stranger.get(f"/v1/cards/{anew}")).status_code
    house.clock.advance(minutes=2 * DAY)
    assert 404 == (await stranger.get(f"/v1/cards/{anew}")).status_code


async def export(client: httpx.AsyncClient) -> list[dict[str, object]]:
    archive = ZipFile(BytesIO((await client.get("/v1/me/export")).content))
    return list(json.loads(archive.read("card.json")))


async def test_who_exchange_cards_are_introduced_and_remember_where_they_met(house: House) -> None:
    ada, bob, token = await met(house)
    event_id = await soil_day(ada)
    await ada.put(f"/v1/me/attendance/{event_id}", json={"status": "going"})
    await ada.put("/v1/me/card", json={"event_id": event_id})
    taken = (await bob.post(f"/v1/cards/{token}/exchange")).json()
    assert ("introduced", "Ada", ADA, event_id, ["met"]) == (
        taken["how"], taken["name"], taken["email"], taken["event_id"],
        [one["kind"] for one in taken["meetings"]],
    )  # fmt: skip
    again = (await bob.post(f"/v1/cards/{token}/exchange")).json()
    assert taken == again
    [of_bob] = await people(ada)
    assert ("introduced", "Bob", BOB, event_id, taken["since"]) == (
        of_bob["how"], of_bob["name"], of_bob["email"], of_bob["event_id"], of_bob["since"],
    )  # fmt: skip
    [told] = (await ada.get("/v1/me/introductions")).json()["items"]
    assert ("accepted", True, "", None) == (
        told["state"],
        told["in_person"],
        told["message"],
        told["opening"],
    )
    house.clock.advance(minutes=DAY)
    ada = await house.sign_in(ADA)
    [(kind, _, name)] = await due(ada)
    assert ("after_meeting", "Bob") == (kind, name)


async def test_a_card_answers_who_waited_and_is_no_way_round_a_block(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    token = (await ada.put("/v1/me/card", json={})).json()["url"].rpartition("/")[2]
    own = await ada.post(f"/v1/cards/{token}/exchange")
    assert (409, "card_own") == (own.status_code, own.json()["code"])
    assert 401 == (await (await house.browser()).post(f"/v1/cards/{token}/exchange")).status_code
    await bob.post(f"/v1/cards/{token}/exchange")
    [told] = (await ada.get("/v1/me/introductions")).json()["items"]
    assert (asked["id"], "accepted", False) == (told["id"], told["state"], told["in_person"])

    eve = await house.sign_in("eve@people.example")
    eve_id = (await eve.get("/v1/me")).json()["id"]
    await ada.post("/v1/me/blocks", json={"person_id": eve_id})
    refused = await eve.post(f"/v1/cards/{token}/exchange")
    read = [await eve.get(f"/v1/cards/{token}{ending}") for ending in (".vcf", "")]
    assert [(404, "card_missing")] * 3 == [(it.status_code, it.json()["code"]) for it in (refused, *read)]
    page = await (await entered(house, "eve@people.example")).get(f"/c/{token}")
    assert (404, False) == (page.status_code, "Ada" in page.text)
    assert 200 == (await (await house.browser()).get(f"/v1/cards/{token}")).status_code
    assert [] == await people(eve)


async def test_a_card_that_leaks_gathers_so_many_people_a_day_and_no_more(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.matching.store.exchanges.MOST_A_DAY", 1)
    _, bob, token = await met(house)
    eve = await house.sign_in("eve@people.example")
    ended = [(await who.post(f"/v1/cards/{token}/exchange")).status_code for who in (bob, eve, bob)]
    assert [200, 409, 200] == ended
    house.clock.advance(minutes=DAY + 1)
    eve = await house.sign_in("eve@people.example")
    assert 200 == (await eve.post(f"/v1/cards/{token}/exchange")).status_code


async def test_cards_are_handed_out_and_exchanged_on_pages(house: House) -> None:
    ada, bob = await entered(house, ADA), await entered(house, BOB)
    page = await ada.get("/card")
    assert "You are not handing out a card" in page.text
    assert 303 == (await post(ada, page, "/card", do="hand_out", show="email", days="1")).status_code
    page = await ada.get("/card")
    assert "<svg xmlns" in page.text
    address = re.findall(r'href="http://acquaint\.example(/c/[^"]+)"', page.text)[0]
    assert "your own card" in (await ada.get(address)).text

    stranger = await house.browser()
    seen = await stranger.get(address)
    assert (ADA in seen.text, "noindex" in seen.text) == (True, True)
    assert f"/sign-in?next={address}" in seen.text
    seen = await bob.get(address)
    kept = await post(bob, seen, address)
    assert "/connections/tie_" in kept.headers["location"]
    assert ADA in (await bob.get(kept.headers["location"])).text

    house.to_matching.cut = True
    alone = (await ada.get("/card")).text
    house.to_matching.cut = False
    assert ["<svg xmlns" in alone, "now: what it shows." in alone, "Change it" in alone] == [
        True,
        True,
        False,
    ]

    wrong = await post(ada, page, "/card", do="hand_out", days="400")
    assert (422, True) == (wrong.status_code, "choose from what it lists" in wrong.text)
    nowhere = await post(ada, page, "/card", do="hand_out", event_id="evt_01jd3c9m8q7v0w1x2y3z4a5b6c")
    assert (422, True) == (nowhere.status_code, "no longer go" in nowhere.text)
    await post(ada, page, "/card", do="stop")
    gone = await bob.get(address)
    assert (404, True) == (gone.status_code, "ask its owner for a new code" in gone.text)
