"""Proof that a form was sent from our own page (CSRF): a cookie's nonce, a keyed token of it, the origin.

After OWASP's signed double-submit pattern: the token is an HMAC over the browser's nonce and its session, so
that a token of one browser or session is of no use in another.
"""

import hmac
from base64 import urlsafe_b64encode

NONCE_BYTES = 16


def form_token(key: bytes, nonce: str, session_hash: bytes) -> str:
    """Return the token that a page puts into its forms; an empty hash stands for "not signed in"."""
    digest = hmac.digest(key, b"form:" + nonce.encode() + b":" + session_hash, "sha256")
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_form_token(given: str, key: bytes, nonce: str, session_hash: bytes) -> bool:
    """Tell whether a form carries the token of this browser and session."""
    expected = form_token(key, nonce, session_hash)
    return bool(nonce) and hmac.compare_digest(given.encode(), expected.encode())


def is_same_site(fetch_site: str | None, origin: str | None, host: str | None) -> bool:
    """Judge `Sec-Fetch-Site`, or else `Origin` against `Host`; with neither, the token alone decides."""
    if fetch_site is not None:
        return fetch_site in {"same-origin", "none"}
    if origin is not None:
        return origin.partition("://")[2] == host
    return True
