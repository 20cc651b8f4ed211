"""How two names compare once the words of the place are taken off both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import Final

from rapidfuzz.fuzz import ratio, token_set_ratio

from services.events.ingest.resolve.compare.place import city_key
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.compare.relation import Context, Name, Relation, named, related
from services.events.ingest.resolve.titles.joined import ends, is_behind, is_beside
from services.events.ingest.resolve.titles.title import Title
from services.events.ingest.resolve.titles.words import (
    EVERYDAY,
    FIELDS,
    FRANCHISES,
    MODES,
    PART,
    PERHAPS_PART,
)

_FRANCHISE: Final = re.compile("|".join(map(re.escape, FRANCHISES)))
_FRANCHISES: Final = frozenset(FRANCHISES)


@dataclass(frozen=True, eq=False)
class Likeness:
    """The nearest two names of two listings; what few pairs need is derived when first asked for."""

    relation: Relation
    left: frozenset[str]
    """Words that only one name has."""
    _words: tuple[frozenset[str], frozenset[str]]
    """Of both, slips mended."""
    _names: tuple[Name, Name]
    _places: frozenset[str]

    @cached_property
    def score(self) -> float:
        """How like the sets of words are, in [0, 1]."""
        words, others = self._words
        if self.relation >= Relation.ACRONYM:
            return 1.0
        if self.relation is Relation.UNLIKE:
            return ratio(*self._joined) / 100
        if self.relation is Relation.WITHIN and not (words <= others or others <= words):
            return 1.0
        return token_set_ratio(" ".join(sorted(words)), " ".join(sorted(others))) / 100

    @cached_property
    def common(self) -> int:
        """Letters of the words in common."""
        whole = min(map(len, self._joined)) if self.relation >= Relation.SLIP else 0
        return max(sum(map(len, self._shared)), whole)

    @cached_property
    def leads(self) -> bool:
        """Tell whether what is left stands before the rest, as the name of a host does."""
        one, other = self._names
        return (bool(self._shared) and one.words[-1:] == other.words[-1:]) or ends(*self._joined)

    @property
    def narrows(self) -> bool:
        """Tell whether what is left is a field of work before all of the other name."""
        if self.relation is not Relation.WITHIN or not self.left or not self.left <= FIELDS:
            return False
        short, long = sorted((name.words for name in self._names), key=len)
        return long[-len(short) :] == short

    @cached_property
    def held_at(self) -> bool:
        """Tell whether what is left stands before an "at": a devroom at FOSDEM."""
        one, other = self._names
        return not self.left.isdisjoint(
            _parts_of(one.title, self._places) | _parts_of(other.title, self._places)
        )

    @cached_property
    def franchise(self) -> bool:
        """Tell whether it is a name under which many cities hold events of their own."""
        return any(map(is_franchise, self._joined))

    @cached_property
    def is_tail(self) -> bool:
        """Tell whether what is left stands behind a dash or a colon: it tells about the common name."""
        one, other = (it.title for it in self._names)
        is_cut = one.is_cut or other.is_cut
        return self.relation is Relation.WITHIN and self.left <= (one.tail | other.tail) and not is_cut

    @cached_property
    def is_head(self) -> bool:
        """Tell whether what is left stands before it, as the name of a host does: "Acme: PyDay"."""
        one, other = self._names
        return (
            self.relation is Relation.WITHIN
            and self.left <= (one.title.head | other.title.head)
            and not self.left <= EVERYDAY
        )

    @cached_property
    def everyday(self) -> bool:
        """Tell whether both have but words of anybody's event, or one is a franchise's name alone."""
        words, others = self._words
        return (words <= EVERYDAY and others <= EVERYDAY) or not _FRANCHISES.isdisjoint(self._joined)

    @property
    def is_part(self) -> bool:
        """Tell whether what is left is how a part of an event names itself."""
        return self.held_at or not self.left.isdisjoint(PART)

    @property
    def event_word_left(self) -> bool:
        """Tell whether a word like "summit" is left: of a part, or left out by one source."""
        return not self.left.isdisjoint(PERHAPS_PART)

    @property
    def _shared(self) -> frozenset[str]:
        words, others = self._words
        return words & others

    @property
    def _joined(self) -> tuple[str, str]:
        one, other = self._names
        return one.joined, other.joined


def likeness(a: Profile, b: Profile) -> Likeness:
    """Compare all names of one with all of the other; symmetric."""
    places = a.places | b.places
    names, others = a.names, b.names
    if _at_odds(_remarks(names), _remarks(others), places):
        names, others = _whole(names), _whole(others)
    context = Context((a.places, b.places), places, _are_here(a, b))
    found = [_compare(one, other, context) for one, other in product(names, others)]
    if len(found) == 1:
        return found[0]
    nearest = max(it.relation for it in found)
    return max([it for it in found if it.relation is nearest], key=_nearness)


def _are_here(a: Profile, b: Profile) -> bool:
    if a.starts != b.starts:
        return False
    one, other = a.listing.place, b.listing.place
    return bool(one and other and one.city and other.city and city_key(one.city) == city_key(other.city))


def _remarks(names: Iterable[Title]) -> list[frozenset[str]]:
    return [it.remark for it in names if it.remark]


def _whole(names: Iterable[Title]) -> tuple[Title, ...]:
    """Return the names that leave nothing off."""
    return tuple([it for it in names if not it.remark])


def _at_odds(remarks: list[frozenset[str]], others: list[frozenset[str]], places: frozenset[str]) -> bool:
    """Tell whether brackets say two things of a name: beginners and advanced, not where it is and how."""
    if not (remarks and others):  # as most often
        return False
    said, also = (frozenset().union(*it) - MODES - places for it in (remarks, others))
    return bool(said and also) and said.isdisjoint(also)


def _nearness(it: Likeness) -> tuple[object, ...]:
    """Order those of one relation; whole, so that it does not matter which name is looked at first."""
    return (
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


def _compare(title: Title, other_title: Title, context: Context) -> Likeness:
    names = one, other = named(title, context.places), named(other_title, context.places)
    relation, words, others = related(one, other, context)
    if relation >= Relation.ACRONYM:
        left: frozenset[str] = frozenset()
    elif relation is Relation.WITHIN and not (words <= others or others <= words):
        left = _rest(one, other, context.places)
    else:
        left = words ^ others
    return Likeness(relation, left, (words, others), names, context.places)


def _rest(one: Name, other: Name, places: frozenset[str]) -> frozenset[str]:
    """Return what a name has beyond another that it holds in other words: "acme" of "Acme: Code Mobile"."""
    if is_behind(one.title, other.joined, places):
        return one.title.head
    if is_behind(other.title, one.joined, places):
        return other.title.head
    if is_beside(one.title, other.joined, places):
        return one.title.tail
    if is_beside(other.title, one.joined, places):
        return other.title.tail
    short, long = sorted((one.joined, other.joined), key=len)
    return frozenset(
        {long.removesuffix(short) if ends(one.joined, other.joined) else long.removeprefix(short)}
    )


def _parts_of(title: Title, places: frozenset[str]) -> frozenset[str]:
    """Return the words before an "at", unless the place itself is what stands behind it."""
    return title.held_at if title.host - places else frozenset()


@lru_cache(maxsize=20_000)
def is_franchise(joined: str) -> bool:
    """Tell whether a name without spaces holds one under which many cities hold events of their own."""
    return _FRANCHISE.search(joined) is not None
