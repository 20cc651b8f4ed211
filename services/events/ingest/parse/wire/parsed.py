"""What an adapter hands on: the format it read, the raw listings, and what it had to refuse."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from services.events.ingest.model import Outcome, RawListing, Rejected

MAX_ITEMS = 20_000
"""Records read of one document; one rejection stands for the rest."""
MAX_LINES = 10_000
"""Records of a list of which each is words of a line: twice as many would take all the time there is."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """`outcome` is set only when the document as a whole could not be read as what it should be."""

    format: str | None
    listings: tuple[RawListing, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    outcome: Outcome | None = None


def gathered(name: str, found: Iterable[RawListing | Rejected], most: int = MAX_ITEMS) -> Parsed:
    """Sort the records of a document into listings and rejections, up to the bound."""
    records = list(islice(found, most + 1))
    if len(records) > most:
        records[most:] = [Rejected("too_many_items", f"after {most}")]
    listings = tuple(record for record in records if isinstance(record, RawListing))
    rejected = tuple(record for record in records if isinstance(record, Rejected))
    return Parsed(name, listings, rejected)


def refused(name: str | None, outcome: Outcome, reason: str) -> Parsed:
    """Say that the document as a whole is not to be read, and why."""
    return Parsed(name, (), (Rejected(reason, "document"),), outcome)
