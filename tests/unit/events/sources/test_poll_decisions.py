"""What HTTP answers mean and when to come back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.fetch.outcome import (
    Fetched,
    FetchOutcome,
    Gone,
    NotModified,
    RetryLater,
    Validators,
    fetch_outcome,
)
from services.events.sources.schedule import LONGEST_S, Pace, next_fetch, slowest
from tests.support.reading import NOW

SENT = Validators('"a"', "Sat, 21 Nov 2026 09:00:00 GMT")
WEEK_S = 7 * 24 * 3600


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (
            200,
            {"etag": 'W/"b"', "content-type": "text/calendar"},
            Fetched(Validators('W/"b"'), "text/calendar"),
        ),
        (200, {"cache-control": "public, max-age=7200"}, Fetched(Validators(), fresh_s=7200)),
        (200, {"etag": "x" * 501}, Fetched(Validators())),
        (304, {"etag": '"c"'}, NotModified(Validators('"c"', SENT.last_modified))),
        (410, {}, Gone("http_410")),
        (404, {}, RetryLater("http_404")),
        (429, {"retry-after": "120"}, RetryLater("http_429", 120, whole_host=True)),
        (
            503,
            {"retry-after": "Mon, 23 Nov 2026 10:00:00 GMT"},
            RetryLater("http_503", 3600, whole_host=True),
        ),
        (503, {"retry-after": "999999999"}, RetryLater("http_503", WEEK_S, whole_host=True)),
        (503, {"retry-after": "soon"}, RetryLater("http_503")),
        (204, {}, RetryLater("http_204")),
    ],
)
def test_an_answer_is_decided(status: int, headers: dict[str, str], expected: FetchOutcome) -> None:
    assert expected == fetch_outcome(status, headers, now=NOW, sent=SENT)


def test_unchanged_without_having_asked_is_no_answer() -> None:
    assert RetryLater("http_304_unasked") == fetch_outcome(304, {}, now=NOW, sent=Validators())


def _wait(**known: object) -> timedelta:
    spread = known.pop("spread", 0.0)
    return next_fetch(Pace(**({"every_s": 6 * 3600} | known)), NOW, spread) - NOW  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "hours"),
    [
        ({}, 6),
        ({"hint_s": 12 * 3600}, 12),
        ({"hint_s": 60}, 6),
        ({"next_event": NOW + timedelta(hours=20)}, 1),
        ({"next_event": NOW + timedelta(days=9)}, 6),
        ({"has_validators": False}, 24),
        ({"failures": 1}, 12),
        ({"failures": 2}, 24),
        ({"failures": 2, "spread": 0.5}, 36),
        ({"failures": 50}, 7 * 24),
        ({"retry_after_s": 48 * 3600}, 48),
        ({"retry_after_s": 10**9}, 7 * 24),
        ({"next_event": NOW}, 1),
        ({"next_event": NOW - timedelta(seconds=1)}, 6),
        ({"next_event": NOW + timedelta(hours=48)}, 1),
        ({"next_event": NOW + timedelta(hours=48, seconds=1)}, 6),
        ({"next_event": NOW, "has_validators": False}, 24),
        ({"next_event": NOW, "is_pushed": True}, 24),
        ({"every_s": 48 * 3600, "is_pushed": True}, 48),
        ({"most_often_s": 30 * 3600}, 30),
        ({"most_often_s": 3600}, 6),
        ({"spread": 0.5}, 6.3),
        ({"every_s": 3600, "failures": 6}, 64),
        ({"every_s": 3600, "failures": 7}, 64),
        ({"every_s": 5}, 5 / 3600),
        ({"every_s": 5, "failures": 50}, 320 / 3600),
    ],
)
def test_the_wait(known: dict[str, object], hours: float) -> None:
    assert timedelta(hours=hours) == _wait(**known)


def test_the_slowest_hint_counts() -> None:
    assert [0, 12, 8, 0] == [slowest(None, None), slowest(12, 8), slowest(None, 8), slowest(0, 0)]


@given(
    st.integers(0, 100),
    st.integers(0, 10**9),
    st.floats(0, 0.99),
    st.integers(1, 10**7),
    st.integers(0, 10**9),
)
def test_no_wait_is_longer_than_a_week(
    failures: int, asked: int, spread: float, every: int, hint: int
) -> None:
    wait = _wait(failures=failures, retry_after_s=asked, spread=spread, every_s=every, hint_s=hint)
    assert timedelta(0) < wait <= timedelta(seconds=LONGEST_S)
