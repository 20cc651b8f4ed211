"""What an event's own page says once its source no longer lists it: gone, off, or that it stands."""

from collections.abc import Iterable

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.model import Listing
from services.events.ingest.resolve.off import Told
from services.events.ingest.resolve.titles.title import dissect
from shared.contracts.events import EventStatus
from shared.kernel.response import Response

_GONE = frozenset({404, 410})
_OK = 200


def is_gone(answer: Response | NoAnswer) -> bool:
    """Tell whether the page is gone, not merely out of reach."""
    return not isinstance(answer, NoAnswer) and answer.status in _GONE


def body_of(answer: Response | NoAnswer) -> bytes | None:
    """Return the page, None where there is none to read."""
    return None if isinstance(answer, NoAnswer) or answer.status != _OK else answer.body


def said_of(listing: Listing, on_page: Iterable[Listing]) -> Told | None:
    """Return what the events on a page say of a listing; None where none of them is it, or it has moved."""
    same = [it for it in on_page if _is_it(it, listing)]
    if any(it.status in {EventStatus.CANCELLED, EventStatus.POSTPONED} for it in same):
        return Told.PAGE_OFF
    return Told.PAGE_STANDS if same else None


def _is_it(told: Listing, held: Listing) -> bool:
    return told.starts.day == held.starts.day and bool(dissect(told.title).words & dissect(held.title).words)
