"""Which organisers are one: pages that name one another, and spellings of one name with shared evidence.

A function of what is known, not of the order in which it came; nothing is joined for good. A page is what an
organiser is known by, so two pages are one only where each names the other as `me`. A name without a page
joins a page, and one without a town joins what has one, only where there is one candidate: chapters of one
name in two towns stay two, and what could be either stays by itself. What a person said of two goes before
all that: those who are not the same are in no group together, and those who are the same are in one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from types import MappingProxyType
from typing import Final

_VAGUE: Final = frozenset({
    "admin", "board", "city", "club", "committee", "community", "council", "events", "government", "group",
    "host", "info", "library", "museum", "office", "org", "organiser", "organizer", "public", "school",
    "society", "staff", "team", "the", "town", "university",
})  # fmt: skip
"""A name of these words alone says nothing of who it is."""
NAMES_EACH_OTHER: Final = "their pages name each other"
SAME_TOWN: Final = "one name, in the same town"
SAME_LIST: Final = "one name, on the same site or list"
SAID: Final = "a person says so"


@dataclass(frozen=True, slots=True)
class Known:
    """An organiser as some events tell of them. `page` and `links` are keys of pages (`page_key`).

    `towns` are where their events are; `around` are hosts and sources that tell of them.
    """

    id: str
    name: str
    """Plain (`plain_name`)."""
    page: str | None = None
    links: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()


Pair = frozenset[str]
"""The ids of two organisers."""
NOTHING_SAID: Final[Mapping[Pair, bool]] = MappingProxyType({})
Group = tuple[Known, ...]
Shares = Callable[[Group, Group], bool]


@dataclass(frozen=True, slots=True)
class Home:
    """Under which id an organiser is found, and why; its own where nothing joins it."""

    id: str
    because: str | None = None


def homes(known: Iterable[Known], said: Mapping[Pair, bool] = NOTHING_SAID) -> dict[str, Home]:
    """Return the home of each organiser: the least id of those that are one.

    `said` is what persons say of pairs: True, they are the same; False, they are not.
    """

    def differ(one: Group, other: Group) -> bool:
        return any(said.get(frozenset((a.id, b.id))) is False for a, b in product(one, other))

    def are_said_one(one: Group, other: Group) -> bool:
        return any(said.get(frozenset((a.id, b.id))) for a, b in product(one, other))

    everyone = sorted(set(known), key=lambda it: it.id)
    pages = _united([(it,) for it in everyone if it.page], _name_each_other, differ)
    why = {it.id: NAMES_EACH_OTHER for group in pages if len(group) > 1 for it in group}
    named = pages
    for name, bare in sorted(_bare_by_name(everyone).items()):
        named = _with_bare(name, bare, named, differ, why)
    held = {it.id for group in named for it in group}
    groups = _united([*named, *((it,) for it in everyone if it.id not in held)], are_said_one, differ)
    why |= {it: SAID for pair, same in said.items() if same for it in pair}
    found = {
        it.id: Home(min(m.id for m in group), why.get(it.id) if len(group) > 1 else None)
        for group in groups
        for it in group
    }
    return dict(sorted(found.items()))


def _bare_by_name(known: Iterable[Known]) -> dict[str, list[Known]]:
    """Return those without a page, whose name says who it is, by that name."""
    named: dict[str, list[Known]] = defaultdict(list)
    for it in known:
        if not it.page and not set(it.name.split()) <= _VAGUE:
            named[it.name].append(it)
    return named


def _with_bare(
    name: str, bare: Sequence[Known], groups: Sequence[Group], differ: Shares, why: dict[str, str]
) -> list[Group]:
    """Join those of one name without a page to the groups that bear it: by towns first, then by lists."""
    bearing = [group for group in groups if any(it.name == name for it in group)]
    others = [group for group in groups if group not in bearing]
    for some, reason, shares in (
        ([it for it in bare if it.towns], SAME_TOWN, _share_town),
        ([it for it in bare if not it.towns], SAME_LIST, _share_list),
    ):
        comers = _united([(it,) for it in some], shares, differ)
        bearing = _joined(bearing, comers, shares, differ, reason, why)
    return others + bearing


def _joined(
    anchors: Sequence[Group],
    comers: Sequence[Group],
    shares: Shares,
    differ: Shares,
    reason: str,
    why: dict[str, str],
) -> list[Group]:
    """Put each comer with its only candidate; one that has none, or several, stays a group of its own."""
    kept = list(anchors)
    alone: list[Group] = []
    for comer in comers:
        fitting = [
            at for at, anchor in enumerate(anchors) if shares(anchor, comer) and not differ(kept[at], comer)
        ]
        joins = len(fitting) == 1
        group = kept[fitting[0]] + comer if joins else comer
        if joins:
            kept[fitting[0]] = group
        else:
            alone.append(group)
        if len(group) > 1:
            why.update({it.id: reason for it in group if it.id not in why})
    return [*kept, *alone]


def _united(groups: Sequence[Group], shares: Shares, differ: Shares) -> list[Group]:
    """Unite all that hangs together, except what differs."""
    parent = list(range(len(groups)))
    members = list(groups)

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for one, other in combinations(range(len(groups)), 2):
        first, second = sorted((root(one), root(other)))
        if first == second or not shares(groups[one], groups[other]):
            continue
        if not differ(members[first], members[second]):
            parent[second] = first
            members[first] += members[second]
    united: dict[int, Group] = defaultdict(tuple)
    for at, group in enumerate(groups):
        united[root(at)] += group
    return list(united.values())


def _name_each_other(one: Group, other: Group) -> bool:
    return any(a.page in b.links and b.page in a.links for a in one for b in other)


def _share_town(one: Group, other: Group) -> bool:
    return any(a.towns & b.towns for a in one for b in other)


def _share_list(one: Group, other: Group) -> bool:
    return any(a.around & b.around for a in one for b in other)
