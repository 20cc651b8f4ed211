"""What must hold of reading any bytes: listings or a reason, and bounded values that are JSON."""

import json
import warnings
from dataclasses import fields
from pathlib import Path
from typing import Final

from services.events.ingest.model import Listing, Outcome, Reading
from services.events.ingest.read.reader_protocol import ANSWERS, Answer
from tests.support.reading import read

CORPUS: Final = Path(__file__).with_name("corpus")
LONGEST: Final = 20_000
LINKS: Final = ("url", "image_url", "cfp_url", "organiser_url")


def seeds() -> dict[str, bytes]:
    """Return the small documents of our own by file name, and inputs that once failed."""
    return {path.name: path.read_bytes() for path in sorted(CORPUS.iterdir())}


def check(body: bytes, url: str = "https://seed.example/feed") -> Reading:
    """Read and assert the law; return the reading."""
    with warnings.catch_warnings():
        # feedparser warns of a key that it maps to another; only our own test runner makes that an error
        warnings.simplefilter("ignore", DeprecationWarning)
        reading = read(body, url)
    reasons = [each.reason for each in reading.rejected]
    assert [reason for reason in reasons if reason.startswith("reader_failed")] == []
    assert reading.outcome in set(Outcome)
    assert reading.listings or reasons or reading.outcome is Outcome.EMPTY
    answer = Answer(reading, 0.0, 0.0)
    assert ANSWERS.validate_json(ANSWERS.dump_json(answer)) == answer
    for listing in reading.listings:
        _check_listing(listing)
    return reading


def _check_listing(listing: Listing) -> None:
    for field in fields(listing):
        value = getattr(listing, field.name)
        if isinstance(value, str):
            assert len(value) <= LONGEST, field.name
            assert not set(value) & {"\0", "\x1b", "\u202e"}, field.name
            value.encode()
    for name in LINKS:
        link = getattr(listing, name)
        assert link is None or link.startswith(("http://", "https://")), name
    json.dumps(listing.title, allow_nan=False)
