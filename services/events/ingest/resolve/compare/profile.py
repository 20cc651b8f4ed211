"""What comparison needs of a listing: its names, its place's words, its days, its page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from services.events.ingest.model import MADE_UP, Listing
from services.events.ingest.resolve.compare.link import page_key
from services.events.ingest.resolve.compare.place import place_words, words_of_town
from services.events.ingest.resolve.titles.countries import is_country
from services.events.ingest.resolve.titles.names import titles_of
from services.events.ingest.resolve.titles.title import Title, words_of
from services.events.ingest.when import last_day
from shared.text import fold

_SHORTEST_UID: Final = 16
"""Letters of an id that is not made twice by chance, as a row's number is."""


@dataclass(frozen=True, eq=False)
class Profile:
    """A listing, and what is derived from it when first asked for: most pairs are told apart by little.

    `source_id` is None for any source: what one source tells of its own listings is then not asked.
    """

    listing: Listing
    source_id: str | None = None

    @cached_property
    def starts(self) -> date:
        """The first day, on its own clock."""
        return self.listing.starts.day

    @cached_property
    def ends(self) -> date:
        """The last day, of `last_day`."""
        return last_day(self.listing.starts, self.listing.ends)

    @cached_property
    def names(self) -> tuple[Title, ...]:
        """All names that it goes by, its title first."""
        return titles_of(self.listing.title, self.listing.other_name)

    @property
    def years(self) -> frozenset[int]:
        """The years that the title names."""
        return self.names[0].years

    @property
    def editions(self) -> frozenset[int]:
        """The edition numbers that the title names."""
        return self.names[0].editions

    @property
    def days(self) -> frozenset[int]:
        """Which day of a longer event the title says that it is; empty for a whole one."""
        return self.names[0].days

    @cached_property
    def places(self) -> frozenset[str]:
        """Words of its place."""
        return place_words(self.listing)

    @property
    def houses(self) -> frozenset[str]:
        """Words of its venue alone."""
        place = self.listing.place
        return (
            frozenset(words_of(place.venue)) - words_of_town(place) if place and place.venue else frozenset()
        )

    @cached_property
    def named_places(self) -> frozenset[str]:
        """Words of the title that name a country, a part of the world, or the listing's own city."""
        return places_in(self.names[0], self.places)

    @cached_property
    def page(self) -> str | None:
        """Its page, as pages are compared."""
        return page_key(self.listing.url)

    @property
    def uid(self) -> str | None:
        """What software made to be this event's alone, wherever the calendar is copied to; None if short.

        What we made of its name and day is anybody's who holds a "Hack Night" on that day.
        """
        uid = self.listing.uid
        is_its_own = len(uid) >= _SHORTEST_UID and not uid.startswith(MADE_UP)
        return f"{uid} {self.listing.recurrence_id}" if is_its_own else None

    @cached_property
    def organiser(self) -> str | None:
        """The name of who holds it, folded."""
        name = self.listing.organiser_name
        return fold(name) if name else None


def places_in(name: Title, places: frozenset[str]) -> frozenset[str]:
    """Return the words of a name that are among those of a place, or a country's code."""
    return frozenset([word for word in name.core if word in places or is_country(word)])
