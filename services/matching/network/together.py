"""Whom one could bring together: two one knows, of whom one can give what the other looks for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.introductions.words import first_name
from services.matching.people.in_words import of_one
from services.matching.people.person import Person
from services.matching.people.visibility import Viewer
from services.matching.recommend.candidates.fitted import Fitted
from services.matching.recommend.features.ask import Ask
from services.matching.recommend.features.ask_index import AskIndex, build_ask_index
from services.matching.recommend.features.offers import met_between
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.own import open_part
from services.matching.recommend.population.topic_index import index_topics


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody one knows, and as whom one sees them."""

    person: Person
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class Match:
    """What one looks for and the other can give; `seeker` and `giver` are places among those one knows."""

    seeker: int
    giver: int
    need: Ask
    answer: Ask
    fit: float


def matches(
    known: Sequence[Seen], apart: Collection[frozenset[str]], fitted: Fitted, numbers: Parameters, most: int
) -> tuple[Match, ...]:
    """Return the closest needs and answers by what one may see of both, nobody in two of them.

    `apart` are the pairs of ids who know each other already, or are not to meet.
    """
    people = [open_part(one.person, one.viewer) for one in known]
    topics = index_topics((), fitted.shown, numbers.interest)
    asks = build_ask_index(people, topics, numbers.asks, numbers.interest, fitted.shown_asks)
    chosen: list[Match] = []
    taken = set[int]()
    for match in sorted(_all(asks, numbers), key=lambda it: (-it.fit, it.seeker, it.giver)):
        pair = frozenset({known[match.seeker].person.id, known[match.giver].person.id})
        if len(chosen) < most and pair not in apart and not taken & {match.seeker, match.giver}:
            chosen.append(match)
            taken |= {match.seeker, match.giver}
    return tuple(chosen)


def _all(asks: AskIndex, numbers: Parameters) -> Iterator[Match]:
    """Yield each need that was typed as one with whatever answers it enough to be worth a word."""
    needs = np.array([i for i, ask in enumerate(asks.asks) if ask.field == "needs"], dtype=np.int64)
    others = np.array([i for i, ask in enumerate(asks.asks) if not ask.is_need], dtype=np.int64)
    if not len(needs) or not len(others):
        return
    met, _ = met_between(needs, others, asks, numbers.asks)
    for row, column in np.argwhere(met >= numbers.explain.least_fit).tolist():
        need, answer = asks.asks[needs[row]], asks.asks[others[column]]
        if need.owner != answer.owner:
            yield Match(need.owner, answer.owner, need, answer, met.item(row, column))


def told(match: Match, seeker: str, giver: str, most: int) -> str:
    """Say what one looks for and the other can give; `most` characters of the words of each."""
    need, answer = of_one(match.need.said(most)), of_one(match.answer.said(most))
    return f"{seeker} {need}; {giver} {answer}."


def ask_seeker(match: Match, name: str | None, most: int) -> str:
    """Begin a message to who looks for it; who can give it is named once they agreed."""
    need, answer = match.need.said(most), of_one(match.answer.said(most))
    return (
        f"Hello {first_name(name)}, you {need}. I know somebody who {answer}. "
        "Shall I introduce you? I will ask them as well."
    )


def ask_giver(match: Match, name: str | None, most: int) -> str:
    """Begin a message to who can give it; who looks for it is named once they agreed."""
    need, answer = of_one(match.need.said(most)), match.answer.said(most)
    return f"Hello {first_name(name)}, you {answer}. Somebody I know {need}. May I introduce you?"
