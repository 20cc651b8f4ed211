"""Whether an event takes place, as the report on its sources tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from services.events.ingest.resolve.off import Sign, Told, Weighed, probability, signs_of, weigh
from services.events.store.ingest.encoding import listing_from_json
from shared.contracts.catalogue.origins import Off, OffSign
from shared.db import Record

_GONE: Final = frozenset({"http_404", "http_410"})
_WORDS: Final = {
    Told.OFF: "says that it is cancelled or postponed",
    Told.UNREACHABLE: "is no longer at the address where it listed this",
    Told.MISSED: "did not list it when last asked",
    Told.LISTED: "still lists it",
    Told.PAGE_OFF: "leads to a page that says it is cancelled or postponed",
    Told.PAGE_GONE: "leads to a page that is gone",
    Told.PAGE_STANDS: "leads to a page that still announces it",
}


def off(listings: Sequence[Record]) -> Off:
    """Return how probably an event is off by the rows of its listings."""
    weighed = weigh(sign for row in listings for sign in _signs(row))
    return Off(probability=round(probability(weighed), 3), signs=tuple(map(_told, weighed)))


def _signs(row: Record) -> Iterator[Sign]:
    """Yield what its listing tells, with what is known besides of its source's last fetches."""
    listing = listing_from_json(row["doc"])
    for it in signs_of(row["source_id"], row["trust"], listing, row["vanished_at"], row["page_told"]):
        if it.told is Told.VANISHED:
            yield replace(it, fetches=row["fetches_since"])
        elif it.told is not Told.LISTED:
            yield it
        elif row["last_outcome"] in _GONE:
            yield replace(it, told=Told.UNREACHABLE)
        else:
            yield replace(it, told=Told.MISSED) if row["missing"] else it


def _told(it: Weighed) -> OffSign:
    return OffSign(source_id=it.sign.source_id, because=_because(it.sign), weight=round(it.weight, 2))


def _because(sign: Sign) -> str:
    if sign.told is not Told.VANISHED:
        return _WORDS[sign.told]
    since = f", in {sign.fetches} good {'fetch' if sign.fetches == 1 else 'fetches'} since" * bool(
        sign.fetches
    )
    return f"no longer lists it, though it lists others{since}"
