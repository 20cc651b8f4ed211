"""Texts whose vectors tell what an event or a search is about, and how what they find joins the rest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from services.events.search.lexicon import Mends
from services.events.search.wording import Wording
from shared.text import Vectors

Embed = Callable[[Sequence[str]], Vectors]
"""Unit vectors of texts, a row each; zero where a text says nothing that is known."""

LONGEST_SUMMARY: Final = 300
LEAST_LIKENESS: Final = 0.45
"""The cosine from which an event is close in meaning; unrelated texts lie near 0, and chance reaches 0.4."""
MOST_NEAR: Final = 40
"""Events close in meaning that are looked at."""
_DAMPING: Final = 60
"""Of reciprocal rank fusion, as in Cormack, Clarke and Büttcher, SIGIR 2009."""


def event_text(doc: Mapping[str, Any]) -> str:
    """Return what of an event tells its meaning. The model knows English: of others only the topics speak."""
    labels = ", ".join(topic["label"] for topic in doc["topics"])
    if doc["languages"] and not any(tag.startswith("en") for tag in doc["languages"]):
        return labels
    return f"{doc['title']}. {doc['title']}. {labels}. {(doc['summary'] or '')[:LONGEST_SUMMARY]}"


def query_text(wording: Wording, mends: Mends, english: Callable[[str], str]) -> str:
    """Return the words of a search as they were meant, in English, without those that few would miss."""
    meant = {typed: likely[0] for typed, likely in mends}
    return " ".join(english(meant.get(it.typed, it.typed)) for it in wording if not it.is_optional)


def fused(lists: Iterable[Sequence[str]]) -> list[str]:
    """Return ids by the sum of their reciprocal ranks in the lists, the best first; no list counts more."""
    worth: dict[str, float] = {}
    for ranked in lists:
        for place, each in enumerate(ranked):
            worth[each] = worth.get(each, 0.0) + 1 / (_DAMPING + place)
    return sorted(worth, key=lambda each: -worth[each])
