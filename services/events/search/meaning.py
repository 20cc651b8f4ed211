"""Texts whose vectors tell what an event or a search is about, and how what they find joins the rest."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from services.events.search.gatherings import KIND_OF
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
_OF_LIKENESS: Final = 0.5
"""What the list of those close in meaning counts beside that of those with the words."""
_DAMPING: Final = 60
"""Of reciprocal rank fusion, as in Cormack, Clarke and Büttcher, SIGIR 2009."""


def event_text(doc: Mapping[str, Any]) -> str:
    """Return what of an event tells its meaning. The model knows English: of others only the topics speak."""
    labels = ", ".join(topic["label"] for topic in doc["topics"])
    if doc["languages"] and not any(tag.startswith("en") for tag in doc["languages"]):
        return labels
    return f"{doc['title']}. {doc['title']}. {labels}. {(doc['summary'] or '')[:LONGEST_SUMMARY]}"


def query_text(wording: Wording, mends: Mends, english: Callable[[str], str]) -> str:
    """Return the words of a search as they were meant, in English, without those that few would miss.

    Beside others those for a sort of gathering are left out: clubs of all sorts are near to `python meetup`.
    """
    meant = {typed: likely[0] for typed, likely in mends}
    needed = [it for it in wording if not it.is_optional]
    telling = [it for it in needed if it.typed not in KIND_OF] or needed
    return " ".join(english(meant.get(it.typed, it.typed)) for it in telling)


def fused(worded: Sequence[str], close: Sequence[str]) -> list[str]:
    """Return ids by the sum of their reciprocal ranks, the best first; words tell more than likeness."""
    worth: dict[str, float] = {}
    for ranked, weight in ((worded, 1.0), (close, _OF_LIKENESS)):
        for place, each in enumerate(ranked):
            worth[each] = worth.get(each, 0.0) + weight / (_DAMPING + place)
    return sorted(worth, key=lambda each: -worth[each])
