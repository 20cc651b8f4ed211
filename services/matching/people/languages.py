"""Languages people speak, as levels in [0, 1] after CEFR."""

from collections.abc import Iterable, Mapping

from services.matching.people.visibility import may_influence
from shared.contracts.people import Profile
from shared.kernel.languages import primary

LEVELS: Mapping[str, float] = {"A1": 0.2, "A2": 0.4, "B1": 0.6, "B2": 0.8, "C1": 1.0, "C2": 1.0}
"""CEFR level to how well one can talk."""


def levels(profile: Profile) -> dict[str, float]:
    """Return the best level of each language; empty when the person named none, or hides them."""
    found: dict[str, float] = {}
    if not may_influence(profile, "languages"):
        return found
    for language in profile.languages:
        tag = primary(language.tag)
        found[tag] = max(found.get(tag, 0.0), LEVELS[language.level])
    return found


def with_heard(speaks: Mapping[str, float], heard: Iterable[str], level: float) -> Mapping[str, float]:
    """Return what somebody speaks who goes to what is held in some languages, as tags.

    Whoever names none of them understands them after all, if not well: it is weak evidence, but evidence.
    Of whom names no language nothing is known either way.
    """
    spoken = {primary(tag) for tag in heard}
    if not speaks or not spoken.isdisjoint(tag for tag, known in speaks.items() if known >= level):
        return speaks
    return {**speaks, **dict.fromkeys(spoken, level)}
