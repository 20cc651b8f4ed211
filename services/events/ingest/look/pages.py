"""A list in several pages, read as one document: all of it, or nothing."""

from dataclasses import replace
from typing import Final

from services.events.ingest.fetch.outcome import Gone, RetryLater, Validators
from services.events.ingest.fetch.verdict import Document
from services.events.ingest.look.look import Looking, look
from services.events.ingest.model import Reading, Rejected

MAX_PAGES: Final = 20


async def read_on(first: Reading, tools: Looking) -> Reading | Gone | RetryLater:
    """Read the pages behind the first one and return them as one reading.

    A page that cannot be had or read fails them all: what is missing from a part is not gone from the whole.
    A list longer than the bound says so, and then nothing counts as vanished either.
    """
    whole, page = first, first
    while page.next_page is not None:
        if whole.pages == MAX_PAGES:
            cut = Rejected("too_many_items", f"after {MAX_PAGES} pages")
            return replace(whole, rejected=(*whole.rejected, cut), next_page=None)
        seen = await look(page.next_page, "", tools)
        if seen.reading is None or not seen.is_good:
            return seen.failure or RetryLater(seen.reason)
        page = seen.reading
        whole = joined(whole, page)
    return whole


def joined(whole: Reading, page: Reading) -> Reading:
    """Return both as one: a listing that stands on two pages counts once."""
    known = {listing.key: listing.content_hash for listing in whole.listings}
    fresh = tuple(listing for listing in page.listings if listing.key not in known)
    differing = tuple(
        Rejected("repeated", "", listing.title)
        for listing in page.listings
        if known.get(listing.key, listing.content_hash) != listing.content_hash
    )
    return replace(
        whole,
        outcome=whole.outcome if whole.listings or not page.listings else page.outcome,
        listings=(*whole.listings, *fresh),
        rejected=(*whole.rejected, *page.rejected, *differing),
        next_page=None,
        pages=whole.pages + 1,
    )


def unvalidated(document: Document) -> Document:
    """The first page's validators say nothing of the others, so the list is always fetched whole."""
    return replace(document, fetched=replace(document.fetched, validators=Validators()))
