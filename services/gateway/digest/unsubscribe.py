"""Ways out of a list that need no login: a token in a link, and an address remembered without being kept."""

import hmac
from base64 import urlsafe_b64encode

DIGEST_LIST = "digest"
"""The weekly e-mail. Suppressions hold for one list: sign-in mail is never stopped by them."""

_MAC_BYTES = 18


def token_for(key: bytes, person_id: str) -> str:
    """Make the token of a person's unsubscribe link: `id.signature`; it works for as long as the key does."""
    mac = hmac.digest(key, f"unsubscribe:{DIGEST_LIST}:{person_id}".encode(), "sha256")[:_MAC_BYTES]
    return f"{person_id}.{urlsafe_b64encode(mac).decode()}"


def person_of(key: bytes, token: str) -> str | None:
    """Return whose link it is, or None for a token we never made."""
    person_id = token.partition(".")[0]
    right = hmac.compare_digest(token_for(key, person_id).encode(), token.encode("utf-8", "replace"))
    return person_id if right else None


def address_digest(key: bytes, address: str) -> bytes:
    """Return the keyed hash under which an address is on the suppression list, whatever its letter case."""
    return hmac.digest(key, f"suppress:{address.strip().lower()}".encode(), "sha256")
