"""How probable a pair can be at best, told from little of it: most pairs need no more to be told apart."""

from functools import lru_cache
from typing import NamedTuple

from services.events.ingest.resolve.compare.features import MOST_DAYS, NAME, PLACE, SCORE, words_left
from services.events.ingest.resolve.compare.likeness import Likeness
from services.events.ingest.resolve.compare.place import Agreement
from services.events.ingest.resolve.compare.probability import probability, weights
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.compare.relation import Relation


class _Plain(NamedTuple):
    """What is plain of a pair before its features are made."""

    relation: Relation
    place: Agreement
    left: float
    event_word_left: bool
    same_days: bool
    same_page: bool


def at_best(a: Profile, b: Profile, names: Likeness, place: Agreement) -> float:
    """Return what the probability of no pair exceeds that is plainly like this one, but for rounding."""
    same_days = a.starts == b.starts and a.ends == b.ends
    same_page = a.page is not None and a.page == b.page
    left = words_left(names)
    return _at_best(_Plain(names.relation, place, left, names.event_word_left, same_days, same_page))


@lru_cache(maxsize=2_000)
def _at_best(it: _Plain) -> float:
    """Let all that is not plain speak for it where it can, and nothing of it against it."""
    plain = {
        "bias": 1.0,
        NAME[it.relation]: 1.0,
        PLACE[it.place]: 1.0,
        "words left": it.left,
        "event word left": float(it.event_word_left),
        "same days": float(it.same_days),
        "same page": float(it.same_page and it.relation > Relation.UNLIKE),
    }
    never = {*NAME.values(), *PLACE.values(), *SCORE.values()} - {SCORE[it.relation]}
    rest = {
        name: MOST_DAYS if name in {"start apart", "end apart"} else 1.0
        for name, weight in weights().items()
        if weight > 0 and name not in never
    }
    return probability(rest | plain)
