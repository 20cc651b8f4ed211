"""What a record says besides of where it is, by which one of several towns of a name is chosen."""

from dataclasses import dataclass
from typing import Final

_LIKELY: Final = 10
"""A town in the record's zone, or the country of its neighbours, counts as this many times its people."""
_ENGLISH: Final = 3
_NAMED: Final = 3
"""A town of a country that other records beside it name."""
_ENGLISH_SPEAKING: Final = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """The zone a record states, a likely country (alpha-2), whether it is in English, a map point.

    Besides the countries that the records of its document name.
    """

    timezone: str | None = None
    country: str | None = None
    is_english: bool = False
    point: Point | None = None
    named: frozenset[str] = frozenset()

    def leans_to(self, country: str) -> bool:
        """Tell whether neighbours name the country, and not the States, whose codes are like its own."""
        return country == self.country or (country in self.named and "US" not in self.named)

    def weight(self, country: str, timezone: str) -> int:
        """Return how many times its people a town of the country and zone counts."""
        english = _ENGLISH if self.is_english and country in _ENGLISH_SPEAKING else 1
        if timezone == self.timezone or country == self.country:
            return _LIKELY * english
        return english if english > 1 else _NAMED if country in self.named else 1


NONE: Final = Leaning()
