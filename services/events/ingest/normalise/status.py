"""Where an event stands, from a status field or, where there is none, from a mark in the title."""

import re
from collections.abc import Iterator
from typing import Final

from ahocorasick_rs import AhoCorasick

from services.events.ingest.normalise.status_words import (
    AGAIN,
    BEFORE_A_NAME,
    CAPITALS,
    MARK,
    MARK_STEMS,
    SAYS,
    STEMS,
    UNSURE,
    WORDS,
)
from shared.contracts.events import EventStatus

_WORDS: Final = {
    "cancelled": EventStatus.CANCELLED,
    "canceled": EventStatus.CANCELLED,
    "postponed": EventStatus.POSTPONED,
    "rescheduled": EventStatus.RESCHEDULED,
    "movedonline": EventStatus.MOVED_ONLINE,
}
_OPENING: Final = 1_000
"""Characters of the text in which an event is taken back; further down is small print."""


_SENTENCE_END: Final = re.compile(r"[.!?](?=\s)|\n")
_STEMS_OF_MARKS: Final = AhoCorasick(MARK_STEMS)
_STEMS_OF_SENTENCES: Final = AhoCorasick(STEMS)


def unmarked(title: str) -> str:
    """Return a title without the mark of what became of the event; as it is where nothing else is left."""
    mark = _mark_of(title)
    bare = " ".join((AGAIN.sub(_unless_spoken, mark[1]) if mark else title).split())
    return bare.strip(" :|\u2013\u2014-*" if mark else " :|\u2013\u2014-") or title


def _unless_spoken(again: re.Match[str]) -> str:
    return "" if again[0].isupper() else again[0]


def status_of(field: str | None, title: str, text: str = "") -> EventStatus:
    """Return the status; an unknown or absent word means scheduled.

    Software writes "confirmed" by itself, so what a person wrote into title or text counts against it.
    """
    word = re.sub(r"[^a-z]", "", (field or "").rpartition("/")[2].lower()).removeprefix("event")
    if word in _WORDS:
        return _WORDS[word]
    if mark := _mark_of(title):
        return _meant(mark[0])
    opening = text[:_OPENING]
    if not _STEMS_OF_SENTENCES.find_matches_as_indexes(opening.lower()):
        return EventStatus.SCHEDULED
    said = next(_said(opening), None)
    return _meant(said) if said else EventStatus.SCHEDULED


def _mark_of(title: str) -> tuple[str, str] | None:
    """Return the words by which a title says what became of it, and the title without them."""
    if title.isascii() and not _STEMS_OF_MARKS.find_matches_as_indexes(title.lower()):
        return None  # as most titles
    for mark in (MARK, BEFORE_A_NAME):
        if found := mark.search(title):
            return next(filter(None, found.groups())), mark.sub(" ", title)
    found = CAPITALS.search(title)
    word = next(filter(None, found.groups())) if found else ""
    rest = f"{title[: found.start()]} {title[found.end() :]}" if found else ""
    # "Rust Night CANCELLED", not "THEMES ARE CANCELLED".
    neighbours = [it for it in rest.split() if any(map(str.isalpha, it))]
    beside = neighbours[-1:] if found and found.start() else neighbours[:1]
    return (word, rest) if word.isupper() and beside and not beside[0].isupper() else None


def _said(text: str) -> Iterator[str]:
    """Yield the words by which sentences say that the event is off or later, unless they only may be so."""
    for found in SAYS.finditer(text):
        begins = max((it.end() for it in _SENTENCE_END.finditer(text, 0, found.start())), default=0)
        ends = _SENTENCE_END.search(text, found.end())
        if not UNSURE.search(text[begins : ends.start() if ends else len(text)]):
            yield next(filter(None, found.groups()))


def _meant(word: str) -> EventStatus:
    low = word.lower()
    if low.startswith(("postpone", "verschieb")):
        return EventStatus.POSTPONED
    return next((it for it, words in _MEANT.items() if words.match(low)), EventStatus.CANCELLED)


_MEANT: Final = {
    status: re.compile(rf"(?:{words})", re.IGNORECASE)
    for status, words in WORDS.items()
    if status is not EventStatus.CANCELLED
}
