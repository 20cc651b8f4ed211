"""A partner as it uses the API: its key, its webhooks, its imports."""

import json
import secrets
from typing import Any

import httpx

from services.gateway.partners.keys import PartnerKey, hash_key, mint_key
from services.gateway.store.partners.keys import add_key
from services.gateway.workers import imports, webhooks
from tests.integration.gateway.conftest import House

HOOKS = "/v1/partner/webhooks"
IMPORTS = "/v1/partner/imports"
NDJSON = {"content-type": "application/x-ndjson"}
ADA = {"display_name": "Ada", "headline": "Soil scientist", "interests": ["soil health", "drones"]}
BEN = {"display_name": "Ben", "headline": "Farmer", "interests": ["soil health", "beekeeping"]}


async def key_for(house: House, partner: str, *scopes: str) -> tuple[str, str]:
    """Return (id, token) of a new key."""
    token, made = (
        mint_key(secrets.token_bytes(32)),
        PartnerKey(house.runtime.ids("key"), partner, frozenset(scopes)),
    )
    await add_key(house.db, made, hash_key(token), house.clock())
    return made.id, token


async def listen(house: House, partner: httpx.AsyncClient, **wish: Any) -> dict[str, Any]:
    """Add a webhook that answers 204."""
    url = f"http://{house.publisher.origin}/hook"
    answer = await partner.post(HOOKS, json={"url": url, **wish})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def deliver(house: House) -> None:
    while await webhooks.deliver_once(house.runtime):
        pass


def messages(house: House) -> list[dict[str, Any]]:
    return [json.loads(body) for _path, _headers, body in house.publisher.taken]


def line(
    external_id: str, email: str, profile: dict[str, Any], event_id: str | None = None, **stand: Any
) -> str:
    """One line of NDJSON."""
    attendance = {"attendance": {"event_id": event_id, **stand}} if event_id else {}
    return json.dumps({"external_id": external_id, "email": email, "profile": profile, **attendance})


async def send(partner: httpx.AsyncClient, *lines: str, query: str = "") -> dict[str, Any]:
    """Send a file of lines."""
    answer = await partner.post(f"{IMPORTS}{query}", content="\n".join(lines), headers=NDJSON)
    assert answer.status_code == 202, answer.text
    return dict(answer.json())


async def settle(house: House, partner: httpx.AsyncClient, sent: dict[str, Any]) -> dict[str, Any]:
    """Deal with what was sent; return the import as it ended."""
    while await imports.import_once(house.runtime):
        pass
    return dict((await partner.get(f"{IMPORTS}/{sent['id']}")).json())
