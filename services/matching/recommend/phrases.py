"""The sentences of reasons and openers. Plain words, one place, nothing generated."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final
from zlib import crc32

from services.matching.people.in_words import asked

TWO: Final = 2
"""The two of whom a sentence tells."""
_folded = lru_cache(10_000)(str.casefold)


@lru_cache(10_000)
def quote(text: str, most: int) -> str:
    """Return the text in quotation marks, cut at a word when it is longer than `most` characters."""
    flat = " ".join(text.split()).rstrip(".")
    if len(flat) > most:
        flat = flat[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return f"“{flat}”"


def share_of(count: int, people: int, *, rare: bool, who: str = "people") -> str:
    """Return the tail that says how rare a thing is among the people of a roster; empty when it is not.

    `who` names those that are counted, where they are not all people there.
    """
    if not rare:
        return ""
    if count <= TWO:
        return f", and nobody else of the {people} {who} here does"
    return f", rare here: {count} of {people} {who}"


def shared_topic(label: str, tail: str, *, work: bool, plans: tuple[bool, bool]) -> str:
    """Say that both care for a topic; `plans` tells of whom (me, them) only where they go says so."""
    if plans[0] or plans[1]:
        return _told_by_plans(label, *plans)
    return f"You both work on {label}{tail}." if work else f"You are both interested in {label}{_be(tail)}."


def shared_topics(label: str, tail: str, others: Sequence[str], *, work: bool) -> str:
    """Say that both care for several topics; the tail is of the first."""
    aside = (tail if work else _be(tail)).removeprefix(", ").removeprefix("and ")
    first = f"{label} ({aside})" if aside else label
    *before, last = first, *others
    told = f"{', '.join(before)} and {last}"
    return f"You both work on {told}." if work else f"You are both interested in {told}."


def common_topic(label: str, count: int, people: int) -> str:
    """Say that both care for what most others here care for, too."""
    many = f"all {people}" if count == people else f"{count} of the {people}"
    return f"You are both interested in {label}, as are {many} people here."


def history(title: str, more: int) -> str:
    """Say that both go or went to another event, and to so many more."""
    others = {0: "", 1: ", and another event"}.get(more, f", and {more} more events")
    return f"You have {title} in common, too{others}."


def _told_by_plans(label: str, mine: bool, theirs: bool) -> str:  # noqa: FBT001 - one of each
    if mine and theirs:
        return f"You both go to events on {label}."
    if mine:
        return f"They are interested in {label}, and you go to an event on it."
    return f"You are interested in {label}, and they go to an event on it."


_READ = {
    "headline": ("your headline", "their headline"),
    "bio": ("your words about you", "their words about themselves"),
}
"""Running text, as said of the reader and of the other: topics are read out of it, which it need not name."""


def judging(sentence: str, mine: str, theirs: str | None = None) -> str:
    """Add to a sentence about topics which of the fields that tell of them name no topic, but were read."""
    if mine not in _READ and theirs not in _READ:
        return sentence
    own, other = _READ.get(mine, ("", ""))[0], _READ.get(theirs or "", ("", ""))[1]
    texts = [text for text in (own, "theirs" if own and mine == theirs else other) if text]
    return f"{sentence.removesuffix('.')}, judging by {' and '.join(texts)}." if texts else sentence


def _be(tail: str) -> str:
    return tail.removesuffix(" does") + " is" if tail.endswith(" does") else tail


def shared_area(area: str, mine: str, theirs: str) -> str:
    """Say that two topics lie near one another."""
    return f"Your fields meet in {area}: yours is {mine}, theirs {theirs}."


def near_topic(mine: str, theirs: str) -> str:
    """Say that what they care for lies near what I and most others here care for."""
    return f"They are interested in {theirs}, near to your {mine}."


@lru_cache(10_000)
def said(field: str, kind: str, text: str, most: int) -> str:
    """Return what somebody does who says a thing in a field: `are looking for “knots”`, `know “Rust”`."""
    quoted = quote(text, most)
    if field in {"needs", "offers"}:
        return asked(field, kind, quoted)
    return f"{_DOES.get(field, 'write')} {quoted}"


_DOES = {"skills": "know", "interests": "are interested in"}


def need_offer(mine: str, theirs: str) -> str:
    """Say that they have what I look for; each is what `said` returns."""
    return _both(mine, theirs) or f"You {mine}; they {theirs}."


def offer_need(mine: str, theirs: str) -> str:
    """Say that I have what they look for."""
    return _both(mine, theirs) or f"They {theirs}; you {mine}."


def _both(mine: str, theirs: str) -> str | None:
    if _folded(mine) != _folded(theirs):
        return None
    return f"You are both {theirs[4:]}." if theirs.startswith("are ") else f"You both {theirs}."


def shared_word(mine: str, theirs: str) -> str:
    """Say what two say with one word; each is what `said` returns."""
    return f"You {mine}; they {theirs}."


def like_headlines(mine: str, theirs: str) -> str:
    """Say that two headlines are close, or the same."""
    same = _folded(mine) == _folded(theirs)
    return f"Both your profiles say {theirs}." if same else f"Your profile says {mine}, theirs {theirs}."


def same_place(city: str) -> str:
    """Say that both live in one place."""
    return f"You are both based in {city}."


def language(names: Sequence[str], tail: str) -> str:
    """Say that both speak a language."""
    return f"You both speak {' and '.join(names)}{tail}."


def bridge(mine: str, theirs: str) -> str:
    """Say that they lead to other people than one's own."""
    return f"A bridge to other people: they work in {theirs}, you in {mine}."


def same_event(title: str) -> str:
    """Say that both go."""
    return f"You both go to {title}."


def their_event(title: str, city: str | None, day: date) -> str:
    """Say that they go to an event where I do not."""
    return f"They go to {title}{f' in {city}' if city else ''}, on {day.day} {day:%B %Y}."


_BECAUSE = {
    "need_offer": "What you {verb} answers what they are looking for.",
    "offer_need": "They have what you are looking for.",
    "shared_topic": "You share a topic, told by your {field}.",
    "shared_words": "Something in your {field} is close to what they write.",
    "same_place": "You are based in the same place.",
    "language": "You speak a language that few here share.",
    "history": "You go or went to other events that they go or went to.",
    "bridge": "You lead to other people than their own.",
    "same_event": "You go to the same event.",
    "their_event": "You show that you go to an event near them.",
}
_SAYS = {"needs": "are looking for", "offers": "offer", "skills": "know"}
_FIELDS = {"attendance": "plans", "bio": "words about you"}


def shown_because(kind: str, field: str) -> str:
    """Say to the person shown why others are shown them."""
    verb = _SAYS.get(field, "write")
    return _BECAUSE.get(kind, "Something in your profile.").format(verb=verb, field=_FIELDS.get(field, field))


_ASKS_NEED = ("How is that going?", "What would a good answer look like?", "What would help most?")
_ASKS_OFFER = (
    "What does it look like when it goes well?",
    "What do people ask you about it first?",
    "How did you come to it?",
)
_ASKS_TOPIC = (
    "What keeps you busy there at the moment?",
    "What got you into it?",
    "What would you show a newcomer first?",
    "What is still open for you there?",
)
_ASKS_HEADLINE = (
    "What does a good week look like?",
    "What led you there?",
    "What would nobody guess about it?",
)
"""Open all. Who is asked about what chooses one, so that a list does not ask everybody alike."""


def _one_of(asks: Sequence[str], text: str, who: str) -> str:
    return asks[crc32(f"{text}/{who}".encode()) % len(asks)]


def ask_need(said: str, who: str) -> str:
    """Ask about what they look for, as `said` returns it; `who` is their id."""
    return f"I read that you {said}. {_one_of(_ASKS_NEED, said, who)}"


def ask_offer(said: str, who: str) -> str:
    """Ask about what they give."""
    return f"I read that you {said}. {_one_of(_ASKS_OFFER, said, who)}"


def ask_topic(name: str, headline: str | None, field: str, who: str) -> str:
    """Ask about a topic they name in a field; of whom a headline shows, what it has to do with that."""
    if headline is None or name.casefold() in headline.casefold():
        return f"I saw {name} among your {field}. {_one_of(_ASKS_TOPIC, name, who)}"
    return f"I read {headline} on your profile. Where does {name} come into it?"


def ask_headline(text: str, who: str) -> str:
    """Ask about their headline."""
    return f"I read {text} on your profile. {_one_of(_ASKS_HEADLINE, text, who)}"


def ask_more(text: str) -> str:
    """Ask about words of theirs of which no field is known: they may say anything, `Looking for work`."""
    return f"I read {text} on your profile. Would you tell me more?"
