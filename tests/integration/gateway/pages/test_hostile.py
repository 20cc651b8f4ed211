"""What nobody sends by mistake: refused in words, never a failure of ours."""

import asyncio

import httpx

from services.gateway.accounts import ensure_profile
from services.gateway.app import create_app
from services.gateway.settings import GatewaySettings
from shared.contracts.people import Profile
from tests.integration.gateway.browsing import entered, field, post
from tests.integration.gateway.conftest import House

NUL = "\x00"
REFUSED = [
    ("PUT", "/v1/me", {"display_name": f"A{NUL}da"}),
    ("PATCH", "/v1/me", {"bio": NUL}),
    ("POST", "/v1/me/feedback", {"suggestion_id": NUL, "verdict": "useful"}),
    ("POST", "/v1/me/blocks", {"person_id": NUL}),
    ("PUT", "/v1/me/digest", {"paused_until": "0001-01-01T00:00:00+14:00"}),
    ("PUT", "/v1/me/digest", {"paused_until": "9999-12-31T23:59:59-14:00"}),
    ("GET", "/v1/sources?cursor=eyJpIjoiXHUwMDAwIn0", None),
]


async def test_what_cannot_be_kept_is_refused(house: House) -> None:
    ada = await house.sign_in("ada@people.example")
    answers = [await ada.request(method, path, json=body) for method, path, body in REFUSED]
    told = [(it.status_code, it.json()["code"]) for it in answers]
    assert [(422, "not_storable")] * len(REFUSED) == told


async def test_odd_forms_are_answered_by_a_page(house: House) -> None:
    browser = await entered(house)
    page = await browser.get("/me")

    huge = await post(browser, page, "/me", version="9" * 5000, display_name="Ada")
    odd = await post(browser, page, "/feedback", suggestion_id="sug_x", verdict="marvellous")
    nobody = await post(browser, page, "/sign-in/sample", person_id=NUL)
    data = {"csrf": field(page, "csrf")}
    elsewhere = await browser.post("/sign-out", data=data, headers={"origin": "http://["})

    assert [303, 422, 422, 403] == [it.status_code for it in (huge, odd, nobody, elsewhere)]
    assert {"text/html; charset=utf-8"} == {it.headers["content-type"] for it in (odd, nobody, elsewhere)}


async def test_the_first_profile_never_covers_one_that_was_written(house: House) -> None:
    """Both are asked for at once: the empty one that looking makes, and the one that the person wrote."""
    ada = await house.sign_in("ada@people.example")
    person_id = (await ada.get("/v1/me")).json()["id"]
    await house.runtime.matching.forget_person(person_id)
    written = Profile(display_name="Ada Lovelace", headline="Soil scientist")

    await asyncio.gather(
        *(ensure_profile(house.runtime, person_id) for _ in range(4)),
        house.runtime.matching.put_person(person_id, written),
        *(ensure_profile(house.runtime, person_id) for _ in range(4)),
    )

    assert written == (await house.runtime.matching.person(person_id)).profile


async def test_metrics_are_for_those_whom_the_operator_lets(house: House) -> None:
    statuses = []
    for settings in (GatewaySettings(), GatewaySettings(metrics=True)):
        app = create_app(settings, runtime=house.runtime)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
            statuses.append((await client.get("/metrics")).status_code)
    assert [404, 200] == statuses


async def test_a_page_says_that_the_database_is_gone(house: House) -> None:
    """Even to those whose session nobody can look up then."""
    browser = await entered(house)
    house.db._lending._pool.terminate()
    page = await browser.get("/for-you")
    assert (503, "text/html; charset=utf-8") == (page.status_code, page.headers["content-type"])
    assert "The database does not answer" in page.text
