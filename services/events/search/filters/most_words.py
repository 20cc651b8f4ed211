"""Events that have most of the words, where none has all; how many of each word are read is bounded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.events.search.filters.statement import AS_OF, Statement
from services.events.search.text import group_query
from services.events.search.wording import Group, Wording

LEAST_SHARE = 0.45
"""Of what a query tells, where no event has all of it."""
_ROUNDING = 1e-9
_ITSELF = 0.1
"""What a word weighs besides where it stands itself: `salsa` is met by any dance, too."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A group's text query, its share's placeholder, and until when events are ranked that have it alone."""

    query: str
    share: str
    until: datetime | None


def telling(shares: Sequence[float]) -> list[int]:
    """Return the fewest groups of which an event with `LEAST_SHARE` of a query has one: those that tell most.

    What the others tell together is too little, so they are not looked up.
    """
    kept, spare = sorted(range(len(shares)), key=lambda at: -shares[at]), LEAST_SHARE - _ROUNDING
    while kept and shares[kept[-1]] < spare:
        spare -= shares[kept.pop()]
    return sorted(kept)


def any_of(shares: Sequence[float]) -> tuple[float, ...]:
    """Return shares of which each is enough, for where no event has enough of a query."""
    return tuple(max(share, LEAST_SHARE) if share else 0.0 for share in shares)


def by_most_words(
    groups: Wording,
    alike: Wording,
    shares: Sequence[float],
    until: Sequence[datetime | None],
    statement: Statement,
) -> Callable[[], str]:
    """Keep what has about half of what a query tells; return the expression that ranks what has most first.

    `alike` are the same groups without what only means something wider. Of events with a group that has an
    `until`, those that start later need another group, too.
    """
    kept = set(telling(shares))
    read: list[_Told] = []
    told: list[_Told] = []
    wider: list[tuple[Group, str]] = []
    for at, (group, same, share) in enumerate(zip(groups, alike, shares, strict=True)):
        if share:
            query = group_query(group, statement.args)
            told.append(_Told(query, statement.bind(share), until[at] if until else None))
            wider += [(same, told[-1].share)] if same != group else []
            read += told[-1:] if at in kept else []
    cover = " + ".join(f"(tsv @@ {it.query})::int * {it.share}::float8" for it in told)
    met = " or ".join(_met(read, told, statement))
    statement.where += [f"({met})", f"({cover}) >= {LEAST_SHARE}", AS_OF]
    some = " || ".join(it.query for it in told)
    return lambda: f"({cover}{_themselves(wider, statement)} + ts_rank(tsv, ({some}), 1) / 10)"


def _themselves(wider: Sequence[tuple[Group, str]], statement: Statement) -> str:
    """What words are worth that stand themselves where something wider would do; bound for a rank alone."""
    return "".join(
        f" + {_ITSELF} * (tsv @@ {group_query(group, statement.args)})::int * {share}::float8"
        for group, share in wider
    )


def _met(read: Sequence[_Told], told: Sequence[_Told], statement: Statement) -> list[str]:
    """The conditions of which one must be met, each for an index of its own."""
    always = [it.query for it in read if it.until is None]
    soon = [it for it in read if it.until is not None]
    beside = [
        f"({it.query} && ({' || '.join(other.query for other in told if other is not it)}))"
        for it in soon
        if len(told) > 1
    ]
    whenever = " || ".join((*always, *beside))
    bounded = [
        f"(tsv @@ ({' || '.join(it.query for it in soon if it.until == until)})"
        f" and starts_utc < {statement.bind(until)})"
        for until in dict.fromkeys(it.until for it in soon)
    ]
    return [*([f"tsv @@ ({whenever})"] if whenever else []), *bounded]
