"""What is told of news: whose turn it is, what waits for them, and the letter."""

from dataclasses import dataclass
from datetime import datetime

from services.gateway.alerts.due import Rhythm
from services.gateway.alerts.edition import Heading, Section, Waiting
from services.gateway.alerts.render import render
from services.gateway.letters.lists import House, list_headers, message_id, unsubscribe_url
from services.gateway.letters.message import Heading as LetterHeading
from services.gateway.letters.message import Letter, compose
from services.gateway.letters.unsubscribe import ALERTS_LIST


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
