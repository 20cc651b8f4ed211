"""Cookies of the pages: the session, and a nonce that form tokens are bound to."""

import secrets
from datetime import datetime

from fastapi import Request, Response

from services.gateway.auth.forms import NONCE_BYTES
from services.gateway.runtime import Face

SAFE = frozenset({"GET", "HEAD"})
"""Methods that change nothing: for them alone a page's cookie counts over `/v1`."""
_NONCE_S = 60 * 60 * 24 * 30


def session_of(request: Request, face: Face) -> str | None:
    """Return the session token that the browser sent."""
    return request.cookies.get(_name("acquaint", face))


def nonce_of(request: Request, face: Face) -> str:
    """Return the browser's nonce, or an empty text."""
    return request.cookies.get(_name("acquaint_form", face), "")[:64]


def set_session(response: Response, face: Face, token: str, expires_at: datetime) -> None:
    """Give the browser its session; out of reach of scripts and of other sites' posts."""
    _set(response, "acquaint", token, face, expires=expires_at)


def clear_session(response: Response, face: Face) -> None:
    """Take the session from the browser."""
    name = _name("acquaint", face)
    response.delete_cookie(name, path="/", secure=face.is_https, httponly=True, samesite="lax")


def set_nonce(response: Response, face: Face, nonce: str) -> None:
    """Give the browser a nonce."""
    _set(response, "acquaint_form", nonce, face, max_age=_NONCE_S)


def new_nonce() -> str:
    """Return what ties a form to the browser it was shown in (against forged posts)."""
    return secrets.token_urlsafe(NONCE_BYTES)


def _set(
    response: Response,
    name: str,
    value: str,
    face: Face,
    *,
    expires: datetime | None = None,
    max_age: int | None = None,
) -> None:
    response.set_cookie(
        _name(name, face),
        value,
        path="/",
        secure=face.is_https,
        httponly=True,
        samesite="lax",
        expires=expires,
        max_age=max_age,
    )


def _name(name: str, face: Face) -> str:
    """`__Host-` binds a cookie to this very host, but browsers take it over https only."""
    return f"__Host-{name}" if face.is_https else name
