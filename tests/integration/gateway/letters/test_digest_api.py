"""The weekly e-mail over HTTP: settings, preview, and the way out that needs no login."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from services.gateway.app import create_app
from services.gateway.composition import open_runtime
from services.gateway.letters.unsubscribe import token_for
from services.gateway.runtime import Runtime
from services.gateway.settings import GatewaySettings
from services.gateway.signing_in import issue
from services.gateway.workers.digest import issue_once, send_due, send_once
from services.gateway.workers.mailer import FolderMailer
from shared.contracts.events import Event, EventIds
from shared.contracts.network.connections import DueFollowUps, DueRequest
from shared.contracts.paging import Page
from shared.contracts.people import PersonPlan, PlanRequest
from tests.support.apps import PatientChannel, app_on
from tests.support.clock import FixedClock
from tests.support.letters import a_plan, a_reminder, an_event
from tests.support.stores.postgres import DsnOf

ME = "per_00000000000000000000000099"
USUAL = {"weekday": 1, "hour": 8, "frequency": "weekly", "paused_until": None}


def other_services() -> FastAPI:
    """Answer for events and matching, as they do."""
    app = FastAPI()

    @app.post("/plans")
    async def plans(request: PlanRequest) -> Page[PersonPlan]:
        return Page(items=tuple(a_plan(person_id) for person_id in request.person_ids), next=None)

    @app.post("/followups/due")
    async def due(request: DueRequest) -> Page[DueFollowUps]:
        return Page(
            items=tuple(
                DueFollowUps(person_id=one, items=(a_reminder(1),), more=0) for one in request.person_ids
            ),
            next=None,
        )

    @app.post("/internal/events/batch")
    async def batch(request: EventIds) -> Page[Event]:
        events = (an_event(number) for number in range(1, 9))
        return Page(items=tuple(event for event in events if event.id in request.ids), next=None)

    return app


@pytest.fixture
async def runtime(db_dsn: DsnOf, clock: FixedClock, tmp_path: Path) -> AsyncIterator[Runtime]:
    channel = PatientChannel(other_services())
    async with open_runtime(
        GatewaySettings(database_url=db_dsn("gateway"), public_url="https://acquaint.test"),
        events=channel,
        matching=channel,
        mailer=FolderMailer(tmp_path),
        clock=clock,
    ) as opened:
        await opened.db.execute(
            "insert into account (person_id, email, created_at) values ($1, $2, $3)",
            ME, "ada@people-at-work.com", clock() - timedelta(days=30),
        )  # fmt: skip
        yield opened


@pytest.fixture
async def browser(runtime: Runtime) -> AsyncIterator[httpx.AsyncClient]:
    """Someone without any cookie or token."""
    app = app_on(create_app, GatewaySettings(public_url="https://acquaint.test"), runtime)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://acquaint.test") as client:
        yield client


@pytest.fixture
async def mine(runtime: Runtime) -> dict[str, Any]:
    """The header of a signed-in person."""
    return {"headers": {"Authorization": f"Bearer {(await issue(runtime, ME)).token}"}}


def way_out(runtime: Runtime) -> str:
    return f"/unsubscribe/{token_for(runtime.key, ME)}"


async def weeks_of(runtime: Runtime) -> list[str]:
    """Work off what is due, and tell which weeks had a letter."""
    while await issue_once(runtime) + await send_once(runtime):
        pass
    rows = await runtime.db.fetch("select iso_week from digest_issue where state = 'sent' order by 1")
    return [row["iso_week"] for row in rows]


async def test_settings_are_kept(browser: httpx.AsyncClient, mine: dict[str, Any]) -> None:
    wish = {"weekday": 4, "hour": 18, "frequency": "fortnightly", "paused_until": "2026-12-24T00:00:00Z"}
    assert (await browser.get("/v1/me/digest", **mine)).json() == USUAL
    answer = await browser.put("/v1/me/digest", json=wish, **mine)
    assert (answer.status_code, answer.json()) == (200, wish)
    assert (await browser.get("/v1/me/digest", **mine)).json() == wish


async def test_wrong_settings_are_refused(browser: httpx.AsyncClient, mine: dict[str, Any]) -> None:
    for wrong in (
        {"weekday": 8}, {"hour": 24}, {"frequency": "daily"}, {"colour": "red"},
        {"paused_until": "2026-12-24T00:00:00"},
    ):  # fmt: skip
        answer = await browser.put("/v1/me/digest", json=wrong, **mine)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), (
            wrong
        )
    assert (await browser.get("/v1/me/digest", **mine)).json() == USUAL


async def test_strangers_see_nothing(browser: httpx.AsyncClient) -> None:
    answers = [await browser.get("/v1/me/digest"), await browser.get("/v1/me/digest/preview")]
    assert [answer.status_code for answer in answers] == [401, 401]


async def test_the_preview_comes_as_json_and_as_a_page(
    browser: httpx.AsyncClient, mine: dict[str, Any]
) -> None:
    found = (await browser.get("/v1/me/digest/preview", **mine)).json()
    counts = [len(found[part]) for part in ("events", "people", "follow_ups")]
    assert (found["suppressed"], counts) == (None, [3, 2, 1])
    page = await browser.get("/v1/me/digest/preview", params={"format": "html"}, **mine)
    assert (page.headers["content-type"], page.text) == ("text/html; charset=utf-8", found["html"])
    headers = mine["headers"] | {"Accept": "text/html,application/xhtml+xml"}
    assert (await browser.get("/v1/me/digest/preview", headers=headers)).text == found["html"]


async def test_looking_at_the_way_out_changes_nothing(runtime: Runtime, browser: httpx.AsyncClient) -> None:
    page = await browser.get(way_out(runtime))
    assert page.status_code == 200
    assert '<button type="submit">Stop the weekly e-mail</button>' in page.text
    assert (await browser.head(way_out(runtime))).status_code in {200, 405}
    assert await weeks_of(runtime) == ["2026-W48"]


async def test_one_click_stops_it_without_cookies_or_login(
    runtime: Runtime, browser: httpx.AsyncClient, mine: dict[str, Any]
) -> None:
    answer = await browser.post(way_out(runtime), data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.is_redirect) == (200, False)
    assert await weeks_of(runtime) == []
    report = await send_due(runtime, runtime.clock(), force=True)
    assert report.handed == ()
    assert (await browser.get("/v1/me/digest", **mine)).json() == USUAL | {"frequency": "never"}
    preview = (await browser.get("/v1/me/digest/preview", **mine)).json()
    assert preview["suppressed"] == "You have stopped the weekly e-mail."


@pytest.mark.parametrize(
    "body",
    [
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"content": b"\xff\xfe"},
        {"content": b"&".join([b"a=1"] * 50)},
    ],
)
async def test_one_click_in_any_form_stops_it(
    body: dict[str, Any], runtime: Runtime, browser: httpx.AsyncClient
) -> None:
    assert (await browser.post(way_out(runtime), **body)).status_code == 200
    assert await weeks_of(runtime) == []


async def test_sign_in_mail_still_comes_after_the_way_out(
    runtime: Runtime, browser: httpx.AsyncClient
) -> None:
    await browser.post(way_out(runtime))
    answer = await browser.post("/v1/auth/email", json={"email": "ada@people-at-work.com"})
    assert answer.status_code == 202
    assert await runtime.db.fetchval("select count(*) from mail_message where to_address like 'ada@%'") == 1


async def test_the_suppression_list_holds_no_address(runtime: Runtime, browser: httpx.AsyncClient) -> None:
    await browser.post(way_out(runtime))
    [row] = await runtime.db.fetch("select * from mail_suppression")
    assert (row["list"], row["reason"], len(row["address_hmac"])) == ("digest", "unsubscribed", 32)
    assert b"ada" not in row["address_hmac"]


async def test_it_can_be_taken_up_again(
    runtime: Runtime, browser: httpx.AsyncClient, mine: dict[str, Any], clock: FixedClock
) -> None:
    await browser.post(way_out(runtime))
    assert "It comes again" in (await browser.post(way_out(runtime), data={"wish": "again"})).text
    assert await weeks_of(runtime) == []
    clock.advance(days=7)
    assert await weeks_of(runtime) == ["2026-W49"]
    await browser.put("/v1/me/digest", json={"frequency": "never"}, **mine)
    assert await runtime.db.fetchval("select count(*) from mail_suppression") == 1
    await browser.put("/v1/me/digest", json={"frequency": "weekly"}, **mine)
    assert await runtime.db.fetchval("select count(*) from mail_suppression") == 0


async def test_a_forged_way_out_leads_nowhere(runtime: Runtime, browser: httpx.AsyncClient) -> None:
    for token in ("x", f"{ME}.", f"{ME}.aaaa", "%00.%ff", "a" * 3000):
        answers = [await browser.get(f"/unsubscribe/{token}"), await browser.post(f"/unsubscribe/{token}")]
        assert [answer.status_code for answer in answers] == [404, 404], token
    assert await weeks_of(runtime) == ["2026-W48"]
