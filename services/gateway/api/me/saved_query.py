"""The query of a saved search: checked and written one way, whichever address it was copied from."""

from typing import Any
from urllib.parse import parse_qs, urlencode

from pydantic import ValidationError

from shared.contracts.catalogue.event_query import EventFilter
from shared.contracts.refusals import why
from shared.kernel.errors import AppError, FieldError, Kind

_NOT_KEPT = frozenset({"limit", "cursor", "include", "sort", "cancelled", "long"})
"""How results are shown is no part of what is looked for."""
_SEVERAL = frozenset({"topic", "kind", "status"})


def canonical(query: str) -> str:
    """Return the query string of `/v1/events` that this text asks for; an address or a leading `?` may do.

    Raises:
        AppError: `bad_query`, naming each parameter that cannot be taken.
    """
    text = query.strip().partition("#")[0]
    text = text.partition("?")[2] if "?" in text else text
    try:
        given = parse_qs(text, max_num_fields=100)
    except ValueError as error:
        raise _bad("This query has too many parameters.") from error
    asked = {name: values for name, values in given.items() if name not in _NOT_KEPT}
    if text and not given:
        raise _bad("This is no query: give parameters such as `q=rust&near=Berlin`.")
    try:
        EventFilter.model_validate({name: _value(name, values) for name, values in asked.items()})
    except ValidationError as error:
        told = tuple(FieldError(f"/query/{item['loc'][0]}", why(item)) for item in error.errors())
        words = "; ".join(f"`{field.pointer.rpartition('/')[2]}`: {field.detail}" for field in told)
        raise _bad(f"Parameters that cannot be taken: {words}", told) from error
    kept = [(name, value) for name in EventFilter.model_fields for value in asked.get(name, ())]
    return urlencode(kept)


def _value(name: str, values: list[str]) -> Any:  # noqa: ANN401 - a list or a text
    return values if name in _SEVERAL else values[-1]


def _bad(detail: str, errors: tuple[FieldError, ...] = ()) -> AppError:
    return AppError("bad_query", Kind.INVALID, detail, errors=errors or (FieldError("/query", detail),))
