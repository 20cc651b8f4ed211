"""What every letter of a list bears: its id, its head, and the way out that needs no signing in."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr

from services.gateway.letters.unsubscribe import (
    ALERTS_LIST,
    BROUGHT_LIST,
    DIGEST_LIST,
    GOING_LIST,
    INTRODUCTIONS_LIST,
    token_for,
)

_LISTS = {
    DIGEST_LIST: ("your week", "weekly", ""),
    ALERTS_LIST: ("your searches", "alerts", "No more letters of your searches, without signing in:"),
    INTRODUCTIONS_LIST: (
        "introductions", "introductions",
        "No more letters of introductions, without signing in; your page still tells of them:",
    ),
    BROUGHT_LIST: (
        "what partners say of you", "brought",
        "No more letters of what partners say of you, without signing in:",
    ),
    GOING_LIST: (
        "where you go", "going", "No more letters of events where you go, without signing in:",
    ),
}  # fmt: skip
"""How a list is called, its campaign, and what its short letters say of the way out."""


@dataclass(frozen=True, slots=True)
class House:
    """What every letter shares: our address on the web, the `From`, and the key of ids and tokens."""

    public_url: str
    sender: str
    key: bytes

    @property
    def host(self) -> str:
        """Return where our letters come from, as the right half of their ids."""
        return parseaddr(self.sender)[1].rpartition("@")[2] or "localhost"


@dataclass(frozen=True, slots=True)
class Notice:
    """A short letter of plain text. However often there is cause for it, it is one: its id is the same."""

    message_id: str
    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


def notice(house: House, person_id: str, list_name: str, slot: str, subject: str, *paragraphs: str) -> Notice:
    """Write a short letter of a list, one for a person and a cause (`slot`); an empty paragraph is none."""
    way_out = f"--\n{_LISTS[list_name][2]}\n{unsubscribe_url(house, person_id, list_name)}"
    return Notice(
        message_id(house, person_id, slot, list_name),
        subject,
        "\n\n".join(filter(None, (*paragraphs, way_out))) + "\n",
        list_headers(house, person_id, slot, list_name),
    )


def message_id(house: House, person_id: str, slot: str, list_name: str = DIGEST_LIST) -> str:
    """Return the Message-ID (RFC 5322) of a person's turn: always the same, and it tells nobody who."""
    seed = f"message:{list_name}:{slot}:{person_id}".encode()
    digest = hmac.digest(house.key, seed, "sha256").hex()[:32]
    return f"<{list_name}.{slot}.{digest}@{house.host}>"


def unsubscribe_url(house: House, person_id: str, list_name: str = DIGEST_LIST) -> str:
    """Return the page, and the one-click address, that ends a list."""
    return f"{house.public_url.rstrip('/')}/unsubscribe/{token_for(house.key, person_id, list_name)}"


def list_headers(house: House, person_id: str, slot: str, list_name: str = DIGEST_LIST) -> dict[str, str]:
    """RFC 8058 (one click), 2369, 2919 and 3834; `Feedback-ID` lets a provider count complaints by turn."""
    address, (title, campaign, _) = parseaddr(house.sender)[1], _LISTS[list_name]
    mailto = f"mailto:{address}?subject=unsubscribe%20{token_for(house.key, person_id, list_name)}"
    return {
        "List-Unsubscribe": f"<{unsubscribe_url(house, person_id, list_name)}>, <{mailto}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f'"Acquaint, {title}" <{list_name}.{house.host}>',
        "Feedback-ID": f"{slot}:{list_name}:{campaign}:acquaint",
        "Auto-Submitted": "auto-generated",
    }
