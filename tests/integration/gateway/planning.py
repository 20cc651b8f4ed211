"""Plans of meetings that an organiser has made by key, or on their page."""

from typing import Any

import httpx

from services.gateway.workers import imports
from services.matching.workers.planning import plan_once
from tests.integration.gateway.acquaintances import ADA, BOB
from tests.integration.gateway.conftest import House
from tests.integration.gateway.organisers import bring, entered
from tests.integration.gateway.partners import line

Json = dict[str, Any]
STARTS = "2027-05-19T10:00"
WISH = {"starts_at": STARTS, "rounds": 3, "minutes": 20, "pause": 10}


def five(event_id: str) -> list[str]:
    """Lines of five attendees, the last of whom did not agree to be matched."""
    return [
        line(
            f"t{n}", f"t{n}@mail.example",
            {"display_name": f"Person {n}", "interests": ["soil health", f"topic {n % 2}"]},
            event_id, match=n != 5, listed=True,
        )
        for n in range(1, 6)
    ]  # fmt: skip


async def planned(house: House, partner: httpx.AsyncClient, event_id: str, **wish: Any) -> Json:
    """Have a plan made, and return it as it is then."""
    house.clock.advance(minutes=1)
    path = f"/v1/partner/events/{event_id}/meeting-plan"
    begun = await partner.post(path, json=WISH | wish)
    assert (begun.status_code, begun.json()["state"]) == (202, "waiting"), begun.text
    again = await partner.post(path, json=WISH)
    assert (again.status_code, again.json()["code"]) == (409, "plan_waiting")
    assert await plan_once(house.matching) == 1
    return dict((await partner.get(f"{path}/{begun.json()['id']}")).json())


def who_meets(plan: Json) -> list[tuple[str, str]]:
    return [tuple(sorted(one["external_id"] for one in it["people"])) for it in plan["meetings"]]


async def brought(house: House) -> tuple[httpx.AsyncClient, str]:
    """Return the browser of an organiser who has brought two attendees, and the event."""
    [found] = (await (await house.browser()).get("/v1/events?q=soil")).json()["items"]
    event = {"id": found["id"], "source": found["sources"][0]["source_id"]}
    olga = await entered(house, "olga", event, proves=True)
    table = (
        "First Name,E-mail,Company,Interests,Ticket Type\n"
        f"=Ada,{ADA},,soil health,\nBob,{BOB},Farm,soil health,Mentor; VIP\n"
    )
    await bring(olga, event["id"], table, match="yes")
    while await imports.import_once(house.runtime):
        pass
    return olga, event["id"]


def plan_at(page: str, organise: str) -> str:
    """Return where the plan on a page is."""
    return f"{organise}/meeting-plan/{page.split('/meeting-plan/')[1].split('/', maxsplit=1)[0]}"
