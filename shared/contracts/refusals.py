"""Why what was sent does not fit a contract, in words that say what to send instead."""

from collections.abc import Mapping

from pydantic_core import ErrorDetails

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
    "extra_forbidden": "there is no such field; leave it out, or write it where the example in /docs does",
    "string_too_short": "write at least {min_length} characters",
    "string_too_long": "write at most {max_length} characters",
    "too_long": "give at most {max_length}",
    "bool_parsing": "write yes or no",
    "bool_type": "write yes or no",
}
"""What to do, by the type of error that pydantic names."""


def why(it: ErrorDetails) -> str:
    """Return what to do about one refused field; what nothing better is known of is told as pydantic does."""
    fields = [part for part in it["loc"] if isinstance(part, str)]
    limits = it.get("ctx", {})
    if it["type"] == "string_pattern_mismatch" and fields and fields[-1] in _INSTEAD:
        return _INSTEAD[fields[-1]]
    if it["type"] == "string_too_short" and limits.get("min_length") == 1:
        return "may not be empty"
    words = _WORDS.get(it["type"])
    return words.format(**limits) if words else it["msg"]
