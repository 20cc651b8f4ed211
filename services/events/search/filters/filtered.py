"""All that a search asks of events, whatever is then asked of those that meet it."""

from typing import Any

from services.events.search.filters.facts import by_facts
from services.events.search.filters.places import by_place
from services.events.search.filters.statement import AS_OF, Statement
from services.events.search.filters.times import by_time
from services.events.search.filters.words import by_words
from services.events.search.query import Search
from services.events.search.text import all_of
from services.events.search.wording import mended


def filtered(search: Search, args: list[Any] | None = None, asked: list[str] | None = None) -> Statement:
    """Return the conditions that a search sets, whatever is then asked of the events that meet them.

    `args` are those of a statement around it, of the same moment; `asked` as in a statement.
    """
    statement = Statement([search.now] if args is None else args, asked=asked)
    by_time(search, statement)
    by_facts(search, statement)
    statement.rank = by_words(search, statement)
    statement.distance = by_place(search.near, statement) if search.near else None
    return statement


def led(search: Search, args: list[Any] | None) -> Statement:
    """Return the same conditions, of which those that few events meet are read first, whatever the values.

    The others are told so that no index answers them: it would gather all events that meet them.
    """
    statement = filtered(search._replace(q=None), args, asked=[] if search.is_rare else None)
    others, statement.where = statement.where, []
    statement.rank = by_words(search, statement)
    first, late = (statement.where, others) if search.is_rare else (others, statement.where)
    statement.where = [*first, f"coalesce({' and '.join(late)}, false)"]
    return statement


def around(search: Search, *, unlike: bool) -> Statement:
    """Return the conditions of a search without its words; `unlike` leaves out what has all of them."""
    statement = filtered(search._replace(q=None))
    if unlike and search.wording:
        needed = [it for it in mended(search.wording, search.mends) if not it.is_optional]
        # selected, so that it is read once also where a plan is made for any words
        statement.where.append(f"not tsv @@ (select {all_of(needed, statement.args)})")
    statement.where.append(AS_OF)
    return statement
