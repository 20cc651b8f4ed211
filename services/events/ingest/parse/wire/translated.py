"""What is told in several languages at once.

An object whose keys are their codes (`{"fi": …, "en": …}`), `nameFi` and `nameEn`, or a list of translations.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Final, TypeVar

_LANGUAGE: Final = re.compile(
    r"(?:ar|bg|ca|cs|da|de|el|en|es|et|eu|fa|fi|fr|gl|he|hr|hu|id|it|ja|ko|lt|lv|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sr|sv|tr|uk|vi|zh)(?:[-_][A-Za-z]{2,12})?"
)
_BEHIND: Final = re.compile(
    r"(?P<stem>\w{2,60}?)(?:[_.-](?P<code>[a-z]{2})(?:[_-][A-Za-z]{2})?|(?<=[a-z])(?P<hump>[A-Z][a-z]))"
)
_ELSE: Final = frozenset({"id", "no", "et", "pt"})
"""Codes behind a name that mean something else as often: an identifier, a number, the time of a coast."""
_LANGUAGES: Final = ("lang", "language", "locale", "language_code", "languages_code", "lang_code")
"""Keys under which one of several translations says of which language it is."""
_MOST: Final = 60
_MOST_NAMES: Final = 500
Told = TypeVar("Told")


def in_one_language(told: Mapping[str, Told]) -> Told | None:
    """Return what is told in English, else in the first language that tells; None for another object."""
    if not told or not all(_LANGUAGE.fullmatch(name) for name in told):
        return None
    return next((value for value in (told.get("en"), *told.values()) if value), None)


def of_languages(row: Mapping[str, Told]) -> Told | None:
    """Return what stands under the code of one language, `{"en": {"name": …}}`; None where nothing does."""
    first = islice(row.items(), _MOST_NAMES)
    told = {name: held for name, held in first if isinstance(held, dict) and _LANGUAGE.fullmatch(name)}
    return in_one_language(told)


def with_names_of_one_language(row: Mapping[str, Told]) -> dict[str, Told]:
    """Return the record with `name` for `nameFi` and `nameEn`, in English or the first that tells.

    Only what is told in two languages at least is so, and only where nothing bears the bare name.
    """
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    for key in row if len(row) <= _MOST_NAMES else ():
        if (parted := _parted(key)) and parted[0] not in row:
            told[parted[0]][parted[1]] = row[key]
    several = {stem: in_one_language(texts) for stem, texts in told.items() if len(texts) > 1}
    return {**row, **{stem: text for stem, text in several.items() if text is not None}}


def of_translations(translations: Iterable[Mapping[str, Told]]) -> dict[str, Told]:
    """Return what the English of several translations says, else the first; empty where they are none.

    Each may hold several texts by their names, or one that says which it is: `{type: name, text: …}`.
    """
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    for each in translations:
        language = next((each[name] for name in _LANGUAGES if name in each), None)
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            return {}
        kind = each.get("type") if "text" in each else None
        texts = {kind: each["text"]} if isinstance(kind, str) else each
        for name, text in texts.items():
            if name not in _LANGUAGES:
                told[name].setdefault(language[:2], text)
    chosen = {name: in_one_language(texts) for name, texts in told.items()}
    return {name: text for name, text in chosen.items() if text is not None}


@lru_cache(maxsize=1024)
def _parted(key: str) -> tuple[str, str] | None:
    found = _BEHIND.fullmatch(key) if len(key) <= _MOST else None
    code = (found["code"] or found["hump"]).lower() if found else ""
    return (found["stem"], code) if found and code not in _ELSE and _LANGUAGE.fullmatch(code) else None
