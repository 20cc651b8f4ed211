"""From the words of a search to Postgres text queries."""

import re

from services.events.ingest.resolve.searchable import searchable
from services.events.search.wording import Group
from shared.text import fold

_INNER_SIGNS = re.compile(r"(?<=\w)[^\w\s\"]+(?=\w)")


def operator_query(q: str, first: int) -> tuple[str, list[str]]:
    """Return a tsquery expression for a query with quotes, `or` or `-without`, and its argument, `$first`.

    Words are searched in their English stem and as written, so that names match.
    """
    plain = _INNER_SIGNS.sub(" ", fold(q).replace("\x00", " "))  # Postgres holds no NUL
    return f"(websearch_to_tsquery('english', ${first}) || websearch_to_tsquery('simple', ${first}))", [plain]


def group_query(group: Group, first: int) -> tuple[str, list[str]]:
    """Return a tsquery expression for a group, met by its words or any alternative, and its two arguments.

    An open group also matches as a beginning, for whoever is still typing; only words as written can, a stem
    would match too much.
    """
    others = (searchable(phrase).split() for phrase in group.others)
    typed = f"({' & '.join(group.typed.split())})"
    phrases = [f"({' <-> '.join(words)})" for words in others if words]
    stems = " | ".join([typed, *phrases])
    plain = " | ".join([f"{group.typed}:*", *phrases]) if group.is_open else stems
    in_stems, as_typed = f"to_tsquery('english', ${first})", f"to_tsquery('simple', ${first + 1})"
    # what is its own stem is not looked up, and ranked, twice
    is_same = f"{in_stems} = to_tsquery('simple', ${first})"
    return f"(case when {is_same} then {as_typed} else {in_stems} || {as_typed} end)", [stems, plain]
