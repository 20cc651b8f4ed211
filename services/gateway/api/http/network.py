"""The network that a request comes from, by which limits count."""

from starlette.types import Scope

from services.gateway.auth.limits import network_of


def network_in(scope: Scope) -> str:
    """Return it by the address that the server saw; behind a proxy, as uvicorn was told to trust."""
    client = scope.get("client")
    return network_of(client[0] if client else None)
