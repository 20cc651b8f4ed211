"""The letter to somebody who goes to an event that is called off, moved, or held after all."""

from services.gateway.alerts.edition import Told
from services.gateway.alerts.news import News
from services.gateway.alerts.render import sentence
from services.gateway.letters.lists import House, Notice, message_id, notice
from services.gateway.letters.unsubscribe import GOING_LIST
from services.gateway.letters.words import event_url, plain, when, where
from shared.contracts.partners.attendees import Attendee

_LONGEST_TITLE = 120
_OFF = frozenset({News.CANCELLED, News.POSTPONED, News.PROBABLY_OFF})
_SUBJECTS = {
    News.CANCELLED: "Cancelled",
    News.POSTPONED: "Postponed",
    News.PROBABLY_OFF: "Probably off",
    News.RESCHEDULED: "Another time",
    News.RELOCATED: "Another place",
    News.MOVED_ONLINE: "Moved online",
    News.ON_AGAIN: "Takes place after all",
}


def write(told: Told, seq: int, to: Attendee, house: House) -> Notice:
    """Write it; there is one for a person and an entry (`seq`) of the change log."""
    event, who = told.event, to.person.id
    title = plain(event.title, _LONGEST_TITLE)
    noted = "where you go" if to.status == "going" else "which interests you"
    facts = " · ".join(part for part in (when(event), where(event)) if part)
    return notice(
        house, who, GOING_LIST, _slot(event.id, seq),
        f"{_SUBJECTS[told.news]}: {title}",
        f"News of {title}, {noted}.",
        f"{sentence(told)}.",
        f"{facts}\n{event_url(house.public_url, event.id)}",
        _what_now(told.news),
    )  # fmt: skip


def letter_id(house: House, person_id: str, event_id: str, seq: int) -> str:
    """Return the Message-ID of the letter in which a person hears of an entry (`seq`) of the change log."""
    return message_id(house, person_id, _slot(event_id, seq), GOING_LIST)


def _slot(event_id: str, seq: int) -> str:
    return f"{event_id}.{seq}"


def _what_now(news: News) -> str:
    if news in _OFF:
        return "What you noted stays: should it be held after all, we write again."
    return "You cannot come now? Say so on the page above, and nobody waits for you."
