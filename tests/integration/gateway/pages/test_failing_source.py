"""The page of a feed that fails: why, how to mend it, and having it fetched again once that is done."""

import re

import httpx

from tests.integration.gateway.conftest import House
from tests.integration.gateway.me.test_publishers import page_visitor, source_of


async def fetch_again(browser: httpx.AsyncClient, url: str) -> int:
    """Send the form that the page shows, or would show."""
    token = re.search(r'name="csrf" value="([^"]+)"', (await browser.get("/sources/doctor")).text)
    data = {"csrf": token[1] if token else "", "url": url}
    return (await browser.post("/sources", data=data)).status_code


async def test_a_feed_that_fails_says_why_and_is_fetched_again_when_asked(house: House) -> None:
    source, ada = await source_of(house), await page_visitor(house, "ada@people.example")
    path, url = f"/sources/{source}", f"http://{house.publisher.origin}/a.ics"

    async def seen() -> tuple[bool, ...]:
        page = (await ada.get(path)).text
        words = (
            "but the last fetch failed: HTTP 404", "There is nothing at this address.",
            'gone">gone</span>: HTTP 410', "an hour after the last time", "Fetch it again",
        )  # fmt: skip
        assert "asks to be fetched" not in page  # it gives no hint of how often
        return tuple(it in page for it in words)

    async def status() -> str:
        return str((await ada.get(f"/v1/sources/{source}")).json()["status"])

    assert (False, False, False, False, False) == await seen()
    house.publisher.says["/a.ics"] = (404, {})
    await house.events.poll_now()
    assert (True, True, False, True, False) == await seen()
    house.publisher.says["/a.ics"] = (410, {})
    await house.events.poll_now()
    assert (False, False, True, True, False) == await seen()

    assert 303 == await fetch_again(ada, url)
    assert "gone" == await status()
    house.clock.advance(hours=1)
    assert (False, False, True, False, True) == await seen()
    del house.publisher.says["/a.ics"]
    assert 303 == await fetch_again(ada, url)
    assert 1 == await house.events.poller.run_once()
    assert "healthy" == await status()
    assert (False, False, False, False, False) == await seen()
