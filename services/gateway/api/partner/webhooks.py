"""Webhooks of partners: who is told of which changes, and what became of each message."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response

from services.gateway.api.http.ids import foreign_id
from services.gateway.api.http.lists import Asked, AskedById, listed
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.me.saved_query import canonical
from services.gateway.api.partner.scope import Webhooks
from services.gateway.partners.about_people import NEEDS_SCOPE
from services.gateway.partners.address import checked_address
from services.gateway.partners.keys import PartnerKey
from services.gateway.partners.signature import SECRET_BYTES, write_secret
from services.gateway.runtime import Runtime
from services.gateway.store.partners import deliveries, webhooks
from services.gateway.store.partners.webhooks import Hook
from shared.contracts.paging import Page
from shared.contracts.partners.webhooks import (
    ChangeWebhook,
    Delivery,
    DeliveryState,
    NewWebhook,
    Replayed,
    Webhook,
)
from shared.kernel.errors import AppError, Kind
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/partner/webhooks", tags=["Partners"], responses=problems(403))
WebhookId = Annotated[str, foreign_id("whk")]
DeliveryId = Annotated[str, foreign_id("msg")]


@router.post("", status_code=201, responses=problems(409), summary="Add a webhook")
async def add_webhook(body: NewWebhook, runtime: Parts, partner: Webhooks) -> Webhook:
    """Have changes of events sent to an https address, signed as Standard Webhooks has it.

    Each message is a POST of `{"type", "timestamp", "data"}`; any answer 2xx takes it. What is not taken is
    tried again for three days; the `webhook-id` stays, so that a message which comes twice can be known.
    `data.seq` gives the order. Nothing of before is sent: read `/v1/events` for that.

    Of people you are told what your lists of them show: of those you brought who have signed in and agreed
    to be listed, where they go, and that two of them agreed to meet. `status` null: no longer listed.
    """
    _check_types(partner, body.types)
    query = await _query(runtime, body.query)
    made = Hook(
        id=runtime.ids("whk"),
        partner=partner.partner,
        url=checked_address(body.url, runtime.face.webhook_origins),
        types=tuple(dict.fromkeys(body.types)),
        query=query,
        state="active",
        secret=secrets.token_bytes(SECRET_BYTES),
        created_at=runtime.clock(),
    )
    await webhooks.add(runtime.db, made, (await runtime.events.changes(after="latest", limit=1)).resume)
    return _shown(made, show_secret=True)


@router.get("", summary="List my webhooks")
async def my_webhooks(runtime: Parts, partner: Webhooks, asked: Asked) -> Page[Webhook]:
    """Give every webhook with how it fares."""
    kept = await webhooks.of_partner(runtime.db, partner.partner)
    return listed(asked, Page[Webhook], [_shown(hook) for hook in kept], lambda one: (one.id,))


@router.get("/{webhook_id}", summary="Get a webhook")
async def my_webhook(webhook_id: WebhookId, runtime: Parts, partner: Webhooks) -> Webhook:
    """Give one of my webhooks."""
    return _shown(await webhooks.find(runtime.db, partner.partner, webhook_id))


@router.patch("/{webhook_id}", summary="Change a webhook")
async def change_webhook(
    body: ChangeWebhook, webhook_id: WebhookId, runtime: Parts, partner: Webhooks, response: Response
) -> Webhook:
    """Give it another address, query or types, pause it, take it up again, or replace its secret."""
    held = await webhooks.find(runtime.db, partner.partner, webhook_id)
    _check_types(partner, body.types or ())
    new_secret = secrets.token_bytes(SECRET_BYTES) if body.rotate_secret else None
    wanted = replace(
        held,
        url=checked_address(body.url, runtime.face.webhook_origins) if body.url else held.url,
        types=body.types or held.types,
        query=held.query if body.query is None else await _query(runtime, body.query),
        state=body.state or held.state,
    )
    await webhooks.change(runtime.db, wanted, new_secret=new_secret, now=runtime.clock())
    found = await webhooks.find(runtime.db, partner.partner, webhook_id)
    if new_secret is not None:
        response.headers["Cache-Control"] = "no-store"
    return _shown(found, show_secret=new_secret is not None)


@router.delete("/{webhook_id}", status_code=204, summary="Delete a webhook")
async def delete_webhook(webhook_id: WebhookId, runtime: Parts, partner: Webhooks) -> None:
    """Forget a webhook with all its messages."""
    await webhooks.delete(runtime.db, partner.partner, webhook_id)


@router.post("/{webhook_id}/test", status_code=202, summary="Send a test message")
async def test_webhook(webhook_id: WebhookId, runtime: Parts, partner: Webhooks) -> Delivery:
    """Queue a `webhook.test` message; its delivery tells what came of it."""
    hook = await webhooks.find(runtime.db, partner.partner, webhook_id)
    await deliveries.add_test(runtime.db, hook.id, runtime.ids("msg"), runtime.clock())
    return (await deliveries.list_deliveries(runtime.db, hook.id, None, None, 1))[0]


@router.get("/{webhook_id}/deliveries", summary="See what became of messages")
async def my_deliveries(
    webhook_id: WebhookId,
    runtime: Parts,
    partner: Webhooks,
    asked: AskedById,
    state: Annotated[DeliveryState | None, Query(description="`dead`: those that were given up")] = None,
) -> Page[Delivery]:
    """Give messages newest first, with attempts and the last outcome; kept for 90 days."""
    hook = await webhooks.find(runtime.db, partner.partner, webhook_id)
    rows = await deliveries.list_deliveries(runtime.db, hook.id, state, asked.cursor, asked.one_more)
    return asked.read_on(Page[Delivery], [(one.id, one) for one in rows])


@router.post("/{webhook_id}/replay", status_code=202, summary="Send all that was not taken now")
async def replay_all(webhook_id: WebhookId, runtime: Parts, partner: Webhooks) -> Replayed:
    """Send every message that was given up (`dead`) or waits for a later try, in order, each under its id."""
    hook = await webhooks.find(runtime.db, partner.partner, webhook_id)
    return Replayed(messages=await deliveries.replay_all(runtime.db, hook.id, runtime.clock()))


@router.post("/{webhook_id}/deliveries/{delivery_id}/replay", status_code=202, summary="Send a message again")
async def replay_delivery(
    webhook_id: WebhookId, delivery_id: DeliveryId, runtime: Parts, partner: Webhooks
) -> Delivery:
    """Send a message again under its old id, whatever came of it."""
    hook = await webhooks.find(runtime.db, partner.partner, webhook_id)
    found = await deliveries.replay(runtime.db, hook.id, delivery_id, runtime.clock())
    if found is None:
        detail = "This webhook has no such message; see its deliveries."
        raise AppError("delivery_missing", Kind.MISSING, detail)
    return found


def _check_types(partner: PartnerKey, types: Sequence[str]) -> None:
    """Refuse news of people to a key that may not read of them."""
    lacking = {NEEDS_SCOPE[it] for it in types if it in NEEDS_SCOPE} - partner.scopes
    if lacking:
        detail = (
            f"For these types the key needs the scope {', '.join(sorted(lacking))}, too; ask the operator."
        )
        raise AppError("scope_missing", Kind.FORBIDDEN, detail)


async def _query(runtime: Runtime, text: str) -> str:
    """Return a query that makes sense: the events service is asked before it is kept."""
    query = canonical(text)
    if query:
        await runtime.events.found(query, 1)
    return query


def _shown(hook: Hook, *, show_secret: bool = False) -> Webhook:
    told = {name: getattr(hook, name) for name in Webhook.model_fields if name in Hook.__slots__}
    secret = write_secret(hook.secret) if show_secret else None
    error = hook.last_outcome if hook.last_outcome != "ok" else None
    return Webhook(**{**told, "secret": secret, "last_error": error})
