"""The gazetteer as one record looks at it: the same names, of several towns the one it leans to."""

from dataclasses import dataclass

from shared.places.gazetteer import City, Gazetteer
from shared.places.leaning import NONE, Leaning


@dataclass(frozen=True, slots=True)
class Leant:
    """Look-ups as `Gazetteer` has them, for a record that leans to some zone, country or point."""

    gazetteer: Gazetteer
    leaning: Leaning = NONE

    def country(self, text: str | None) -> str | None:
        """Return the alpha-2 code of a country as it is written."""
        return self.gazetteer.country(text)

    def country_misspelt(self, text: str | None) -> str | None:
        """Return the code of the country that a text is a slip of the pen away from."""
        return self.gazetteer.country_misspelt(text)

    def region(self, text: str | None, country: str | None = None) -> tuple[str, str] | None:
        """Return (country, state code) of a state as it is written."""
        return self.gazetteer.region(text, country)

    def city(self, name: str | None, country: str | None = None, region: str | None = None) -> City | None:
        """Return the city that is meant by a name."""
        return self.gazetteer.city(name, country, region, self.leaning)

    def is_at_home(self, city: City) -> bool:
        """Tell whether a city is in the record's zone or at its map point: then even a small one is meant."""
        if self.leaning.point:
            return self.gazetteer.is_near(city, self.leaning.point)
        return city.timezone == self.leaning.timezone
