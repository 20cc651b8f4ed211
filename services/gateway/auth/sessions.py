"""Sessions: an opaque token in the person's hands, its SHA-256 in ours."""

import hashlib
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

LIFETIME = timedelta(days=30)
TOKEN_BYTES = 32
_TOKEN = re.compile(r"acs_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request, and the hash of the session that said so."""

    person_id: str
    session_hash: bytes
    expires_at: datetime


def mint_token(token_bytes: bytes) -> str:
    """Write a session token from 32 random bytes."""
    return "acs_" + urlsafe_b64encode(token_bytes).rstrip(b"=").decode()


def is_token(text: str) -> bool:
    """Tell whether a text has the form of a session token; says nothing of its validity."""
    return _TOKEN.fullmatch(text) is not None


def hash_token(token: str) -> bytes:
    """Return the SHA-256 under which a session is found."""
    return hashlib.sha256(token.encode()).digest()


def bearer_of(header: str | None) -> str | None:
    """Return the token of an `Authorization: Bearer …` header (RFC 6750), or None."""
    scheme, _, token = (header or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None
