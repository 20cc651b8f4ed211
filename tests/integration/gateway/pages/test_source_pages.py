"""The feed doctor and the page of a source, as people meet them."""

import re

import httpx

from services.gateway.runtime import PREVIEWS_PER_HOUR
from tests.integration.gateway.conftest import House


async def feed_url(browser: httpx.AsyncClient) -> str:
    return str((await browser.get("/v1/sources")).json()["items"][0]["url"])


async def submit(browser: httpx.AsyncClient, path: str, url: str) -> httpx.Response:
    page = (await browser.get("/sources/doctor")).text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    return await browser.post(path, data={"csrf": token[1] if token else "", "url": url})


async def test_the_doctor_shows_a_feed_to_anyone(house: House) -> None:
    browser = await house.browser()
    url = await feed_url(browser)
    page = await submit(browser, "/sources/doctor", url)

    assert 200 == page.status_code
    for words in (
        "Soil Health Field Day",
        "icalendar",
        "It is watched already",
        "Give the new address|Publish it by https",
    ):
        assert re.search(words, page.text), words


async def test_the_doctor_says_what_is_wrong_with_an_address(house: House) -> None:
    browser = await house.browser()
    pages = [
        await submit(browser, "/sources/doctor", url)
        for url in ("x", "ftp://example.org/a", "http://127.0.0.1/a")
    ]

    assert [200, 200, 200] == [page.status_code for page in pages]
    for page, words in zip(
        pages,
        ("Give the whole address", "must start with https://", "not on the public internet"),
        strict=True,
    ):
        assert words in page.text


async def test_the_doctor_takes_forms_from_our_own_pages_only(house: House) -> None:
    browser = await house.browser()
    assert (
        403 == (await browser.post("/sources/doctor", data={"url": "https://example.org/a.ics"})).status_code
    )


async def test_the_doctor_is_asked_a_few_times_an_hour(house: House) -> None:
    browser = await house.browser()
    seen = "http://10.0.0.1/a.ics"
    resting = [await browser.post("/v1/sources/preview", json={"url": seen}) for _ in range(2)]
    resting += [await submit(browser, "/sources/doctor", seen)]
    assert [it.status_code for it in resting] == [200, 429, 200]
    assert ("host_resting", True) == (
        resting[1].json()["code"],
        "try again a little later" in resting[2].text,
    )
    codes = [(200, None)]
    for number in range(2, PREVIEWS_PER_HOUR + 2):
        body = {"url": f"http://10.0.0.{number}/a.ics"}
        answer = await browser.post("/v1/sources/preview", json=body)
        codes.append((answer.status_code, answer.json().get("code")))
    house.clock.advance(hours=1)
    later = await browser.post("/v1/sources/preview", json=body)

    assert codes == [(200, None)] * PREVIEWS_PER_HOUR + [(429, "too_many_previews")]
    assert 200 == later.status_code


async def test_a_source_has_a_page_for_its_publisher(house: House) -> None:
    browser = await house.browser()
    [source] = (await browser.get("/v1/sources")).json()["items"]
    listed = (await browser.get("/sources")).text
    page = await browser.get(f"/sources/{source['id']}")

    assert f'href="/sources/{source["id"]}"' in listed
    assert 'href="/sources/doctor"' in listed
    for words in (source["url"], "every 6 hours", "410 Gone", "Last fetches", "2026-11-23 09:00"):
        assert words in page.text, words
    assert 404 == (await browser.get("/sources/src_00000000000000000000000000")).status_code


async def test_signed_in_people_watch_what_the_doctor_saw(house: House) -> None:
    nobody, ada = await house.browser(), await house.browser()
    signed_in = await house.sign_in("ada@people.example")
    ada.cookies.set("acquaint", signed_in.headers["authorization"].removeprefix("Bearer "))
    turned_away = await submit(nobody, "/sources", "https://example.org/new.ics")
    made = await submit(ada, "/sources", "https://example.org/new.ics")

    codes = [(await submit(ada, "/sources", f"https://{n}.example/a.ics")).status_code for n in range(60)]
    by_api = await signed_in.post("/v1/sources", json={"url": "https://example.com/a.ics"})

    assert ([303] * 59 + [429], "too_many_suggestions") == (codes, by_api.json()["code"])
    assert (303, 303) == (turned_away.status_code, made.status_code)
    assert turned_away.headers["location"].startswith("/sign-in")
    assert "not been fetched yet" in (await ada.get(made.headers["location"])).text
