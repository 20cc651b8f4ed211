"""The texts by which the search finds an event."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from services.events.ingest.classify.off_topic import CERTAIN, matter_of
from services.events.ingest.model import Listing
from services.events.ingest.resolve.merge import Derived
from services.events.ingest.resolve.model import Sighting
from services.events.ingest.resolve.searchable import parted, searchable, title_words
from services.events.ingest.resolve.time_words import day_words, month_words
from shared.contracts.events import Mode
from shared.kernel.countries import country_name

Label = Callable[[str], str]
"""Topic id to its label."""
LONGEST_TEXT = 20_000
_ADDRESS: Final = re.compile(r"\S*[./]\S*")
"""Of a source that nobody has named."""
_A_NIGHT: Final = timedelta(hours=12)
"""What is no longer than that is of one day, though it ends in the small hours of the next."""


def search_texts(derived: Derived, label: Label, sightings: Sequence[Sighting]) -> tuple[str, str, str, str]:
    """Return what an event is found by: its title; what, where and when it is; its summary; all else."""
    it = derived.listing
    place = it.place
    where = (place.venue, place.city, place.region) if place else ()
    country = country_name(place.country) if place else None
    mode = "online" if it.mode in {Mode.ONLINE, Mode.HYBRID} else None
    topics = (label(key) for key, _ in derived.topics)
    about = [*topics, *where, country, it.organiser_name, it.kind.value, mode]
    first, last = _days(it)
    told = f"{(it.description or '')[:LONGEST_TEXT]} {_told_by(sightings)}"
    return (
        title_words(it.title),
        f"{searchable(' '.join(part for part in about if part))} {month_words(first, last)}",
        parted(it.summary or ""),
        # a name that says a day (`Friday Forum`) tells more than that something is held on one
        f"{parted(told)} {day_words(first, last, it.starts.time_of_day)}",
    )


def _told_by(sightings: Sequence[Sighting]) -> str:
    """Return the names of the lists that tell of an event, as its page shows them; no addresses.

    By these no note in a calendar is found (`Open slot`): who asks for the guild wants what it holds.
    """
    if matter_of(sightings[0].listing.title) in CERTAIN:
        return ""
    titles = dict.fromkeys(it.source_title for it in one_per_source(sightings))
    return " ".join(title for title in titles if not _ADDRESS.fullmatch(title))


def _days(it: Listing) -> tuple[date, date]:
    first, ends = it.starts.day, it.ends or it.starts
    is_one = ends.utc and it.starts.utc and ends.utc - it.starts.utc <= _A_NIGHT
    return first, first if is_one else max(first, ends.day)


def one_per_source(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Return the best sighting of each source."""
    return list({sighting.source_id: sighting for sighting in reversed(sightings)}.values())[::-1]
