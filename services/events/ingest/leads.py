"""Where a page that tells of no event leads: to its one calendar, else to its one feed."""

from services.events.ingest.discover import Candidate, CandidateKind
from services.events.ingest.model import Reading
from services.events.sources.address import source_address
from services.events.sources.model import SourceState
from shared.kernel.errors import AppError


def lead(reading: Reading) -> Candidate | None:
    """Return the one link that the page's events are likely behind; None where there are none or several."""
    calendars = [each for each in reading.alternates if each.kind is CandidateKind.ICALENDAR]
    chosen = calendars or list(reading.alternates)
    return chosen[0] if reading.is_page and not reading.listings and len(chosen) == 1 else None


def to_follow(reading: Reading, state: SourceState) -> str | None:
    """Return the address to watch instead of a page; only while the page has never told of an event."""
    found = lead(reading) if state.last_good_at is None and not state.events else None
    try:
        return source_address(found.url) if found else None
    except AppError:
        return None
