"""The secret in an address of a person's: signed, so that none is kept, and numbered, to void it."""

import hmac
from base64 import urlsafe_b64encode
from typing import Literal

_MAC_BYTES = 18
Purpose = Literal["calendar", "card"]


def token_for(key: bytes, purpose: Purpose, person_id: str, serial: int) -> str:
    """Make the token of a person's address, `id.signature`; another `serial` makes another."""
    mac = hmac.digest(key, f"{purpose}:{serial}:{person_id}".encode(), "sha256")[:_MAC_BYTES]
    return f"{person_id}.{urlsafe_b64encode(mac).decode()}"


def read_token(key: bytes, purpose: Purpose, token: str, serial: int) -> bool:
    """Tell whether a token is the one that holds for the person it names."""
    wanted = token_for(key, purpose, token.partition(".")[0], serial)
    return hmac.compare_digest(wanted.encode(), token.encode("utf-8", "replace"))
