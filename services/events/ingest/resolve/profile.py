"""What comparison needs of a listing, worked out once: its names, its place's words, its days, its page."""

from dataclasses import dataclass
from datetime import date

from services.events.ingest.model import Listing
from services.events.ingest.resolve.countries import is_country
from services.events.ingest.resolve.link import page_key
from services.events.ingest.resolve.place import place_words
from services.events.ingest.resolve.title import Title, titles_of
from shared.text import fold

Days = tuple[date, date]
"""The first and the last."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A listing and what is derived from it; `ends` is the last day, the first where no end is told.

    `source_id` is None for any source: what one source tells of its own listings is then not asked.
    """

    listing: Listing
    source_id: str | None
    names: tuple[Title, ...]
    places: frozenset[str]
    named_places: frozenset[str]
    """Words of the title that name a country, a part of the world, or the listing's own city."""
    starts: date
    ends: date
    page: str | None
    organiser: str | None

    @property
    def days(self) -> Days:
        """When it is."""
        return self.starts, self.ends

    @property
    def years(self) -> frozenset[int]:
        """The years that the title names."""
        return self.names[0].years

    @property
    def editions(self) -> frozenset[int]:
        """The edition numbers that the title names."""
        return self.names[0].editions


def days_of(it: Listing) -> Days:
    """Return its first and last day, each on its own clock; an end before the start counts as the start."""
    first = it.starts.day
    return first, max(first, it.ends.day) if it.ends else first


def profile(it: Listing, source_id: str | None = None) -> Profile:
    """Work out the profile of a source's listing."""
    names, places = titles_of(it.title, it.other_name), place_words(it)
    starts, ends = days_of(it)
    named = frozenset(word for word in names[0].core if word in places or is_country(word))
    return Profile(
        listing=it,
        source_id=source_id,
        names=names,
        places=places,
        named_places=named,
        starts=starts,
        ends=ends,
        page=page_key(it.url),
        organiser=fold(it.organiser_name) if it.organiser_name else None,
    )
