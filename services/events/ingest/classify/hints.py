"""What the words by which a source files an event say of its topics."""

from typing import Final

_EVERYDAY: Final = frozenset({"performance", "networking", "identity", "testing", "product"})
"""Names of topics in lists of conferences, and of anything in a calendar: a play, an evening, a check-up."""
_FIELDS: Final = {
    "DB": "data-ai.databases",
    "NW": "cloud.networking",
    "SC": "security.risk",
    "CV": "data-ai.computer-vision",
    "DM": "data-ai.machine-learning",
    "RO": "hardware.robotics",
    "SP": "data-ai.speech",
    "KR": "data-ai.knowledge-graphs",
}
"""Fields by which lists of calls for papers are parted (https://github.com/ccfddl/ccf-deadlines)."""


def told_topics(categories: tuple[str, ...], *, of_conferences: bool) -> tuple[str, ...]:
    """Return what a source's categories say of topics, of a list of conferences or of a calendar."""
    if of_conferences:
        return tuple([_FIELDS.get(it, it) for it in categories])
    return tuple([it for it in categories if it.lower() not in _EVERYDAY])
