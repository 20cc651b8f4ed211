"""Signing in and sending forms through the pages, as a browser would."""

import re
from html import unescape

import httpx

from tests.integration.gateway.conftest import House

ADA = "ada@people.example"


def field(page: httpx.Response, name: str) -> str:
    """Return a hidden field's value."""
    return unescape(re.findall(rf'name="{name}" value="([^"]*)"', page.text)[0])


async def post(browser: httpx.AsyncClient, page: httpx.Response, path: str, **fields: str) -> httpx.Response:
    """Send a form of a page, as a browser would."""
    headers = {"sec-fetch-site": "same-origin", "origin": "http://acquaint.example"}
    return await browser.post(path, data={"csrf": field(page, "csrf"), **fields}, headers=headers)


async def entered(house: House, email: str = ADA) -> httpx.AsyncClient:
    """Sign in through the pages and return the browser."""
    browser = await house.browser()
    page = await browser.get("/sign-in")
    code_page = await post(browser, page, "/sign-in", email=email, next="/me")
    code, _ = await house.mail(email)
    answer = await post(
        browser, code_page, "/sign-in/code", email=email, code=f"{code[:3]} {code[3:]}", next="/me"
    )
    assert (303, "/me") == (answer.status_code, answer.headers["location"])
    return browser
