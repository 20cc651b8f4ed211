"""A letter as bytes (RFC 5322): text part first, headers unfolded, the same bytes for the same input."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

ONE_LINE = SMTP.clone(max_line_length=998)
"""RFC 5322's own limit. Folded `List-Unsubscribe` headers have broken DKIM where relays sign again."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mailer hands over: bare envelope addresses with ASCII domains, and the whole message."""

    message_id: str
    sender: str
    to: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """The same words twice: plain, and as HTML where there is any."""

    text: str
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a letter.

    `message_id` has its angle brackets and seeds the MIME boundary; `sender` is `Name <address>` or an
    address; `to` is one bare address; `date` is aware; `headers` are further ones, in their order.
    """

    message_id: str
    sender: str
    to: str
    subject: str
    date: datetime
    headers: Mapping[str, str] = field(default_factory=dict)


def compose(heading: Heading, body: Body) -> Letter:
    """Write a letter; nothing in it depends on the moment or on chance.

    Line breaks and runs of blanks in the subject become one blank. The text part comes first, so that a
    client takes HTML only when it can (RFC 2046, 5.1.4).

    Raises:
        ValueError: An address or a header cannot stand in a message.
    """
    message = EmailMessage(policy=SMTP)
    name, address = parseaddr(heading.sender)
    local, domain = _parts(heading.to)
    to = f"{local}@{domain}"
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(username=local, domain=domain)
    message["Subject"] = " ".join(heading.subject.split())
    message["Date"] = format_datetime(heading.date)
    message["Message-ID"] = heading.message_id
    for header, value in heading.headers.items():
        message[header] = value
    _fill(message, body, heading.message_id)
    content = message.as_bytes(policy=ONE_LINE.clone(utf8=not to.isascii()))
    return Letter(heading.message_id, address, to, content)


def _parts(address: str) -> tuple[str, str]:
    """Split into the local part as it is (RFC 6531) and the domain as DNS knows it (IDNA)."""
    local, _, domain = address.rpartition("@")
    if not local or not domain:
        raise ValueError(f"{address!r} is not an address")
    return local, domain if domain.isascii() else domain.encode("idna").decode()


def _fill(message: EmailMessage, body: Body, seed: str) -> None:
    """Both parts as quoted-printable: 7-bit safe for every relay, and lines stay under 78 characters."""
    message.set_content(body.text, cte="quoted-printable")
    if body.html is not None:
        message.add_alternative(body.html, subtype="html", cte="quoted-printable")
        message.set_boundary("=_" + hashlib.sha256(seed.encode()).hexdigest()[:32])
