"""The rules of politeness that need no network: hints, domains, robots.txt, moves, giving up."""

from datetime import timedelta

import pytest

from services.events.ingest.discover.discover import Candidate, CandidateKind, FoundAt
from services.events.ingest.fetch.outcome import (
    Fetched,
    Gone,
    NotModified,
    RetryLater,
    Validators,
    fetch_outcome,
)
from services.events.ingest.look.leads import may_look_around, to_try
from services.events.ingest.model import Outcome, Reading, Rejected
from services.events.ingest.parse.calendars.poll_hint import poll_hint
from services.events.ingest.source.states import after_failure, after_no_change, is_whole
from services.events.sources.hosts.domain import host_keys, registrable_domain
from services.events.sources.hosts.robots import ALLOWED, DISALLOWED, UNAVAILABLE, Leave, leave, rules_of
from services.events.sources.model import Source, SourceSpec, SourceState
from services.events.sources.moves import sighted
from services.events.sources.moves import to_follow as moved
from tests.support.reading import NOW, calendar, read

PAGE = "https://example.org/events"
ICS = Candidate("https://example.org/a.ics", CandidateKind.ICALENDAR)
RSS = Candidate("https://example.org/feed", CandidateKind.FEED, None, FoundAt.HEAD)


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n", 12 * 3600),
        ("X-PUBLISHED-TTL:P1D\r\nREFRESH-INTERVAL:PT1H\r\n", 24 * 3600),
        ("X-PUBLISHED-TTL:P1DT30M15S\r\n", 24 * 3600 + 1815),
        ("REFRESH-INTERVAL:P4W\r\n", 7 * 24 * 3600),
        ("REFRESH-INTERVAL:soon\r\n", None),
        ("REFRESH-INTERVAL:PT0S\r\n", None),
        ("", None),
    ],
)
def test_a_calendar_says_how_often_to_ask(head: str, seconds: int | None) -> None:
    later = "BEGIN:VEVENT\r\nREFRESH-INTERVAL:P1D\r\nEND:VEVENT"
    assert seconds == poll_hint(f"BEGIN:VCALENDAR\r\n{head}{later}".encode())


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        (b"<ttl>180</ttl>", 3 * 3600),
        (b"<sy:updatePeriod>\n hourly </sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", 3600),
        (b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 12 * 3600),
        (b"<item><ttl>180</ttl></item>", None),
    ],
)
def test_a_feed_says_how_often_to_ask(head: bytes, seconds: int | None) -> None:
    assert seconds == poll_hint(b"<rss><channel>" + head)


def test_a_reading_carries_the_hint_and_what_its_page_links_to() -> None:
    event = "UID:a\nSUMMARY:Talk\nDTSTART:20270101T100000Z"
    page = read('<!doctype html><title>Club</title><a href="/a.ics">Calendar</a>', PAGE)

    assert 7200 == read(calendar(event, head="X-PUBLISHED-TTL:PT2H")).poll_hint_s
    assert (True, [ICS.url]) == (page.is_page, [each.url for each in page.alternates])


def test_expires_counts_where_max_age_does_not() -> None:
    expires = {"expires": "Mon, 23 Nov 2026 11:00:00 GMT"}
    answers = (expires, expires | {"cache-control": "max-age=60"}, {"expires": "0"})
    assert [7200, 60, None] == [
        outcome.fresh_s
        for headers in answers
        if isinstance(outcome := fetch_outcome(200, headers, now=NOW, sent=Validators()), Fetched)
    ]


@pytest.mark.parametrize(
    ("url", "domain", "keys"),
    [
        ("https://cal.city.example.co.uk/a", "example.co.uk", ("*.example.co.uk", "cal.city.example.co.uk")),
        ("https://example.org:443/a", "example.org", ("*.example.org", "example.org:443")),
        ("https://club.github.io/a", "club.github.io", ("*.club.github.io", "club.github.io")),
        ("https://192.0.2.7/a", None, ("192.0.2.7",)),
        ("https://[2001:db8::1]/a", None, ("[2001:db8::1]",)),
        ("https://co.uk/a", None, ("co.uk",)),
    ],
)
def test_whom_a_fetch_burdens(url: str, domain: str | None, keys: tuple[str, ...]) -> None:
    assert (domain, keys) == (registrable_domain(url), host_keys(url))


RULES = (
    b"User-agent: *\nDisallow: /\n\n"
    b"User-agent: acquaint\nCrawl-delay: 7\nDisallow: /private\nAllow: /private/ok"
)


@pytest.mark.parametrize(
    ("status", "body", "path", "expected"),
    [
        (200, RULES, "/events", Leave(ALLOWED, 7.0)),
        (200, RULES, "/private/x", Leave(DISALLOWED, 7.0)),
        (200, RULES, "/private/ok", Leave(ALLOWED, 7.0)),
        (200, b"User-agent: *\nDisallow: /", "/events", Leave(DISALLOWED)),
        (200, b"User-agent: *\nCrawl-delay: 86400", "/events", Leave(ALLOWED, 60.0)),
        (200, b"\xff\x00<html>", "/events", Leave()),
        (404, b"User-agent: *\nDisallow: /", "/events", Leave()),
        (403, b"", "/events", Leave()),
        (503, b"", "/events", Leave(UNAVAILABLE)),
        (429, b"", "/events", Leave(UNAVAILABLE)),
    ],
)
def test_leave_to_read_a_page(status: int, body: bytes, path: str, expected: Leave) -> None:
    assert expected == leave(rules_of(status, body), f"https://example.org{path}")


def test_a_move_is_followed_at_its_third_sighting_in_a_row() -> None:
    state, followed = SourceState(), []
    for target in ("/a", "/a", None, "/a", "/b", "/b", "/b"):
        state = sighted(state, f"https://new.example{target}" if target else None)
        followed.append(moved(state))

    assert [*[None] * 6, "https://new.example/b"] == followed
    assert SourceState() == sighted(state, "ftp://new.example/a")


@pytest.mark.parametrize(
    ("failure", "before", "days", "gone"),
    [
        (Gone("http_410"), 0, 0, True),
        (RetryLater("http_404"), 9, 29, False),
        (RetryLater("http_404"), 9, 30, True),
        (RetryLater("http_404"), 3, 30, True),
        (RetryLater("http_404"), 2, 300, False),
        (RetryLater("http_500"), 9, 300, False),
        (RetryLater("dns"), 9, 300, False),
    ],
)
def test_when_a_source_is_given_up(failure: Gone | RetryLater, before: int, days: int, gone: bool) -> None:
    state = SourceState(failures=before, failing_since=NOW - timedelta(days=days))
    after = after_failure(_source(state), failure, NOW, 0.0)
    assert (gone, before + 1, state.failing_since) == (after.gone, after.failures, after.failing_since)


def test_a_good_answer_heals_and_renews_the_validators() -> None:
    ailing = SourceState(etag='"a"', failures=9, failing_since=NOW - timedelta(days=3), listings=4)
    after = after_no_change(_source(ailing), NotModified(Validators('"b"')), NOW)
    assert (0, None, '"b"', 4) == (after.failures, after.failing_since, after.etag, after.listings)


@pytest.mark.parametrize(
    ("reasons", "whole"),
    [(("no_date", "repeated"), True), (("no_date", "cut_off"), False), (("too_many_items",), False)],
)
def test_what_is_cut_off_says_nothing_of_what_is_not_in_it(reasons: tuple[str, ...], whole: bool) -> None:
    assert whole == is_whole(Reading("icalendar", Outcome.OK, (), tuple(map(Rejected, reasons))))


@pytest.mark.parametrize(
    ("links", "tried"),
    [((ICS,), [ICS]), ((ICS, RSS), [RSS, ICS]), ((ICS, ICS), []), ((RSS, RSS), [RSS, RSS]), ((), [])],
)
def test_of_several_links_none_is_the_one(links: tuple[Candidate, ...], tried: list[Candidate]) -> None:
    """What the head names is tried one after the other."""
    assert tried == to_try(links)


@pytest.mark.parametrize(
    ("known", "may"),
    [({}, True), ({"failures": 3}, False), ({"last_good_at": NOW}, False), ({"events": 1}, False)],
)
def test_a_page_is_searched_while_it_is_new(known: dict[str, object], may: bool) -> None:
    page = Reading("html", Outcome.UNSUPPORTED_FORMAT, is_page=True)
    assert may == may_look_around(page, SourceState(**known))  # type: ignore[arg-type]


def _source(state: SourceState) -> Source:
    return Source("src_a", SourceSpec("https://example.org/a.ics", "A"), state)
