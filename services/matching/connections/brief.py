"""What to know before one meets somebody again, from what one may see of them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from services.matching.introductions.words import asks
from services.matching.people.said import Said, sayings
from services.matching.people.visibility import Viewer, may_see
from shared.contracts.network.briefs import Traced
from shared.contracts.people import Profile

MOST = 5
_NEWS: Mapping[str, Callable[[str], str]] = {
    "headline": lambda text: f"Their headline is now “{text}”.",
    "organisation": lambda text: f"They are now with {text}.",
    "place": lambda text: f"They are now based in {text}.",
    "needs": lambda text: f"They are now looking for “{text.rstrip('.')}”.",
    "offers": lambda text: f"They now offer “{text.rstrip('.')}”.",
    "goals": lambda text: f"They now work towards “{text.rstrip('.')}”.",
    "interests": lambda text: f"New among their interests: {text}.",
    "skills": lambda text: f"They now know {text}.",
}


def news(
    profile: Profile, viewer: Viewer, said: Mapping[str, str], since: date | None, labels: Mapping[str, str]
) -> tuple[Traced, ...]:
    """Return what they say since a day and did not before; nothing where there is no such day.

    `said` is since when they say what, see `people.said`. What they say no more is not told.
    """
    if since is None:
        return ()
    fresh = (one for one in _seen(profile, viewer) if said.get(one.key, "") > since.isoformat())
    return tuple(_traced(one, _NEWS[one.field](labels.get(one.text, one.text))) for one in fresh)[:MOST]


def needs(profile: Profile, viewer: Viewer) -> tuple[Traced, ...]:
    """Return what they look for."""
    return tuple(_traced(one, one.text) for one in _seen(profile, viewer) if one.field == "needs")


def questions(profile: Profile, viewer: Viewer, labels: dict[str, str]) -> tuple[Traced, ...]:
    """Return open questions, each from a thing they say."""
    return tuple(Traced(text=text, evidence=f"them.{path}") for text, path in asks(profile, labels, viewer))


def _seen(profile: Profile, viewer: Viewer) -> Iterator[Said]:
    return (one for one in sayings(profile) if may_see(profile, one.field, viewer))


def _traced(one: Said, text: str) -> Traced:
    return Traced(text=text, evidence=f"them.{one.path}")
