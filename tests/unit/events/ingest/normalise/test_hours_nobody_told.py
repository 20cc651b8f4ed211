"""Midnight in words, without an end: a day whose hour nobody told; in a field, or with an end, a time."""

from datetime import UTC, datetime

import pytest

from services.events.ingest.model import Listing, RawListing, ReadContext
from services.events.ingest.normalise.listing import to_listing
from shared.contracts.catalogue.origins import HowTold
from shared.places.geonames import load_gazetteer

NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "ends", "starts"),
    [
        (HowTold.COMPLETED, None, "2027-08-27"),
        (HowTold.IN_WORDS, None, "2027-08-27"),
        (HowTold.IN_WORDS, "2027-08-27T03:00", "2027-08-27T00:00"),
        (HowTold.STATED, None, "2027-08-27T00:00"),
    ],
)
def test_midnight_in_words_without_an_end_is_a_day(told: HowTold, ends: str | None, starts: str) -> None:
    raw = RawListing(title="Ice Cream Social", starts="2027-08-27T00:00", ends=ends, dates_told=told)
    read = to_listing(raw, ReadContext("https://a.example", NOW, NOW), load_gazetteer())
    assert isinstance(read, Listing)
    assert starts == read.starts.local
