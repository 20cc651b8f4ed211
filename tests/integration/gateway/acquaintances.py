"""Two people who go to the same event, ask one another, and keep what comes of it."""

from typing import Any

import httpx

from tests.integration.gateway.conftest import House

ADA, BOB = "ada@people.example", "bob@people.example"
NEED = {"kind": "advice", "text": "Which cover crops build soil carbon"}
OFFER = {"kind": "advice", "text": "Ten years of cover crops and soil carbon"}
WHY = "Ten years of cover crops: shall we compare?"
Json = dict[str, Any]


async def soil_day(client: httpx.AsyncClient) -> str:
    found = (await client.get("/v1/events", params={"q": "soil"})).json()["items"]
    return str(found[0]["id"])


async def two(house: House) -> tuple[httpx.AsyncClient, httpx.AsyncClient, str]:
    """Sign two in who go to the same event, and return the suggestion of Bob to Ada."""
    ada, bob = await house.sign_in(ADA), await house.sign_in(BOB)
    event_id = await soil_day(ada)
    await ada.put("/v1/me", json={"display_name": "Ada", "interests": ["soil health"], "offers": [OFFER]})
    await bob.put("/v1/me", json={"display_name": "Bob", "interests": ["soil health"], "needs": [NEED]})
    for one in (ada, bob):
        await one.put(f"/v1/me/attendance/{event_id}", json={"status": "going"})
    return ada, bob, await suggested(ada, event_id)


async def suggested(client: httpx.AsyncClient, event_id: str) -> str:
    found = (await client.get("/v1/me/people", params={"event_id": event_id})).json()["items"]
    return str(found[0]["id"])


async def ask(client: httpx.AsyncClient, suggestion_id: str) -> httpx.Response:
    body = {"suggestion_id": suggestion_id, "message": WHY}
    return await client.post("/v1/me/introductions", json=body)


async def introduced(house: House) -> tuple[httpx.AsyncClient, httpx.AsyncClient, str, str]:
    """Introduce Ada and Bob; return both and the id of what each keeps of the other."""
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    await bob.post(f"/v1/me/introductions/{asked['id']}/accept")
    [of_bob], [of_ada] = await people(ada), await people(bob)
    return ada, bob, of_bob["id"], of_ada["id"]


async def people(client: httpx.AsyncClient, **query: str) -> list[Json]:
    return list((await client.get("/v1/me/connections", params=query)).json()["items"])


async def due(client: httpx.AsyncClient) -> list[tuple[str, str, str]]:
    items = (await client.get("/v1/me/followups")).json()["items"]
    return [(it["kind"], it["due_on"], it["name"]) for it in items]
