"""A letter as bytes (RFC 5322): the text part first, headers on one line each, the same bytes for the same input."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

ONE_LINE = SMTP.clone(max_line_length=998)
"""RFC 5322's own limit. Folded `List-Unsubscribe` headers have broken DKIM signatures at relays that re-sign."""

_NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mailer hands over: bare envelope addresses, and the message with its headers."""

    message_id: str
    sender: str
    to: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """The same words twice: plain, and as HTML where there is any."""

    text: str
    html: str | None = None


def compose(
    *,
    message_id: str,
    sender: str,
    to: str,
    subject: str,
    body: Body,
    date: datetime,
    headers: Mapping[str, str] = _NO_HEADERS,
) -> Letter:
    """Write a letter; nothing in it depends on the moment or on chance.

    Args:
        message_id: With its angle brackets; also the seed of the MIME boundary.
        sender: `Name <address>` or an address.
        to: One bare address.
        subject: Line breaks and runs of blanks become one blank.
        body: The text part comes first, so that a client takes HTML only when it can (RFC 2046, 5.1.4).
        date: Aware instant of the `Date` header.
        headers: Further headers, in their order.

    Raises:
        ValueError: An address or a header cannot stand in a message.
    """
    message = EmailMessage(policy=SMTP)
    name, address = parseaddr(sender)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id
    for header, value in headers.items():
        message[header] = value
    _fill(message, body, message_id)
    return Letter(message_id, address, to, message.as_bytes(policy=ONE_LINE))


def _fill(message: EmailMessage, body: Body, seed: str) -> None:
    """Both parts as quoted-printable: 7-bit safe for every relay, and lines stay under 78 characters."""
    message.set_content(body.text, cte="quoted-printable")
    if body.html is not None:
        message.add_alternative(body.html, subtype="html", cte="quoted-printable")
        message.set_boundary("=_" + hashlib.sha256(seed.encode()).hexdigest()[:32])
