"""From the words of a search to Postgres text queries."""

import re
from collections.abc import Iterable
from typing import Any, Final

from services.events.search.wording import Group
from shared.text import fold

_INNER_SIGNS = re.compile(r"(?<=\w)[^\w\s\"]+(?=\w)")
_MOST_LISTED = 40
"""Longer words that are looked up one by one; of more, Postgres gathers all that begins alike."""
_LONGER = rf"""(
    select case when count(*) > {_MOST_LISTED} then to_tsquery('simple', {{typed}}::text || ':*')
        else coalesce(
            string_agg($$'$$ || replace(replace(word, $$\$$, $$\\$$), $$'$$, $$''$$) || $$'$$, '|')::tsquery,
            to_tsquery('simple', {{typed}})) end
    from (select word from lexeme where word > {{typed}} and word < {{typed}} || chr(1114111)
          limit {_MOST_LISTED + 1}) as longer)"""  # noqa: S608 - a constant
"""All words of coming events that begin with one and go on; the word itself where none does."""


_MISLEADING: Final = (
    "accessibility accessible animation engineering housing international marketing organic universities"
    " university"
)
MISLEADING: Final = frozenset(_MISLEADING.split())
"""Words whose stem is that of others that mean something else: access, animal, engine, intern, organ."""


def operator_query(q: str, args: list[Any]) -> str:
    """Return a tsquery expression for a query with quotes, `or` or `-without`, and add its argument.

    Words are searched in their English stem and as written, so that names match.
    """
    plain = _INNER_SIGNS.sub(" ", fold(q).replace("\x00", " "))  # Postgres holds no NUL
    args.append(plain)
    return f"(websearch_to_tsquery('english', ${len(args)}) || websearch_to_tsquery('simple', ${len(args)}))"


def all_of(groups: Iterable[Group], args: list[Any], *, is_listed: bool = False) -> str:
    """Return a tsquery expression for what has each of some groups of words, and add its arguments."""
    return f"({' && '.join(group_query(it, args, is_listed=is_listed) for it in groups)})"


def group_query(group: Group, args: list[Any], *, is_listed: bool = False) -> str:
    """Return a tsquery expression for a group, met by its words or any alternative, and add its arguments.

    An open group also matches as a beginning, for whoever is still typing; only words as written can, a stem
    would match too much. With `is_listed` its longer words are told one by one, where they are few.
    """
    typed = f"({group.typed.replace(' ', ' & ')})"
    phrases = [f"({phrase.replace(' ', ' <-> ')})" for phrase in group.others]
    stems = " | ".join([typed, *phrases])
    stemmer = "english" if MISLEADING.isdisjoint((group.typed, *group.others)) else "simple"
    is_listed = is_listed and can_be_listed(group)
    plain = " | ".join([f"{group.typed}:*", *phrases]) if group.is_open and not is_listed else stems
    args += [stems, plain]
    first = len(args) - 1
    in_stems, as_typed = f"to_tsquery('{stemmer}', ${first})", f"to_tsquery('simple', ${first + 1})"
    if is_listed:
        as_typed = f"({as_typed} || {_LONGER.format(typed=f'${first + 2}')})"
        args.append(group.typed)
    # what is its own stem is not looked up, and ranked, twice
    is_same = f"{in_stems} = to_tsquery('simple', ${first})"
    return f"(case when {is_same} then {as_typed} else {in_stems} || {as_typed} end)"


def can_be_listed(group: Group) -> bool:
    """Tell whether Postgres' parser leaves a beginning as it is typed, as it does with letters."""
    return group.is_open and group.typed.isascii() and group.typed.isalpha()
