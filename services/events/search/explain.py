"""Why an event stands where it stands in a search: which words it has, as typed or by another name."""

from collections.abc import Iterable
from typing import Any

from services.events.search.query import Search
from services.events.search.text import group_query
from services.events.search.wording import Group, mended


def explain_sql(search: Search, ids: tuple[str, ...]) -> tuple[str, list[Any]]:
    """Return a statement that gives (id, typed, meant) for events: booleans for each group of the wording.

    `typed` tells which groups an event has as they were typed, `meant` which it has by another name.
    """
    args: list[Any] = [list(ids)]
    wording = mended(search.wording or (), search.mends)
    typed = _met([it._replace(others=()) for it in wording], args)
    meant = _met(wording, args)
    sql = f"select id, {typed} as typed, {meant} as meant from event_search where id = any($1::text[])"  # noqa: S608
    return sql, args


def _met(groups: Iterable[Group], args: list[Any]) -> str:
    met = (f"tsv @@ {group_query(group, args)}" for group in groups)
    return f"array[{', '.join(met)}]::boolean[]"


def explained(search: Search, typed: list[bool], meant: list[bool]) -> dict[str, list[str]]:
    """Return the words of the search that an event has as typed, by another name, and not at all."""
    told: dict[str, list[str]] = {"typed": [], "meant": [], "missing": []}
    wording = mended(search.wording or (), search.mends)
    for group, is_typed, is_meant in zip(wording, typed, meant, strict=True):
        if not group.is_optional:
            told["typed" if is_typed else "meant" if is_meant else "missing"].append(group.typed)
    return told
