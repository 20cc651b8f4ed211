"""What is told in several languages at once, an object whose keys are their codes: `{"fi": …, "en": …}`."""

import re
from collections.abc import Mapping
from typing import Final, TypeVar

_LANGUAGE: Final = re.compile(
    r"(?:ar|bg|ca|cs|da|de|el|en|es|et|eu|fa|fi|fr|gl|he|hr|hu|id|it|ja|ko|lt|lv|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sr|sv|tr|uk|vi|zh)(?:[-_][A-Za-z]{2,12})?"
)
Told = TypeVar("Told")


def in_one_language(told: Mapping[str, Told]) -> Told | None:
    """Return what is told in English, else in the first language that tells; None for another object."""
    if not told or not all(_LANGUAGE.fullmatch(name) for name in told):
        return None
    return next((value for value in (told.get("en"), *told.values()) if value), None)
