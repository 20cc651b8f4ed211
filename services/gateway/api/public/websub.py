"""The callback of hubs (https://www.w3.org/TR/websub/), passed on to the events service."""

from fastapi import APIRouter, Request, Response

from services.gateway.api.http.open_parts import Parts
from shared.clients.call import path

router = APIRouter(prefix="/websub", include_in_schema=False)
_SENT = ("content-type", "x-hub-signature")
_TOLD = ("content-type",)


@router.api_route("/{token}", methods=["GET", "POST"])
async def callback(token: str, request: Request, runtime: Parts) -> Response:
    """Let a hub verify, or tell of news."""
    query = f"?{request.url.query}" if request.url.query else ""
    reply = await runtime.events_channel.request(
        request.method,
        f"{path('internal', 'websub', token)}{query}",
        headers={name: request.headers[name] for name in _SENT if name in request.headers},
        body=await request.body(),
        timeout_s=10.0,
    )
    kept = {name: reply.headers[name] for name in _TOLD if name in reply.headers}
    return Response(reply.body, reply.status, headers={**kept, "cache-control": "no-store"})
