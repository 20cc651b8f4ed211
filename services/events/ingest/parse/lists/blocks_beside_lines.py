"""Events of a list that stand in blocks and events that are a line each, put together.

A document may have some of both, and either reading may see debris in what the other reads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.lists.dated_blocks import Spread
from services.events.ingest.parse.wire.parsed import Parsed
from shared.text import fold

_DAY_LENGTH: Final = len("2027-05-19")
_MOST_BELOW: Final = 12
Mark = tuple[str, str | int]


def with_blocks(parsed: Parsed, blocks: list[Spread]) -> Parsed:
    """Return what the lines of a list tell with its blocks.

    What both tell of one day is told by the reading that has more, be it called alike or by the same lines;
    of an event that both call alike it takes what only the other tells.
    A line that is called as the place of the block in which it stands is told with that block.
    """
    if not blocks:
        return parsed
    houses = {(number, it.listing.address) for it in blocks for number in it.lines}
    lines = [it for it in _of_lines(parsed.listings) if (it.lines.start, it.listing.title) not in houses]
    named = sum(bool(it.listing.title) for it in lines)
    more, fewer = (blocks, lines) if len(blocks) > named else (lines, blocks)
    told = {mark for it in more for mark in _marks(it)}
    besides = [it.listing for it in fewer if told.isdisjoint(_marks(it))]
    alike = {_name(it.listing): it.listing for it in fewer}
    whole = (_with(it.listing, alike.get(_name(it.listing))) for it in more)
    # The few come first, should time run out.
    return replace(parsed, listings=(*besides, *whole))


def _with(listing: RawListing, other: RawListing | None) -> RawListing:
    """Return the event with the place and the link that only the other reading of it tells."""
    if other is None:
        return listing
    is_placed = listing.address or listing.venue or listing.city or listing.online
    return replace(
        listing,
        address=listing.address if is_placed else other.address,
        online=listing.online if is_placed else other.online,
        url=listing.url or other.url,
    )


def _of_lines(listings: Sequence[RawListing]) -> Iterator[Spread]:
    """Yield events with the line that names each and those below it, where its day may stand."""
    numbers = [int(each) if (each := it.where.removeprefix("line ")).isdecimal() else 0 for it in listings]
    for listing, first, following in zip(listings, numbers, [*numbers, 0][1:], strict=True):
        last = min(first + _MOST_BELOW, following) if following > first else first + _MOST_BELOW
        yield Spread(listing, range(first, last))


def _name(listing: RawListing) -> tuple[str, str]:
    """Return the day and what the event is called."""
    return (listing.starts or "")[:_DAY_LENGTH], fold(listing.title or "")


def _marks(event: Spread) -> Iterator[Mark]:
    """Yield the day with what the event is called, and with each of its lines."""
    day, name = _name(event.listing)
    yield day, name
    for number in event.lines:
        yield day, number
