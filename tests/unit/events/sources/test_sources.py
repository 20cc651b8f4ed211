"""Sources: their address, the catalogue, when they are due and how they fare."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.events.sources.address import source_address
from services.events.sources.catalogue import parse_catalogue
from services.events.sources.model import HELD, Source, SourceSpec, SourceState, health
from shared.contracts.sources.watched import SourceStatus
from shared.kernel.errors import AppError

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("webcal://Example.org/a.ics", "https://example.org/a.ics"),
        ("https://example.org/a?utm_source=x&b=1#top", "https://example.org/a?b=1"),
        ("http://example.org:8080", "http://example.org:8080/"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_one_address_for_one_feed(given: str, expected: str) -> None:
    assert expected == source_address(given)


@pytest.mark.parametrize(
    "given",
    ["ftp://example.org/", "file:///etc/passwd", "https://u:p@example.org/", "https://", "http://[::1", "x"],
)
def test_what_is_no_web_address_is_refused(given: str) -> None:
    with pytest.raises(AppError, match="bad_source_url"):
        source_address(given)


def test_a_catalogue() -> None:
    text = """
    [[source]]
    url = "https://example.org/a.ics"
    title = "A"
    trust = 70
    topics = ["software.rust"]
    every_hours = 12
    [[source]]
    url = "https://example.org/b"
    title = "B"
    """
    assert (
        SourceSpec("https://example.org/a.ics", "A", trust=70, topics=("software.rust",), every_s=43200),
        SourceSpec("https://example.org/b", "B"),
    ) == parse_catalogue(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x", "not TOML"),
        ('[[source]]\ntitle="A"', "entry 1 needs url and title"),
        ('[[source]]\nurl="https://a.example"\ntitle="A"\nwhat=1', "unknown fields"),
        ('[[source]]\nurl="nonsense"\ntitle="A"', "must start with https"),
        ('[[source]]\nurl="https://a.example"\ntitle="A"\ntrust="high"', "entry 1"),
        ('[[source]]\nurl="https://a.example"\ntitle="A"\n' * 2, "listed twice"),
    ],
)
def test_a_bad_catalogue_says_where(text: str, told: str) -> None:
    with pytest.raises(AppError, match=told):
        parse_catalogue(text)


def test_health() -> None:
    good = SourceState(last_fetched_at=NOW, last_good_at=NOW)
    led_on, never = replace(good, last_good_at=None), replace(good, last_good_at=None, failures=1)
    states = [SourceState(), led_on, good, replace(good, failures=3), never]
    states += [replace(good, paused=True), replace(good, gone=True)]
    expected = ["waiting", "waiting", "healthy", "failing", "failing", "paused", "gone"]
    assert [SourceStatus(it) for it in expected] == [
        health(Source("src_1", SourceSpec("https://a.example", "A"), it)) for it in states
    ]
    refused = SourceSpec("https://a.example", "A", admitted=False)
    assert SourceStatus.REFUSED == health(Source("src_1", refused, good))
    held = replace(good, last_outcome=HELD)
    assert SourceStatus.HELD == health(Source("src_1", SourceSpec("https://a.example", "A"), held))
