"""Names and words that are one but for a slip of the pen."""

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from services.events.ingest.resolve.titles.title import stem

Known = tuple[tuple[str, range], ...]
"""Words, each with the lengths of words that may be slips of it."""
SLIP: Final = 90.0
"""Likeness of two names without spaces from which they differ by a slip (rapidfuzz `ratio`)."""
_PER_EDIT: Final = 10
"""Letters of both names together for each that `SLIP` lets one have and the other not."""
_SHORTEST: Final = 6
"""Letters of names that are compared so: shorter ones are a letter off each other, "JSDay" and "CSDay"."""
_SHORTEST_SWAPPED: Final = 5
"""Letters of names in which two neighbours may have changed places, or one may stand twice."""
_SHORTEST_HERE: Final = 4
"""Letters of names of which one may be left out, where town and days are one."""
_SHORTEST_BESIDE: Final = 3
"""Letters of words of which one may be left out, where the other words of two names are one."""
_SURE: Final = 9
"""Letters of names of which one may be another letter: "Shift" is not "Swift"."""


def is_slip(one: str, other: str) -> bool:
    """Tell whether two folded names differ by a letter or two; a figure is no slip: "Web2" is not "Web3"."""
    shorter, longer = len(one), len(other)
    if shorter > longer:
        shorter, longer = longer, shorter
    # Asked of nearly all words of two names: most differ by more letters than any slip adds.
    return _are_as_long(shorter, longer) and _is_slip(one, other, shorter)


def known(words: Iterable[str]) -> Known:
    """Return words each with the lengths that a slip of it may have: most others need not be held beside."""
    return tuple([(it, _lengths(len(it))) for it in words])


def slips_among(word: str, words: Known) -> list[str]:
    """Return those of which a word is a slip, or which it is."""
    length = len(word)
    return [it for it, lengths in words if length in lengths and is_slip(word, it)]


@cache
def _lengths(length: int) -> range:
    near = [it for it in range(2 * length) if _are_as_long(*sorted((it, length)))]
    return range(near[0], near[-1] + 1) if near else range(0)


def _are_as_long(shorter: int, longer: int) -> bool:
    return shorter >= _SHORTEST_SWAPPED and longer - shorter <= max(1, (shorter + longer) // _PER_EDIT)


@lru_cache(maxsize=20_000)
def _is_slip(one: str, other: str, shorter: int) -> bool:
    # Few are near, so figures are looked for last.
    return _are_near(one, other, shorter) and _figures(one) == _figures(other)


def _are_near(one: str, other: str, shorter: int) -> bool:
    if shorter >= _SHORTEST and ratio(one, other, score_cutoff=SLIP) >= SLIP:
        return True
    edits = OSA.distance(one, other, score_cutoff=2)
    if edits > 2:  # noqa: PLR2004 - two letters out of place
        return False
    if sorted(one) == sorted(other):
        return edits == 1 or (edits == 2 and shorter >= _SHORTEST)  # noqa: PLR2004 - two letters out of place
    return edits == 1 and (shorter >= _SURE or _single(one) == _single(other))


def is_slip_here(one: str, other: str) -> bool:
    """Tell the same of the names of two events of one town and the same days, where less tells enough.

    A letter left out, told twice or in its neighbour's place is a slip in short names, too, but not the
    first, by which "JSDay" is told from "CSDay", nor one of few before "conf".
    In long names two of these are.
    """
    one, other = _without_conf(one, other)
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST_HERE or one[0] != other[0]:
        return False
    edits = OSA.distance(one, other, score_cutoff=2)
    letters, others = Counter(one), Counter(other)
    missing = ((letters - others) + (others - letters)).total()
    return missing <= edits <= (1 if shorter < _SURE else 2) and _figures(one) == _figures(other)


def _without_conf(one: str, other: str) -> tuple[str, str]:
    """Return two names without the "conf" that both end in: "JSConf" is not "JConf"."""
    long = max(one, other, key=len)
    ending = long[len(stem(long)) :]
    is_common = ending and one.endswith(ending) and other.endswith(ending)
    return (one.removesuffix(ending), other.removesuffix(ending)) if is_common else (one, other)


def could_be_slip(one: str, other: str) -> bool:
    """Tell whether a slip could part two words at all: beside long words in common any word would seem one.

    "Pottery" is not "Poetry", nor "AI" "API".
    """
    if is_slip(one, other):
        return True
    if min(len(one), len(other)) < (_SHORTEST_BESIDE if one[0] == other[0] else _SHORTEST_HERE):
        return False
    edits = OSA.distance(one, other, score_cutoff=1)
    return edits <= 1 and (len(one) != len(other) or sorted(one) == sorted(other))


def paired(words: Iterable[str], others: Iterable[str], *, here: bool = False) -> dict[str, str]:
    """Return of words of two names that are one but for a slip, each for one, the spelling to go by.

    It is the same whichever name is given first. `here` as of `is_slip_here`.
    """
    beside = list(others)
    alike = {
        (min(pair), max(pair))
        for pair in product(words, beside)
        if is_slip(*pair) or (here and is_slip_here(*pair))
    }
    if not alike:  # as most often
        return {}
    spelling: dict[str, str] = {}
    for one, other in sorted(alike):
        if one not in spelling and other not in spelling:
            spelling |= {one: one, other: one}
    return spelling


def _figures(name: str) -> list[str]:
    return [it for it in name if it.isdecimal()]


def _single(name: str) -> str:
    """Return a name with each letter that stands twice in a row once."""
    return "".join(it for at, it in enumerate(name) if it != name[at - 1 : at])
