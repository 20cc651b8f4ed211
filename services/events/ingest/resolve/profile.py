"""What comparison needs of a listing, worked out once: its names, its place's words, its days, its page."""

from dataclasses import dataclass
from datetime import date

from services.events.ingest.model import Listing
from services.events.ingest.resolve.countries import is_country
from services.events.ingest.resolve.link import page_key
from services.events.ingest.resolve.model import Sighting
from services.events.ingest.resolve.place import place_words
from services.events.ingest.resolve.title import Title, titles_of
from shared.text import fold


@dataclass(frozen=True, slots=True)
class Profile:
    """A sighting and what is derived from it; `ends` is the last day, the first where no end is told."""

    sighting: Sighting
    names: tuple[Title, ...]
    places: frozenset[str]
    named_places: frozenset[str]
    """Words of the title that name a country, a part of the world, or the listing's own city."""
    starts: date
    ends: date
    page: str | None
    organiser: str | None

    @property
    def listing(self) -> Listing:
        """What the source says."""
        return self.sighting.listing

    @property
    def years(self) -> frozenset[int]:
        """The years that the title names."""
        return self.names[0].years

    @property
    def editions(self) -> frozenset[int]:
        """The edition numbers that the title names."""
        return self.names[0].editions


def profile(sighting: Sighting) -> Profile:
    """Work out a sighting's profile."""
    it = sighting.listing
    names, places = titles_of(it.title, it.other_name), place_words(it)
    named = frozenset(word for word in names[0].core if word in places or is_country(word))
    return Profile(
        sighting=sighting,
        names=names,
        places=places,
        named_places=named,
        starts=it.starts.day,
        ends=max(it.starts.day, it.ends.day) if it.ends else it.starts.day,
        page=page_key(it.url),
        organiser=fold(it.organiser_name) if it.organiser_name else None,
    )
