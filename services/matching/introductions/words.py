"""What to ask, and how to begin a follow-up: from what a connection may see, in the person's own words."""

from collections.abc import Callable, Iterator
from itertools import chain, cycle, islice
from typing import Any

from services.matching.people.in_words import asked
from services.matching.people.visibility import Viewer, may_see
from shared.contracts.people import Need, Offer, Profile

MOST = 3
_TRIED = ("What have you tried so far?", "What would a good answer look like?", "What makes it hard?")
"""Asked of one need after another, so that nobody is asked the same twice."""
_TITLES = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "frau", "herr", "ing"}
)


def questions(profile: Profile, labels: dict[str, str]) -> tuple[str, ...]:
    """Return at most three open questions, or one that fits everybody."""
    found = tuple(text for text, _ in asks(profile, labels, Viewer.CONNECTION))
    return found or ("What would make this event worth it for you?",)


def asks(profile: Profile, labels: dict[str, str], viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Return at most three open questions, what they look for first, each with the path it rests on."""

    def each(field: str, ask: Callable[[Any], str]) -> Iterator[tuple[str, str]]:
        return ((ask(one), f"{field}[{i}]") for i, one in enumerate(_seen(profile, field, viewer)))

    tries = cycle(_TRIED)

    found = chain(
        each("needs", lambda need: f"You {_asked('needs', need)}. {next(tries)}"),
        each("goals", lambda goal: f"You work towards {_quoted(goal)}. What stands in the way?"),
        each("offers", lambda offer: f"You {_asked('offers', offer)}. How did you come to it?"),
        each("interests", lambda name: f"What draws you to {labels.get(name, name)} at the moment?"),
        each("values", lambda one: f"{_quoted(one)} matters to you. Where did that begin?"),
    )
    return tuple(islice(found, MOST))


def draft(profile: Profile, event_title: str | None) -> str:
    """Return a message to begin a follow-up with; it offers help before it asks for any."""
    seen = may_see(profile, "display_name", Viewer.CONNECTION)
    return thanks(first_name(profile.display_name if seen else None), event_title, helping(profile))


def opening(profile: Profile, event_title: str | None, *, answered: bool = False) -> str:
    """Return a first message of two who have yet to meet: it asks for a time, and says what to hear of.

    `answered`: they wrote with their yes, so that it answers rather than asks.
    """
    first = first_name(profile.display_name if may_see(profile, "display_name", Viewer.CONNECTION) else None)
    if answered:
        return f"Hello {first}, thank you for your answer: I am glad that we meet. {wishing(profile)}"
    return meeting(first, event_title, wishing(profile))


def first_name(name: str | None) -> str:
    """Return how to greet somebody, by title and last name where they write one; `there` where unknown."""
    words = name.split() if name else []
    if len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        return f"{words[0]} {words[-1]}"
    return words[0] if words else "there"


def thanks(first: str, event_title: str | None, then: str) -> str:
    """Return how a message begins that follows a conversation."""
    where = f" at {event_title}" if event_title else ""
    return f"Hello {first}, thank you for the conversation{where}. {then}"


def meeting(first: str, event_title: str | None, then: str) -> str:
    """Return how a message begins that goes before a conversation."""
    where = f"at {event_title}" if event_title else "for a coffee or a call"
    return (
        f"Hello {first}, I am glad that we are introduced. When would twenty minutes {where} suit you? {then}"
    )


def wishing(profile: Profile | None) -> str:
    """Return what to hear of when they meet: what they look for, where a connection may see it."""
    need = next(iter(_seen(profile, "needs")), None) if profile else None
    if need is None:
        return "What do you work on now?"
    return f"I read that you {_asked('needs', need)}, and would like to hear where you are with it."


def helping(profile: Profile | None, viewer: Viewer = Viewer.CONNECTION) -> str:
    """Return an offer of help: with what they look for, where the viewer may see it."""
    need = next(iter(_seen(profile, "needs", viewer)), None) if profile else None
    if need:
        return f"You {_asked('needs', need)}: what would help you most with it now?"
    return "What are you working on now, and is there anything I can help with?"


def _seen(profile: Profile, field: str, viewer: Viewer = Viewer.CONNECTION) -> tuple[Any, ...]:
    return getattr(profile, field) if may_see(profile, field, viewer) else ()


def _asked(field: str, one: Need | Offer) -> str:
    return asked(field, one.kind, _quoted(one.text))


def _quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”"
