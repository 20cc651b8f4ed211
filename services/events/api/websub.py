"""What hubs say to us, passed on by the gateway. Whoever does not know the token learns nothing."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import Field

from services.events.api.runtime import Events
from services.events.push.subscription import denied, distrusted, is_signed, pushed, verified
from services.events.store.sources.push import make_due_by_push, save_subscription, subscription_by_token
from shared.contracts.model import Request as Contract
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

router = APIRouter(prefix="/internal/websub", tags=["hubs"])
log = get_logger(__name__)

Token = Annotated[str, Path(min_length=20, max_length=100, pattern=r"^[\w-]+$")]
Text = Annotated[str, Field(max_length=4000)]


class HubQuery(Contract):
    """What a hub asks at the callback (WebSub, sections 5.2 and 5.3)."""

    mode: Annotated[str, Field(max_length=40)] = Field(alias="hub.mode")
    topic: Text = Field(alias="hub.topic")
    challenge: Text = Field(default="", alias="hub.challenge")
    lease_seconds: int | None = Field(default=None, alias="hub.lease_seconds", ge=0, le=10**10)
    reason: Text = Field(default="", alias="hub.reason")


@router.get("/{token}", summary="A hub asks whether we meant it")
async def verify(token: Token, runtime: Events, query: Annotated[HubQuery, Query()]) -> Response:
    """Answer the challenge where we asked for just that; note a refusal."""
    now = runtime.clock()
    async with runtime.db.transaction() as conn:
        held = await subscription_by_token(conn, token)
        if held is None:
            raise _not_ours()
        if query.mode == "denied":
            await save_subscription(conn, denied(held, query.topic, now), now)
            return Response("", media_type="text/plain")
        made = verified(held, query.mode, query.topic, query.lease_seconds, now)
        if made is None:
            raise _not_ours()
        await save_subscription(conn, made, now)
    log.info("push.verified", source_id=held.source_id)
    return Response(query.challenge, media_type="text/plain")


@router.post("/{token}", status_code=202, summary="A hub tells of news")
async def take_push(
    token: Token, request: Request, runtime: Events, x_hub_signature: Annotated[str | None, Header()] = None
) -> Response:
    """Have the source fetched soon where the signature is right; the body is not read (docs/adr/0015)."""
    body, now = await request.body(), runtime.clock()
    async with runtime.db.transaction() as conn:
        held = await subscription_by_token(conn, token)
        if held is None:
            raise AppError("subscription_ended", Kind.GONE, "We are not subscribed here any more.")
        is_good = is_signed(held, body, x_hub_signature)
        await save_subscription(conn, pushed(held, now) if is_good else distrusted(held), now)
        if is_good:
            await make_due_by_push(conn, held.source_id, now)
    log.info("push.received", source_id=held.source_id, signed=is_good)
    return Response(status_code=202)


def _not_ours() -> AppError:
    return AppError("subscription_unknown", Kind.MISSING, "We did not ask for this subscription.")
