"""Sign-in codes and links: what is minted, what is kept, and how a try is judged.

A sign-in carries two secrets, either of which opens it once: six digits to type in the browser that asked,
and a 32-byte token in a link. Only hashes are kept. The link's token has 256 bits of entropy, so a plain
SHA-256 holds; six digits have not, so their hash is keyed (HMAC) and they are void after five wrong tries.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LIFETIME = timedelta(minutes=15)
MAX_WRONG_TRIES = 5
NUMBERS = 1_000_000
LINK_BYTES = 32


@dataclass(frozen=True, slots=True)
class Secrets:
    """The two secrets of one sign-in as they go into the mail; never stored."""

    code: str
    link_token: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in as it is kept. Times are aware; `used_at` is set by the one try that succeeded."""

    id: str
    email: str
    code_hash: bytes
    link_hash: bytes
    expires_at: datetime
    wrong_tries: int = 0
    used_at: datetime | None = None
    superseded_at: datetime | None = None


class Verdict(StrEnum):
    """What a try at a sign-in comes to."""

    OPEN = "open"
    WRONG = "wrong"
    DEAD = "dead"


def mint_secrets(number: int, link_bytes: bytes) -> Secrets:
    """Write the secrets from outside randomness: a number below `NUMBERS` and 32 bytes."""
    return Secrets(f"{number:06d}", urlsafe_b64encode(link_bytes).rstrip(b"=").decode())


def hash_code(key: bytes, sign_in_id: str, code: str) -> bytes:
    """Return the keyed hash of six digits, bound to their sign-in."""
    return hmac.digest(key, f"code:{sign_in_id}:{code}".encode(), "sha256")


def hash_link(link_token: str) -> bytes:
    """Return the SHA-256 under which a link's token is found."""
    return hashlib.sha256(link_token.encode()).digest()


def is_alive(sign_in: SignIn, now: datetime) -> bool:
    """Tell whether a code can still open: in time, unused, the newest, not guessed at too often."""
    untouched = sign_in.used_at is None and sign_in.superseded_at is None
    return untouched and now < sign_in.expires_at and sign_in.wrong_tries < MAX_WRONG_TRIES


def judge_code(sign_in: SignIn, code: str, *, key: bytes, now: datetime) -> Verdict:
    """Judge a typed code; the comparison takes the same time wherever the codes differ."""
    if not is_alive(sign_in, now):
        return Verdict.DEAD
    right = hmac.compare_digest(sign_in.code_hash, hash_code(key, sign_in.id, code))
    return Verdict.OPEN if right else Verdict.WRONG
