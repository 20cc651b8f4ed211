"""All hostile documents, by name."""

from functools import cache
from itertools import chain

from deploy.hostile import (
    answers,
    calendars,
    data,
    markup,
    markups,
    on_the_wire,
    pieces,
    platforms,
    tables,
    texts,
)
from deploy.hostile.document import Document


@cache
def corpus() -> dict[str, Document]:
    """Return every document by its name, in the order of their kinds."""
    kinds = (
        on_the_wire,
        calendars,
        answers,
        markup,
        pieces,
        data,
        tables,
        markups,
        platforms,
        texts,
    )
    found = list(chain.from_iterable(kind.documents() for kind in kinds))
    by_name = {each.name: each for each in found}
    if len(by_name) < len(found):
        raise ValueError("two hostile documents have the same name")
    return by_name
