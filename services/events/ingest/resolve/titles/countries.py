"""Country names within titles: "PyCon Spain" and "PyConES" are one name."""

from shared.kernel.countries import COUNTRIES
from shared.text import fold

_OTHERWISE = {
    "AN": "netherlands antilles", "BQ": "bonaire, saint eustatius and saba", "CS": "serbia and montenegro",
    "NL": "the netherlands", "PN": "pitcairn", "TL": "timor leste",
}  # fmt: skip
"""Countries that are no more, and names in the form in which titles have them."""
_ALSO = {
    "brasil": "BR", "espana": "ES", "italia": "IT", "deutschland": "DE", "polska": "PL", "korea": "KR",
    "czech": "CZ", "turkey": "TR", "holland": "NL", "uk": "GB", "usa": "US",
    "america latina": "LATAM", "latin america": "LATAM",
}  # fmt: skip


_BY_CODE = {code: fold(name) for code, name in COUNTRIES.items()} | _OTHERWISE
CODES = frozenset(code.lower() for code in _BY_CODE)
"""Of all countries, as folded words of a title are written."""
_BY_NAME = {name: code for code, name in _BY_CODE.items()} | _ALSO


def country_name(code: str | None) -> str | None:
    """Return the folded English name of a country, None for an unknown code."""
    return _BY_CODE.get(code or "")


def first_words() -> frozenset[str]:
    """Return the words with which names of more than one word begin."""
    return frozenset(name.partition(" ")[0] for name in _BY_NAME if " " in name)


def country_code(words: str) -> str | None:
    """Return the code in lower case of the country (or Latin America) that the folded words name."""
    code = _BY_NAME.get(words)
    return code.lower() if code else None


_CODE = 2
"""Letters of a code."""
_OTHER_MEANINGS = frozenset(["ai", "ar", "cs", "io", "it", "md", "me", "ml", "ms", "my", "pm", "so", "tv"])
"""Codes that in a title mean something else far more often."""


def is_country(word: str) -> bool:
    """Tell whether a folded word of a title is a country's code, most likely put there for its name."""
    return len(word) == _CODE and word.upper() in _BY_CODE and word not in _OTHER_MEANINGS
