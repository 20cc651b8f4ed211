"""From what a person types to a Postgres text query."""

import re

from shared.text import fold

_PLAIN = re.compile(r"[\w\s]+")
_OPERATORS = {"or", "and", "not"}
SHORTEST_PREFIX = 2


def text_query(q: str, first: int) -> tuple[str, list[str]]:
    """Return a tsquery expression with placeholders from `$first` on, and its arguments.

    Words are searched in their English stem and as written, so that names match. Unless operators or quotes
    are used, the last word also matches as a beginning, for whoever is still typing.
    """
    folded = fold(q).replace("\x00", " ")  # Postgres holds no NUL
    either = f"(websearch_to_tsquery('english', ${first}) || websearch_to_tsquery('simple', ${first}))"
    words = folded.split()
    if (
        not words
        or not _PLAIN.fullmatch(folded)
        or _OPERATORS & set(words)
        or len(words[-1]) < SHORTEST_PREFIX
    ):
        return either, [folded]
    last = f"to_tsquery('simple', ${first + 1})"
    if len(words) == 1:
        return f"({either} || {last})", [folded, f"{words[0]}:*"]
    rest = f"websearch_to_tsquery('english', ${first + 2})"
    return f"({either} || ({rest} && {last}))", [folded, f"{words[-1]}:*", " ".join(words[:-1])]
