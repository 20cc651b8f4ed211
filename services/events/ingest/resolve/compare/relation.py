"""How one name stands to another once slips of the pen are mended: one, held by the other, sharing words."""

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from services.events.ingest.resolve.compare.place import REGIONS
from services.events.ingest.resolve.titles.countries import CODES
from services.events.ingest.resolve.titles.joined import bare, begins, cut, ends, is_acronym, is_beside
from services.events.ingest.resolve.titles.slips import (
    Known,
    could_be_slip,
    is_slip,
    is_slip_here,
    known,
    paired,
    slips_among,
)
from services.events.ingest.resolve.titles.title import Title
from services.events.ingest.resolve.titles.words import EVERYDAY, GENERIC, ONE_FOR_ANOTHER

_MOST_SLIPPED: Final = 12
"""Words that only one name has, among which slips are looked for: names that differ by more are two."""
_SHORTEST_CUT: Final = 8
"""Letters of a name that are left where the rest of it was cut off."""
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


class Name(NamedTuple):
    """A title, its name without spaces and its words in order, both without the place."""

    title: Title
    joined: str
    words: tuple[str, ...]


class Context(NamedTuple):
    """Where two names are compared: the words of each place, of both, and whether town and days are one."""

    each: tuple[frozenset[str], frozenset[str]]
    places: frozenset[str]
    here: bool


class Related(NamedTuple):
    """How two names stand to one another, and the words of both, slips mended."""

    relation: Relation
    words: frozenset[str]
    others: frozenset[str]


def related(one: Name, other: Name, context: Context) -> Related:
    """Compare two names; symmetric but for the order of their words."""
    words, others = frozenset(one.words), frozenset(other.words)
    if _goes_on_as_another(one, other):
        return Related(Relation.UNLIKE, words, others)
    relation = _relation(one, other, words, others, context)
    if relation < Relation.ACRONYM and len(words ^ others) <= _MOST_SLIPPED:
        return _mended(relation, words, others, context)
    return Related(relation, words, others)


def _goes_on_as_another(one: Name, other: Name) -> bool:
    """Tell whether both are acronyms and one has letters behind the other: "ICML" and "ICMLT" are two."""
    is_of_letters = one.title.is_acronym and other.title.is_acronym and one.joined != other.joined
    return is_of_letters and (one.joined.startswith(other.joined) or other.joined.startswith(one.joined))


def named(title: Title, places: frozenset[str]) -> Name:
    """Return what is compared of a title where the words of places tell nothing."""
    return Name(title, bare(title.joined, places), _placeless(title.core, places))


def _placeless(words: tuple[str, ...], places: frozenset[str]) -> tuple[str, ...]:
    """Take off the words of the place, unless nothing else is left."""
    return tuple([word for word in words if word not in places]) or words


def _relation(
    one: Name, other: Name, words: frozenset[str], others: frozenset[str], context: Context
) -> Relation:
    places, joined, other_joined = context.places, one.joined, other.joined
    if words == others or joined == other_joined:
        return Relation.EQUAL
    if _is_cut_short(one, other) or (
        not _are_two(words, others) and _are_joined_by_slip(one, other, context)
    ):
        return Relation.SLIP
    if is_acronym(joined, other.title, places) or is_acronym(other_joined, one.title, places):
        return Relation.ACRONYM
    if words <= others or others <= words or begins(joined, other_joined) or ends(joined, other_joined):
        return Relation.WITHIN
    if is_beside(one.title, other_joined, places) or is_beside(other.title, joined, places):
        return Relation.WITHIN
    return Relation.UNLIKE if words.isdisjoint(others) else Relation.SHARING


def _is_cut_short(one: Name, other: Name) -> bool:
    return (one.title.is_cut and _goes_on(one, other)) or (other.title.is_cut and _goes_on(other, one))


def _goes_on(cut: Name, whole: Name) -> bool:
    """Tell whether a name that was cut is how another begins."""
    *words, last = cut.words or ("",)
    others = list(whole.words)
    if others[: len(words)] != words or len("".join(cut.words)) < _SHORTEST_CUT:
        return False
    follows = others[len(words) : len(words) + 1] or GENERIC
    return any(it.startswith(last) for it in follows)


def _are_two(words: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether no slip parts two names, however like they look: of two countries, or a word apart."""
    return _countries_differ(words, others) or _is_another_word(
        words - others, others - words, words & others
    )


def _are_joined_by_slip(one: Name, other: Name, context: Context) -> bool:
    if is_slip(one.joined, other.joined) or (context.here and is_slip_here(one.joined, other.joined)):
        return True
    title, other_title = one.title, other.title
    spelt, other_spelt = title.spelt or title.joined, other_title.spelt or other_title.joined
    if (title.spelt or other_title.spelt) and is_slip(
        bare(spelt, context.places), bare(other_spelt, context.places)
    ):
        return True
    return context.here and is_slip_here(cut(spelt, context.places), cut(other_spelt, context.places))


def _is_another_word(left: frozenset[str], others: frozenset[str], common: frozenset[str]) -> bool:
    """Tell whether each has one word that the other has not, and no slip could part these."""
    return bool(common) and len(left) == len(others) == 1 and not could_be_slip(*left, *others)


def _countries_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    codes, others = one & CODES, other & CODES
    return bool(codes and others) and codes != others


def _respelt(words: frozenset[str]) -> frozenset[str]:
    """Mend what is known to be a slip, and leave out what then says no more than that it is a conference."""
    spelt = frozenset(map(_spelt, words))
    if spelt == words:  # as most are
        return words
    return spelt - (GENERIC - words) or spelt


@lru_cache(maxsize=20_000)
def _spelt(word: str) -> str:
    """Return what stands for a long word that is written with a slip: "py" for "pythno"."""
    if shortened := slips_among(word, _SHORTENED):
        return ONE_FOR_ANOTHER[shortened[0]]
    return next(iter(slips_among(word, _LONG_GENERIC)), word)


_SHORTENED: Final = known(ONE_FOR_ANOTHER)
_LONG_GENERIC: Final = known(sorted(it for it in GENERIC if len(it) >= len("congress")))


def _mended(relation: Relation, words: frozenset[str], others: frozenset[str], context: Context) -> Related:
    """Compare once more without slips of the pen, in words of the names as in those of the place."""
    words, others = _respelt(words), _respelt(others)
    left, others_left = words - others, others - words
    here, there = context.each
    in_place = {it for it in left | others_left if _is_of_place(it, here) or _is_of_place(it, there)}
    spelling = paired(left - EVERYDAY - in_place, others_left - EVERYDAY - in_place, here=context.here)
    if not spelling and not in_place and words != others:
        return Related(relation, words, others)
    mended, rest = (
        frozenset(spelling.get(it, it) for it in (names - in_place or names)) for names in (words, others)
    )
    if mended == rest:
        return Related(Relation.SLIP, mended, rest)
    if not mended & rest:
        return Related(relation, words, others)
    within = mended <= rest or rest <= mended
    return Related(Relation.WITHIN if within else Relation.SHARING, mended, rest)


@lru_cache(maxsize=50_000)
def _is_of_place(word: str, places: frozenset[str]) -> bool:
    """Tell whether a word is one of a place, or a slip of it; of a town the same is asked again and again."""
    return _is_of_region(word) or bool(slips_among(word, _long_words(places)))


@lru_cache(maxsize=20_000)
def _is_of_region(word: str) -> bool:
    return bool(slips_among(word, _REGIONS))


@lru_cache(maxsize=20_000)
def _long_words(places: frozenset[str]) -> Known:
    """Return those that a place does not share with all others."""
    return _known_long(places - REGIONS)


def _known_long(places: Iterable[str]) -> Known:
    return known([it for it in places if len(it) >= _SHORTEST_PLACE])


_REGIONS: Final = _known_long(REGIONS)
