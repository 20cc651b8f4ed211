"""Who is asking: a bearer token anywhere, or the page's cookie where nothing is changed."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from services.gateway.api.http.cookies import SAFE, session_of
from services.gateway.api.http.open_parts import Parts
from services.gateway.auth.sessions import SignedIn, bearer_of, hash_token, is_token
from services.gateway.partners.keys import is_key
from services.gateway.runtime import Runtime
from services.gateway.store.auth import sessions
from shared.kernel.errors import AppError, Kind

_BEARER = HTTPBearer(auto_error=False, description="a session token, `acs_…`", scheme_name="session")


async def signed_in(
    request: Request, runtime: Parts, _documented: Annotated[object, Depends(_BEARER)] = None
) -> SignedIn:
    """Return who is signed in.

    Over `/v1` the cookie counts for reading alone, so that no other site can make a browser change anything.

    Raises:
        AppError: `not_signed_in`, or `session_ended`.
    """
    token = bearer_of(request.headers.get("authorization"))
    if token is None and request.method in SAFE:
        token = session_of(request, runtime.face)
    if token is None:
        detail = "Sign in first: POST /v1/auth/email, then send `Authorization: Bearer <token>`."
        raise AppError("not_signed_in", Kind.UNAUTHENTICATED, detail)
    if is_key(token):
        detail = "This is a partner's key, for /v1/partner; here a person's token (`acs_…`) is needed."
        raise AppError("not_signed_in", Kind.UNAUTHENTICATED, detail)
    found = await look_up(runtime, token)
    if found is None:
        raise AppError("session_ended", Kind.UNAUTHENTICATED, "This session has ended; sign in again.")
    return found


async def look_up(runtime: Runtime, token: str | None) -> SignedIn | None:
    """Return who holds a token, or None."""
    if token is None or not is_token(token):
        return None
    return await sessions.find(runtime.db, hash_token(token), runtime.clock())


Me = Annotated[SignedIn, Depends(signed_in)]
