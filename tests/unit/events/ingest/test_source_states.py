"""What a good reading leaves of a source."""

from datetime import timedelta

import pytest

from services.events.ingest.fetch.outcome import Fetched, Validators
from services.events.ingest.fetch.verdict import Document
from services.events.ingest.model import Outcome, Reading, Rejected
from services.events.ingest.source.states import after_holding, after_reading, broken_off_in
from services.events.sources.model import HELD, Source, SourceSpec, SourceState
from tests.support.listings import listing
from tests.support.reading import NOW

TWO = (listing("A", uid="a"), listing("B", uid="b"))
CUT = (Rejected("no_date"), Rejected("cut_off_here"))
AILING = SourceState(etag='"old"', failures=3, failing_since=NOW - timedelta(days=1), poll_hint_s=60)
SOURCE = Source("src_a", SourceSpec("https://example.org/a.ics", "A"), AILING)
DOCUMENT = Document(b"x", b"sha", Fetched(Validators('"new"', "Sat"), fresh_s=7200))


@pytest.mark.parametrize(
    ("reading", "uid"),
    [
        (Reading("icalendar", Outcome.OK, TWO, CUT), "b"),
        (Reading("icalendar", Outcome.OK, TWO, CUT[:1]), None),
        (Reading("icalendar", Outcome.OK, TWO), None),
        (Reading("icalendar", Outcome.EMPTY, (), CUT), None),
    ],
    ids=["cut", "rejected", "whole", "cut before the first"],
)
def test_the_last_listing_is_where_a_document_breaks_off(reading: Reading, uid: str | None) -> None:
    assert uid == broken_off_in(reading)


@pytest.mark.parametrize(("hint_s", "kept_s"), [(None, 7200), (60, 7200), (9000, 9000)])
def test_a_good_reading_heals_and_keeps_the_slower_hint(hint_s: int | None, kept_s: int) -> None:
    reading = Reading("rss", Outcome.OK, TWO, CUT[:1], poll_hint_s=hint_s, is_page=True)
    good = SourceState(
        etag='"new"', last_modified="Sat", document_sha256=b"sha", format="rss", is_page=True,
        poll_hint_s=kept_s, last_fetched_at=NOW, last_good_at=NOW, last_read_at=NOW, last_outcome="ok",
        listings=2, rejected=1,
    )  # fmt: skip
    assert good == after_reading(SOURCE, DOCUMENT, reading, NOW, settled=True)


def test_where_something_is_missed_or_held_the_document_comes_whole_again() -> None:
    reading = Reading("rss", Outcome.OK, TWO, CUT[:1])
    missed = after_reading(SOURCE, DOCUMENT, reading, NOW, settled=False)
    held = after_holding(SOURCE, DOCUMENT, reading, NOW)
    assert (None, None, None, "ok", 2, 1) == (
        missed.etag, missed.last_modified, missed.document_sha256, missed.last_outcome,
        missed.listings, missed.rejected,
    )  # fmt: skip
    assert (None, None, None, HELD, 0, 3) == (
        held.etag, held.last_modified, held.document_sha256, held.last_outcome, held.listings, held.rejected
    )  # fmt: skip
