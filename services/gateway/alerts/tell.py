"""News becomes a letter, on one screen: claim a turn, choose, write, and keep letter and memory at once.

What waited is taken as told in the transaction that freezes the letter. The letter itself goes out at most
once, through the same ledger as the weekly e-mail.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.gateway.alerts.due import Rhythm
from services.gateway.alerts.edition import Heading, Section, Waiting, sections, to_look_at
from services.gateway.alerts.render import render
from services.gateway.letters.lists import House, list_headers, message_id, unsubscribe_url
from services.gateway.letters.message import Heading as LetterHeading
from services.gateway.letters.message import Letter, compose
from services.gateway.letters.unsubscribe import ALERTS_LIST
from shared.contracts.events import Event

BATCH = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """A person whose news is due; `wants` is False for those who have stopped all alerts."""

    id: str
    person_id: str
    email: str
    rhythm: Rhythm
    wants: bool


@dataclass(frozen=True, slots=True)
class News:
    """All that waits for a person at one rhythm; `untold` is what of it no other letter told them."""

    searches: tuple[Heading, ...]
    waiting: tuple[Waiting, ...]
    untold: tuple[Waiting, ...]


class Catalogue(Protocol):
    """What of the events client is used."""

    async def batch(self, event_ids: Sequence[str]) -> Mapping[str, Event]:
        """Return events by id; unknown ones are left out."""
        ...


class Book(Protocol):
    """Whose turn it is, and what waits. Each method is one transaction."""

    async def claim(self, limit: int) -> Sequence[Turn]:
        """Lease turns that have come."""
        ...

    async def news(self, turn: Turn) -> News:
        """Return what waits for a person."""
        ...

    async def settle(self, turn: Turn, told: Sequence[Waiting], letter: Letter | None) -> bool:
        """Keep the letter, forget what it tells, and end the turn; False when the turn was lost."""
        ...

    async def stumbled(self, turn: Turn, error: str) -> None:
        """Note that a letter could not be written; it is tried again a few times."""
        ...


async def tell_due(book: Book, catalogue: Catalogue, now: datetime, house: House) -> int:
    """Write the letters of one batch of turns; return how many turns there were."""
    turns = await book.claim(BATCH)
    for turn in turns:
        news = await book.news(turn)
        events = await catalogue.batch(to_look_at(news.untold)) if news.untold else {}
        try:
            letter = write(turn, sections(news.searches, news.untold, events), now, house)
        except Exception as error:  # noqa: BLE001 - one person's odd text must not keep everyone's letters
            await book.stumbled(turn, f"{type(error).__name__}: {error}")
        else:
            await book.settle(turn, news.waiting, letter)
    return len(turns)


def write(turn: Turn, chosen: tuple[Section, ...], now: datetime, house: House) -> Letter | None:
    """Write the letter of one turn; None where there is nothing to say, or nobody who wants it."""
    if not (turn.wants and any(section.told for section in chosen)):
        return None
    slot, way_out = slot_of(turn, now), unsubscribe_url(house, turn.person_id, ALERTS_LIST)
    rendered = render(chosen, house.public_url, way_out, turn.rhythm)
    heading = LetterHeading(
        message_id=message_id(house, turn.person_id, slot, ALERTS_LIST),
        sender=house.sender,
        to=turn.email,
        subject=rendered.subject,
        date=now,
        headers=list_headers(house, turn.person_id, slot, ALERTS_LIST),
    )
    return compose(heading, rendered.body)


def slot_of(turn: Turn, now: datetime) -> str:
    """Name a turn by its rhythm and minute: no two letters of one rhythm come so close together."""
    return f"{turn.rhythm}.{now:%Y-%m-%dT%H%M}"
