"""Events that have words, and how well they have them."""

from collections.abc import Callable, Sequence

from services.events.search.filters.most_words import by_most_words
from services.events.search.filters.statement import Statement
from services.events.search.query import Search
from services.events.search.same_words import load_same_words
from services.events.search.text import all_of, operator_query
from services.events.search.understood.prices import AtMost
from services.events.search.window import Window
from services.events.search.wording import Group, Wording, mended

_SMALL = 0.2
"""What words that few would miss (`PyCon DE`, `The Conf`) weigh beside the others."""


_CALLED = 0.03
"""What an event has besides that is called by all the words."""
_OF_KIND = 0.1
_SAYS_SO = 1.0
"""What tells of itself what was asked for (`free`, `without`) comes before what does not tell."""
_LACKING = 0.25
"""What an event without all the words as typed loses of its rank by them."""
_BESIDE_SOME = 0.1


def by_words(search: Search, statement: Statement) -> Callable[[], str] | None:
    """Keep what has the words; return what binds and gives the expression of how well, None without words."""
    if not search.q:
        return None
    rank = _by_words(search.q, search, statement)
    is_by_time = search.window is not None and search.window.part == "called"
    return rank if rank is None or is_by_time else lambda: f"({rank()}{_beside(search, statement)})"


def _beside(search: Search, statement: Statement) -> str:
    """What an event is, beside the words that it has; less than any word where not all are needed."""
    told, scale = "", _BESIDE_SOME if search.shares else 1.0
    if search.gathering:
        told += f" + {_OF_KIND * scale} * (kind = {statement.bind(search.gathering.value)}::text)::int"
    if search.at_most:
        told += f" + {_SAYS_SO * scale} * ({costs_at_most(search.at_most, statement)})::int"
    if search.left_out:
        told += f" + {_SAYS_SO * scale} * ({says_itself(search.left_out_as, statement)})::int"
    return told


def costs_at_most(price: AtMost, statement: Statement) -> str:
    """What tells by its price or its words that it costs no more; prices stand with the event itself."""
    free = all_of([Group("free", load_same_words().of("free"))], statement.args)
    told = f"is_free is true or tsv @@ {free}"
    if not price.amount:
        return told
    least = f"coalesce((doc->'price'->>'min')::float8 <= {statement.bind(price.amount)}::float8, false)"
    here = f"doc->'price'->>'currency' = any({statement.bind(list(price.currencies))}::text[])"
    cost = f"(select {least} and {here} from event where event.id = {statement.rows}.id)"  # noqa: S608
    return f"{told} or (is_free is false and {cost})"


def says_itself(phrase: str, statement: Statement) -> str:
    """What has some folded words one behind the other."""
    return f"tsv @@ to_tsquery('simple', {statement.bind(phrase.replace(' ', ' <-> '))})"


def _by_words(q: str, search: Search, statement: Statement) -> Callable[[], str] | None:
    if search.wording is None:
        query = operator_query(q, statement.args)
        statement.where.append(f"tsv @@ {query}")
        return lambda: _rank(query)
    groups = mended(search.wording, search.mends)
    if search.shares:
        alike = _only(_alike, groups, search)
        return by_most_words(groups, alike, search.shares, search.until, statement)
    needed = [group for group in groups if not group.is_optional]
    if not needed:  # nothing that could be a word: nothing can be found
        statement.where.append("false")
        return None
    rank = _filter_all(needed, search, statement)
    small = [group.typed for group in groups if group.is_optional]
    return (lambda: f"({rank()} + {_SMALL} * {_rank(_some_of(small, statement))})") if small else rank


def _some_of(small: Sequence[str], statement: Statement) -> str:
    return statement.text_query(f"to_tsquery('simple', {statement.bind(' | '.join(small))})")


def _filter_all(needed: Sequence[Group], search: Search, statement: Statement) -> Callable[[], str]:
    """Keep events with all the words; return what binds and gives the rank."""
    window = search.window
    if window and window.part == "begun":
        statement.where.append(f"not tsv @@ {statement.text_query(all_of(_whole(needed), statement.args))}")
    if window and window.part == "whole":
        needed = _whole(needed)
    if search.is_listed and not window:
        statement.where.append(
            f"tsv @@ {statement.text_query(all_of(needed, statement.args, is_listed=True))}"
        )
        return lambda: _rank_all(
            statement.text_query(all_of(needed, statement.args)), needed, search, statement
        )
    query = statement.text_query(all_of(needed, statement.args))
    statement.where.append(_within(query, window, statement) if window else f"tsv @@ {query}")
    if window and window.part == "called":
        return lambda: "0"
    return lambda: _rank_all(query, needed, search, statement)


def _rank_all(query: str, needed: Sequence[Group], search: Search, statement: Statement) -> str:
    """How well an event has all the words: those typed or meant, in any language, count more than others."""
    if not any(group.others for group in needed):
        return f"{_rank(query)}{_called(query)}"
    typed = _only(lambda _: (), needed, search)
    if typed == tuple(needed):  # ranking takes half of the time of what was mended
        return f"(2 * {_rank(query)}{_called(query)})"
    own = statement.text_query(all_of(typed, statement.args))
    same = statement.text_query(all_of(_only(_alike, needed, search), statement.args))
    # Postgres ranks what lacks some of the words by the others, as high as what has all of them.
    alike = f"{_rank(same)} * (1 - {_LACKING} * (not tsv @@ {same})::int)"
    return f"({_rank(query)} + {alike}{_called(own)})"


def _only(spelt: Callable[[Group], tuple[str, ...]], groups: Sequence[Group], search: Search) -> Wording:
    """Return the groups with those of their other phrases alone, or with what was likely meant."""
    likeliest = [(slip, meant[:1]) for slip, meant in search.mends]
    return mended(tuple(it._replace(others=spelt(it)) for it in groups), likeliest)


def _alike(group: Group) -> tuple[str, ...]:
    """What means the same, and not only something wider: `bordado` is embroidery, not any craft."""
    same = load_same_words().of(group.typed)
    return tuple(other for other in group.others if other in same)


def _called(query: str) -> str:
    return f" + {_CALLED} * (title @@ {query})::int"


def _whole(groups: Sequence[Group]) -> list[Group]:
    return [group._replace(is_open=False) for group in groups]


def _within(query: str, window: Window, statement: Statement) -> str:
    """The events of a window that have the words."""
    if window.part in {"whole", "begun"}:
        return f"tsv @@ {query}"
    met = [f"{'title' if window.part == 'called' else 'tsv'} @@ {query}"]
    if window.begins is not None:
        met.append(f"starts_utc >= {statement.bind(window.begins)}")
    if window.ends is not None:
        met.append(f"starts_utc < {statement.bind(window.ends)}")
    found = " and ".join(met)
    if window.part == "called":
        return found
    if window.part == "ranked" and window.begins is None:
        return f"(({found}) or title @@ {query})"
    return f"{found} and not title @@ {query}"


def _rank(query: str) -> str:
    return f"ts_rank(tsv, {query}, 1)"
