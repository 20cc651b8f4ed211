"""Which partner is asking, by their key."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from services.gateway.api.http.open_parts import Parts
from services.gateway.auth.sessions import bearer_of
from services.gateway.partners.keys import PartnerKey, hash_key, is_key
from services.gateway.store.partners.keys import find_key
from shared.kernel.errors import AppError, Kind

_BEARER = HTTPBearer(auto_error=False, description="a partner's key, `ack_…`", scheme_name="partner_key")
_NO_KEY = "Send `Authorization: Bearer <key>` with a partner's key, `ack_live_…` or `ack_test_…`."
_UNKNOWN = (
    "What was sent is no partner's key, `ack_live_…` or `ack_test_…`, that is good here: it has ended, or "
    "lost a letter in copying. Ask the operator for another."
)
_A_PERSONS = (
    "This is a person's token (`acs_…`); here a partner's key is needed, `ack_live_…` or `ack_test_…`."
)


def with_scope(scope: str) -> Callable[..., Awaitable[PartnerKey]]:
    """Return a dependency that asks for a key with this scope."""

    async def partner(
        request: Request, runtime: Parts, _documented: Annotated[object, Depends(_BEARER)] = None
    ) -> PartnerKey:
        token = bearer_of(request.headers.get("authorization"))
        key = (
            await find_key(runtime.db, hash_key(token), runtime.clock()) if token and is_key(token) else None
        )
        if key is None:
            raise AppError("key_unknown", Kind.UNAUTHENTICATED, _unknown(token))
        if scope not in key.scopes:
            detail = f"This key may not be used for {scope}; ask the operator for one with that scope."
            raise AppError("scope_missing", Kind.FORBIDDEN, detail)
        return key

    return partner


def _unknown(token: str | None) -> str:
    if token is None:
        return _NO_KEY
    return _A_PERSONS if token.startswith("acs_") else _UNKNOWN


Webhooks = Annotated[PartnerKey, Depends(with_scope("webhooks"))]
