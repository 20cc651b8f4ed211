"""Ways out of a list that need no login: a token in a link, and an address remembered without being kept."""

import hmac
from base64 import urlsafe_b64encode

DIGEST_LIST = "digest"
"""The weekly e-mail. Suppressions hold for one list: sign-in mail is never stopped by them."""
ALERTS_LIST = "alerts"
"""The alerts of saved searches, those inside the weekly e-mail apart."""
BROUGHT_LIST = "brought"
"""Letters to whom a partner brought."""
INTRODUCTIONS_LIST = "introductions"
"""Letters of who would like to meet whom."""
GOING_LIST = "going"
"""Letters of what becomes of events where their reader goes."""
CLAIMS_LIST = "claims"
"""Letters that ask who publishes a feed: who reads one has no account, and stops them on its page."""
LISTS = (DIGEST_LIST, ALERTS_LIST, BROUGHT_LIST, INTRODUCTIONS_LIST, GOING_LIST)

_MAC_BYTES = 18


def token_for(key: bytes, person_id: str, list_name: str = DIGEST_LIST) -> str:
    """Make the token of a person's unsubscribe link: `id.signature`; it works for as long as the key does."""
    mac = hmac.digest(key, f"unsubscribe:{list_name}:{person_id}".encode(), "sha256")[:_MAC_BYTES]
    return f"{person_id}.{urlsafe_b64encode(mac).decode()}"


def read_token(key: bytes, token: str) -> tuple[str, str] | None:
    """Return whose link it is and which list it is a way out of, or None for a token we never made."""
    person_id = token.partition(".")[0]
    given = token.encode("utf-8", "replace")
    for name in LISTS:
        if hmac.compare_digest(token_for(key, person_id, name).encode(), given):
            return person_id, name
    return None


def address_digest(key: bytes, address: str) -> bytes:
    """Return the keyed hash under which an address is on the suppression list, whatever its letter case."""
    return hmac.digest(key, f"suppress:{address.strip().lower()}".encode(), "sha256")
