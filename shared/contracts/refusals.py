"""Why what was sent does not fit a contract, in words that say what to send instead."""

import re
from collections.abc import Mapping

from pydantic_core import ErrorDetails

_INSTEAD: Mapping[str, str] = {
    "starts_at": "write a day, or a day and a time, such as 2027-05-19 or 2027-05-19T09:00",
    "ends_at": "write a day, or a day and a time, such as 2027-05-19 or 2027-05-19T17:30",
    "country": "write two letters (ISO 3166), such as DE",
    "currency": "write three letters (ISO 4217), such as EUR",
    "language": "write a language's tag, such as de or pt-BR",
    "languages": "write two letters (ISO 639), such as de",
    "tag": "write a language's name or tag, such as German or pt-BR",
    "links": "write a whole address, such as https://example.org/me",
    "link": "write a whole address, such as https://example.org/me",
    "url": "write a whole address, such as https://example.org/2027",
    "email": "write an e-mail address, such as ana@example.org",
    "code": "write the six digits of the letter",
    "external_id": "write it on one line",
}
"""What fits where a pattern does not, by field."""
_ID = re.compile(r"\^([a-z]{3}_)\[")
"""How the pattern of an id of ours begins."""
_AS_GIVEN = "take it as we gave it"
_WORDS: Mapping[str, str] = {
    "missing": "is needed",
    "extra_forbidden": "there is no such field; leave it out, or write it where the example in /docs does",
    "string_too_short": "write at least {min_length} characters",
    "string_too_long": "write at most {max_length} characters",
    "string_type": "write text",
    "string_unicode": "write text in UTF-8",
    "too_short": "give at least {min_length}",
    "too_long": "give at most {max_length}",
    "greater_than": "write more than {gt}",
    "greater_than_equal": "write {ge} or more",
    "less_than": "write less than {lt}",
    "less_than_equal": "write {le} or less",
    "enum": "write {expected}",
    "literal_error": "write {expected}",
    "timezone_naive": "write it without a zone, such as 2027-05-19T09:00",
    "timezone_aware": "write it with its zone, such as 2027-05-19T09:00:00Z",
    **dict.fromkeys(("bool_type", "bool_parsing"), "write yes or no"),
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_parsing_size", "int_from_float"), "write a whole number"
    ),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), "write a number"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), "give a list: [ … ]"),
    **dict.fromkeys(
        ("dict_type", "mapping_type", "model_type", "model_attributes_type"),
        "give an object with named fields: {{ … }}",
    ),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        "write a day, such as 2027-05-19",
    ),
    **dict.fromkeys(
        ("datetime_type", "datetime_parsing", "datetime_from_date_parsing", "datetime_object_invalid"),
        "write a day and a time, such as 2027-05-19T09:00",
    ),
}
"""What to do, by the type of error that pydantic names."""
_UNFIT = "cannot be taken; write it as the example in /docs does"


def why(it: ErrorDetails) -> str:
    """Return what to do about one refused field, in no words but ours."""
    limits = it.get("ctx", {})
    match it["type"]:
        case "string_pattern_mismatch":
            return _instead(it, str(limits.get("pattern", "")))
        case "string_too_short" if limits.get("min_length") == 1:
            return "may not be empty"
        case "json_invalid":
            return f"this is no JSON (character {it['loc'][-1]}: {limits.get('error')}); mend it there"
        case "value_error" if isinstance(said := limits.get("error"), ValueError):
            return str(said)
        case "value_error":  # of addresses alone, whose checker words each fault
            return _INSTEAD["email"]
    return _WORDS.get(it["type"], _UNFIT).format(**limits)


def _instead(it: ErrorDetails, pattern: str) -> str:
    fields = [part for part in it["loc"] if isinstance(part, str)]
    if begin := _ID.match(pattern):
        return f"{_AS_GIVEN}: {begin[1]} and 26 letters and digits"
    if fields and fields[-1] in _INSTEAD:
        return _INSTEAD[fields[-1]]
    is_ours = fields and (fields[-1] == "cursor" or fields[-1].endswith("_id"))
    return _AS_GIVEN if is_ours else _UNFIT
