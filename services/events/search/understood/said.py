"""Conditions that one of some phrases says: an open call for papers, online or in person, free."""

import re
from collections.abc import Iterator
from typing import Final

from services.events.search.understood.typed import Reading

_NO_PRICE: Final = "software|jazz|culture|speech|will|trade|range|form"
_LACKED: Final = "alcohol barrier car dairy drug gluten plastic smoke stress sugar"
"""What is called free, whatever it costs, and what something is free of."""
_PHRASES: Final = {
    "cfp": {
        "open": "(?:with )?(?:an )?(?:open )?"
        "(?:cfp|call for (?:papers|proposals|speakers|participation))(?: open)?"
    },
    "mode": {
        "in_person": "in person|vor ort|in prasenz|en presentiel|presencial|in presenza|offline|"
        "(?:not|but not|nicht|pas|non|no) (?:online|virtual|virtuell|virtuel|en ligne)",
        "online": "online|virtual|virtuell|virtuel|en ligne|en linea",
    },
    "free": {
        "true": "".join(f"(?<!{what} )" for what in _LACKED.split())
        + "(?:(?:for )?free(?: of charge| admission| entry| entrance)?|kostenlose?[nrs]?|gratis|"
        rf"gratuite?s?|gratuit[ao]s?)(?! (?:{_NO_PRICE})(?!\S))"
    },
}
"""By condition and value, folded."""
_READERS: Final = {
    means: tuple((value, re.compile(rf"(?<!\S)(?:{words})(?!\S)")) for value, words in phrases.items())
    for means, phrases in _PHRASES.items()
}


def said(folded: str, means: str) -> Iterator[Reading]:
    """Yield where folded words say a condition, and which, the surest value first."""
    for value, pattern in _READERS[means]:
        for told in pattern.finditer(folded):
            yield Reading(told.span(), value)
