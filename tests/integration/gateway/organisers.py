"""An organiser who has proven a source theirs, in a browser."""

import re

import httpx

from tests.integration.gateway.conftest import House


async def prove(house: House, person: httpx.AsyncClient, source: str) -> str:
    """Claim by a link on the front page of the publisher's site, and have it found."""
    claim = (await person.post(f"/v1/sources/{source}/claims", json={"method": "rel_me"})).json()
    house.publisher.put("/", f"<html><head>{claim['publish']}</head>", "text/html")
    checked = await person.post(f"/v1/sources/{source}/claims/{claim['id']}/verify")
    assert (200, "verified") == (checked.status_code, checked.json()["state"])
    return str(claim["id"])


async def entered(house: House, name: str, event: dict[str, str], *, proves: bool) -> httpx.AsyncClient:
    """Return a browser of somebody signed in, who has proven the source theirs or not."""
    person = await house.sign_in(f"{name}@mail.example")
    if proves:
        await prove(house, person, event["source"])
    browser = await house.browser()
    browser.cookies.set("acquaint", person.headers["authorization"].removeprefix("Bearer "))
    return browser


async def bring(
    browser: httpx.AsyncClient, event_id: str, table: str | bytes, **fields: str
) -> httpx.Response:
    """Send the form of the page with a file."""
    page = (await browser.get(f"/organise/{event_id}")).text
    token = re.findall(r'name="csrf" value="([^"]+)"', page)[-1]
    files = {"file": ("attendees.csv", table.encode() if isinstance(table, str) else table, "text/csv")}
    return await browser.post(f"/organise/{event_id}/attendees", data={"csrf": token, **fields}, files=files)
