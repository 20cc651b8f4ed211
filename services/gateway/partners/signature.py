"""Signed messages as Standard Webhooks 1.0.0 has them: HMAC-SHA256 over id, time and body."""

import base64
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime

SECRET_BYTES = 32
_PREFIX = "whsec_"


def write_secret(secret: bytes) -> str:
    """Write a secret as its owner is given it."""
    return _PREFIX + base64.b64encode(secret).decode()


def headers_of(message_id: str, at: datetime, body: bytes, secrets: Sequence[bytes]) -> Mapping[str, str]:
    """Return the header fields of one attempt; signed by two secrets while one is being replaced."""
    stamp = str(int(at.timestamp()))
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(_sign(message_id, stamp, body, secret) for secret in secrets),
    }


def _sign(message_id: str, stamp: str, body: bytes, secret: bytes) -> str:
    signed = b".".join((message_id.encode(), stamp.encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()
