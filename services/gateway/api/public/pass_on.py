"""Passing a request on to the events service and its bytes back, undecoded."""

from fastapi import Request, Response

from services.gateway.runtime import Runtime

_ASKED = ("accept", "if-none-match")
_ANSWERED = (
    "cache-control",
    "content-disposition",
    "content-type",
    "etag",
    "last-modified",
    "link",
    "location",
    "retry-after",
    "vary",
)


async def pass_on(
    runtime: Runtime, request: Request, *, body: bytes = b"", timeout_s: float = 5.0
) -> Response:
    """Ask the events service the same path and query; its status, bytes and caching fields are the answer."""
    query = request.scope["query_string"].decode("latin-1")
    target = f"{request.scope['path']}?{query}" if query else request.scope["path"]
    headers = {name: request.headers[name] for name in _ASKED if name in request.headers}
    if body:
        headers["content-type"] = "application/json"
    reply = await runtime.events_channel.request(
        request.method, target, headers=headers, body=body, timeout_s=timeout_s
    )
    kept = {name: reply.headers[name] for name in _ANSWERED if name in reply.headers}
    return Response(reply.body, reply.status, headers=kept)
