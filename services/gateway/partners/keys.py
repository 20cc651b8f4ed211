"""Keys of partners: an opaque token in their hands, its SHA-256 in ours."""

import hashlib
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import get_args

from shared.contracts.partners.keys import KeyScope

SCOPES = frozenset(get_args(KeyScope))
KEY_BYTES = 32
_KEY = re.compile(r"ack_(?:live|test)_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class PartnerKey:
    """Who is asking, by which key, and what it may be used for."""

    id: str
    partner: str
    scopes: frozenset[str]


def mint_key(key_bytes: bytes, *, live: bool = True) -> str:
    """Write a key from 32 random bytes; its beginning is for secret scanners to know it by."""
    return f"ack_{'live' if live else 'test'}_" + urlsafe_b64encode(key_bytes).rstrip(b"=").decode()


def is_key(text: str) -> bool:
    """Tell whether a text has the form of a key; says nothing of its validity."""
    return _KEY.fullmatch(text) is not None


def hash_key(key: str) -> bytes:
    """Return the SHA-256 under which a key is found."""
    return hashlib.sha256(key.encode()).digest()
