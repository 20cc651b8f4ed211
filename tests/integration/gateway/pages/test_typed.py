"""What somebody typed is theirs still when its form cannot be taken."""

from html import unescape

import httpx
import pytest

from shared.clients.connections import ConnectionsClient
from tests.integration.gateway.browsing import entered, field, post
from tests.integration.gateway.conftest import House

NOTES = "We spoke of sensors,\nand <b>she</b> promised data."


async def _sent_again(browser: httpx.AsyncClient, page: httpx.Response) -> httpx.Response:
    held = {name: field(page, name) for name in ("name", "notes")}
    assert {"name": "Ann Li", "notes": NOTES} == {name: unescape(text) for name, text in held.items()}
    return await post(browser, page, "/connections", **held)


async def test_who_was_signed_out_while_typing_signs_in_and_sends_it(house: House) -> None:
    browser = await entered(house)
    form = await browser.get("/connections")
    browser.cookies.clear()
    refused = await post(browser, form, "/connections", name="Ann Li", notes=NOTES)
    assert refused.status_code == 403
    assert "&lt;b&gt;she&lt;/b&gt; promised data." in refused.text
    again = await entered(house)
    still_old = await _sent_again(again, refused)
    assert (403, True) == (still_old.status_code, "Look it through" in still_old.text)
    kept = await _sent_again(again, still_old)
    assert kept.status_code == 303
    assert "promised data." in (await again.get(kept.headers["location"])).text


async def test_nothing_another_site_filled_in_can_be_sent_from_our_page(house: House) -> None:
    browser = await entered(house)
    form = {"csrf": "made-up", "name": "Mallory wants this"}
    from_them = [
        {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
        {"origin": "https://evil.example"},
        {},
    ]
    for headers in from_them:
        answer = await browser.post("/connections", data=form, headers=headers)
        assert (403, False) == (answer.status_code, "Mallory" in answer.text)


async def test_a_form_is_sent_again_once_what_was_away_is_back(house: House) -> None:
    browser = await entered(house)
    form = await browser.get("/connections")
    house.to_matching.cut = True
    away = await post(browser, form, "/connections", name="Ann Li", notes=NOTES)
    house.to_matching.cut = False
    assert (503, True) == (away.status_code, "Send it again" in away.text)
    assert (await _sent_again(browser, away)).status_code == 303


async def test_what_breaks_on_our_side_is_told_on_a_page_and_costs_nobody_what_they_wrote(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await entered(house)
    form = await browser.get("/connections")
    with monkeypatch.context() as patch:
        patch.setattr(ConnectionsClient, "add", lambda *_given: 1 // 0)
        broken = await post(browser, form, "/connections", name="Ann Li", notes=NOTES)
    assert (broken.status_code, "Something broke on our side" in broken.text) == (500, True)
    assert broken.headers["x-request-id"] in broken.text
    assert "ZeroDivision" not in broken.text
    assert (await _sent_again(browser, broken)).status_code == 303


async def test_a_note_that_does_not_fit_stays_in_the_form(house: House) -> None:
    browser = await entered(house)
    form = await browser.get("/connections")
    typed = {"name": "Ann Li", "headline": "Soil", "organisation": "Erde e.V.", "email": "ann at"}
    wrong = await post(browser, form, "/connections", met_on="2026-11-20", notes=NOTES, **typed)
    assert wrong.status_code == 422
    assert [True] * 5 == [f'value="{text}"' in wrong.text for text in (*typed.values(), "2026-11-20")]
    assert "promised data.</textarea>" in wrong.text


async def test_a_form_sent_twice_makes_nobody_two(house: House) -> None:
    ada = await house.sign_in("ada@people.example")
    tim = {"name": "Tim", "notes": "Met by the door."}
    first, second, other = [
        (await ada.post("/v1/me/connections", json=it)).json()["id"]
        for it in (tim, tim, tim | {"notes": "Another Tim."})
    ]
    house.clock.advance(minutes=3)
    later = (await ada.post("/v1/me/connections", json=tim)).json()["id"]
    assert (first == second, len({first, other, later})) == (True, 3)
