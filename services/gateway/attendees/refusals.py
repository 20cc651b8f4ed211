"""Why a line is refused: each field with what to write instead."""

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_MOST_SAID = 400
_INSTEAD: Mapping[str, str] = {
    "starts_at": "write a day, or a day and a time, such as 2027-05-19 or 2027-05-19T09:00",
    "ends_at": "write a day, or a day and a time, such as 2027-05-19 or 2027-05-19T17:30",
    "country": "write two letters (ISO 3166), such as DE",
    "currency": "write three letters (ISO 4217), such as EUR",
    "languages": "write two letters (ISO 639), such as de",
    "tag": "write a language's name or tag, such as German or pt-BR",
    "links": "write a whole address, such as https://example.org/me",
    "url": "write a whole address, such as https://example.org/2027",
    "event_id": "take the id as we gave it, such as evt_01jd3c9m8q7v0w1x2y3z4a5b6c",
}
"""What fits where a pattern does not, by field."""
_WORDS: Mapping[str, str] = {
    "missing": "is needed",
    "string_too_short": "write at least {min_length} character(s), or leave the field out",
    "string_too_long": "write at most {max_length} characters",
    "too_long": "give at most {max_length}",
    "bool_parsing": "write yes or no",
    "bool_type": "write yes or no",
}
"""What to do, by the type of error that pydantic names."""


def refusal(error: ValidationError) -> str:
    """Return every refused field with what to change, on one line."""
    parts = [f"{_field(it)}: {_words(it)}" for it in error.errors(include_url=False)]
    return "; ".join(parts)[:_MOST_SAID]


def _field(it: ErrorDetails) -> str:
    return ".".join(map(str, it["loc"])) or "line"


def _words(it: ErrorDetails) -> str:
    fields = [part for part in it["loc"] if isinstance(part, str)]
    if it["type"] == "string_pattern_mismatch" and fields and fields[-1] in _INSTEAD:
        return _INSTEAD[fields[-1]]
    words = _WORDS.get(it["type"])
    return words.format(**it.get("ctx", {})) if words else it["msg"]
