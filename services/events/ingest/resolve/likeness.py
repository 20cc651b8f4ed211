"""How two names compare once the words of the place are taken off both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio, token_set_ratio

from services.events.ingest.resolve.countries import country_name
from services.events.ingest.resolve.joined import bare, begins, cut, ends, is_acronym, is_behind
from services.events.ingest.resolve.place import city_key
from services.events.ingest.resolve.profile import Profile
from services.events.ingest.resolve.slips import is_slip, is_slip_here, paired
from services.events.ingest.resolve.title import Title
from services.events.ingest.resolve.title_words import (
    EVERYDAY,
    FRANCHISES,
    GENERIC,
    MODES,
    ONE_FOR_ANOTHER,
    PART,
    PERHAPS_PART,
)

_FRANCHISE: Final = re.compile("|".join(map(re.escape, FRANCHISES)))
_MOST_SLIPPED: Final = 12
"""Words that only one name has, among which slips are looked for: names that differ by more are two."""
_SHORTEST_PLACE: Final = 6
"""Letters of a word of a place for which another may stand by a slip."""


class Relation(IntEnum):
    """How one name stands to the other, the nearest last."""

    UNLIKE = 0
    SHARING = 1
    """They have a word in common, and each has words of its own."""
    WITHIN = 2
    """One holds the other and more."""
    ACRONYM = 3
    SLIP = 4
    """One letter or two apart."""
    EQUAL = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """The nearest two names of two listings; `score` in [0, 1] is that of their sets of words."""

    relation: Relation
    score: float
    common: int
    """Letters of the words in common."""
    left: frozenset[str]
    """Words that only one name has."""
    leads: bool
    """What is left stands before the rest, as the name of a host does."""
    held_at: bool
    """What is left stands before an "at": a devroom at FOSDEM."""
    franchise: bool
    """A name under which many cities hold events of their own."""
    is_tail: bool
    """What is left stands behind a dash or a colon: it tells about the name that both have."""
    is_head: bool
    """What is left stands before it, as the name of a host does: "Acme: PyDay"."""
    everyday: bool
    """Neither has a word but those of which anybody's event may be named."""

    @property
    def is_part(self) -> bool:
        """Tell whether what is left is how a part of an event names itself."""
        return self.held_at or not self.left.isdisjoint(PART)

    @property
    def event_word_left(self) -> bool:
        """Tell whether a word like "summit" is left: of a part, or left out by one source."""
        return not self.left.isdisjoint(PERHAPS_PART)


def likeness(a: Profile, b: Profile) -> Likeness:
    """Compare all names of one with all of the other; symmetric."""
    places = a.places | b.places
    names, others = a.names, b.names
    if _at_odds(_remarks(names) - places, _remarks(others) - places):
        names, others = _whole(names), _whole(others)
    context = _Context(places, _are_here(a, b))
    found = [_compare(one, other, context) for one, other in product(names, others)]
    return found[0] if len(found) == 1 else max(found, key=_nearness)


class _Context(NamedTuple):
    """Where two names are compared: the words of both places, and whether town and days are one."""

    places: frozenset[str]
    here: bool


def _are_here(a: Profile, b: Profile) -> bool:
    if (a.starts, a.ends) != (b.starts, b.ends):
        return False
    one, other = a.listing.place, b.listing.place
    return bool(one and other and one.city and other.city and city_key(one.city) == city_key(other.city))


def _remarks(names: Iterable[Title]) -> frozenset[str]:
    return frozenset().union(*(it.remark for it in names)) - MODES


def _whole(names: Iterable[Title]) -> tuple[Title, ...]:
    """Return the names that leave nothing off."""
    return tuple([it for it in names if not it.remark])


def _at_odds(said: frozenset[str], also: frozenset[str]) -> bool:
    """Tell whether brackets say two things of a name: beginners and advanced, not where it is and how."""
    return bool(said and also) and said.isdisjoint(also)


def _nearness(it: Likeness) -> tuple[object, ...]:
    """Order by nearness; whole, so that it does not matter which name is looked at first."""
    return (
        it.relation,
        it.score,
        -len(it.left),
        it.leads,
        it.common,
        sorted(it.left),
        it.held_at,
        it.franchise,
        it.is_tail,
        it.is_head,
        it.everyday,
    )


def _compare(one: Title, other: Title, context: _Context) -> Likeness:
    places = context.places
    left_one, left_other = _placeless(one.core, places), _placeless(other.core, places)
    words, others = frozenset(left_one), frozenset(left_other)
    joined, other_joined = bare(one.joined, places), bare(other.joined, places)
    relation = _relation((one, joined, words), (other, other_joined, others), context)
    if relation < Relation.ACRONYM and len(words ^ others) <= _MOST_SLIPPED:
        relation, words, others = _mended(relation, words, others, context)
    common, left = words & others, words ^ others
    if relation >= Relation.ACRONYM:
        left, score = frozenset(), 1.0
    elif relation is Relation.WITHIN and not (words <= others or others <= words):
        left, score = _rest((one, joined), (other, other_joined), places), 1.0
    elif relation is Relation.UNLIKE:
        score = ratio(joined, other_joined) / 100
    else:
        score = token_set_ratio(" ".join(sorted(words)), " ".join(sorted(others))) / 100
    return Likeness(
        relation=relation,
        score=score,
        common=max(
            sum(map(len, common)), min(len(joined), len(other_joined)) if relation >= Relation.SLIP else 0
        ),
        left=left,
        leads=(bool(common) and left_one[-1:] == left_other[-1:]) or ends(joined, other_joined),
        held_at=not left.isdisjoint(_parts_of(one, places) | _parts_of(other, places)),
        franchise=is_franchise(joined) or is_franchise(other_joined),
        is_tail=relation is Relation.WITHIN and left <= (one.tail | other.tail),
        is_head=relation is Relation.WITHIN and left <= (one.head | other.head) and not left <= EVERYDAY,
        everyday=(words | others) <= EVERYDAY,
    )


def _rest(one: tuple[Title, str], other: tuple[Title, str], places: frozenset[str]) -> frozenset[str]:
    """Return what a name has beyond another that it holds in other words: "acme" of "Acme: Code Mobile"."""
    (title, joined), (other_title, other_joined) = one, other
    if is_behind(title, other_joined, places):
        return title.head
    if is_behind(other_title, joined, places):
        return other_title.head
    short, long = sorted((joined, other_joined), key=len)
    return frozenset({long.removesuffix(short) if ends(joined, other_joined) else long.removeprefix(short)})


def _parts_of(title: Title, places: frozenset[str]) -> frozenset[str]:
    """Return the words before an "at", unless the place itself is what stands behind it."""
    return title.held_at if title.host - places else frozenset()


def _respelt(words: frozenset[str]) -> frozenset[str]:
    """Mend what is known to be a slip, and leave out what then says no more than that it is a conference."""
    spelt = frozenset(map(_spelt, words))
    return spelt - (GENERIC - words) or spelt


@lru_cache(maxsize=20_000)
def _spelt(word: str) -> str:
    """Return what stands for a long word that is written with a slip: "py" for "pythno"."""
    known = next((short for long, short in ONE_FOR_ANOTHER.items() if is_slip(word, long)), None)
    return known or next((long for long in _LONG_GENERIC if is_slip(word, long)), word)


_LONG_GENERIC: Final = tuple(sorted(it for it in GENERIC if len(it) >= len("congress")))


_Mended = tuple[Relation, frozenset[str], frozenset[str]]


def _mended(relation: Relation, words: frozenset[str], others: frozenset[str], context: _Context) -> _Mended:
    """Compare once more without slips of the pen, in words of the names as in those of the place."""
    words, others = _respelt(words), _respelt(others)
    left, others_left = words - others, others - words
    of_place = [it for it in context.places if len(it) >= _SHORTEST_PLACE]
    in_place = {it for it in left | others_left if any(is_slip(it, known) for known in of_place)}
    spelling = paired(left - EVERYDAY - in_place, others_left - EVERYDAY - in_place, here=context.here)
    if not spelling and not in_place and words != others:
        return relation, words, others
    mended, rest = (
        frozenset(spelling.get(it, it) for it in (names - in_place or names)) for names in (words, others)
    )
    if mended == rest:
        return Relation.SLIP, mended, rest
    if not mended & rest:
        return relation, words, others
    within = mended <= rest or rest <= mended
    return (Relation.WITHIN if within else Relation.SHARING), mended, rest


@lru_cache(maxsize=20_000)
def is_franchise(joined: str) -> bool:
    """Tell whether a name without spaces holds one under which many cities hold events of their own."""
    return _FRANCHISE.search(joined) is not None


_Part = tuple[Title, str, frozenset[str]]
"""A title, its name without spaces and its words, both without the place."""


def _relation(one: _Part, other: _Part, context: _Context) -> Relation:
    places = context.places
    (title, joined, words), (other_title, other_joined, others) = one, other
    if words == others or joined == other_joined:
        return Relation.EQUAL
    if _is_slip(one, other, context) and not _countries_differ(words, others):
        return Relation.SLIP
    if is_acronym(joined, other_title, places) or is_acronym(other_joined, title, places):
        return Relation.ACRONYM
    if words <= others or others <= words or begins(joined, other_joined) or ends(joined, other_joined):
        return Relation.WITHIN
    if is_behind(title, other_joined, places) or is_behind(other_title, joined, places):
        return Relation.WITHIN
    return Relation.SHARING if words & others else Relation.UNLIKE


def _is_slip(one: _Part, other: _Part, context: _Context) -> bool:
    (title, joined, _), (other_title, other_joined, _) = one, other
    if is_slip(joined, other_joined) or (context.here and is_slip_here(joined, other_joined)):
        return True
    spelt, other_spelt = title.spelt or title.joined, other_title.spelt or other_title.joined
    if (title.spelt or other_title.spelt) and is_slip(
        bare(spelt, context.places), bare(other_spelt, context.places)
    ):
        return True
    return context.here and is_slip_here(cut(spelt, context.places), cut(other_spelt, context.places))


def _countries_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    codes = [{word for word in words if country_name(word.upper())} for words in (one, other)]
    return bool(codes[0] and codes[1]) and codes[0] != codes[1]


def _placeless(words: tuple[str, ...], places: frozenset[str]) -> tuple[str, ...]:
    """Take off the words of the place, unless nothing else is left."""
    return tuple([word for word in words if word not in places]) or words
