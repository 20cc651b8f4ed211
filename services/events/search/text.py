"""From the words of a search to Postgres text queries."""

import re

from services.events.ingest.searchable import searchable
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
    stems = " | ".join(
        [f"({' & '.join(group.typed.split())})", *(f"({' <-> '.join(words)})" for words in others if words)]
    )
    plain = f"{stems} | {group.typed}:*" if group.is_open else stems
    return f"(to_tsquery('english', ${first}) || to_tsquery('simple', ${first + 1}))", [stems, plain]
