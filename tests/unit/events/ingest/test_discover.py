"""What a page points to: calendars and feeds, in the order of their promise."""

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.discover.discover import Candidate, CandidateKind, FoundAt, discover

PAGE = "https://group.example/events/"


def test_alternates_and_calendar_links_calendars_first() -> None:
    """Feeds of the head, then links of the body; relative addresses resolved, each once."""
    body = b"""<html><head>
      <link rel="alternate" type="application/rss+xml" title="News" href="/feed">
      <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
      <link rel="alternate" type="application/activity+json" href="/@group">
      <link rel="alternate" type="text/html" hreflang="de" href="/de">
      <link rel="ALTERNATE nofollow" type="text/calendar; charset=utf-8" href="/all.ics#x"></head>
      <body><a href="webcal://cal.example/team.ics">Subscribe <b>here</b></a> <a href="/all.ics">again</a>
      <a href="?ical=1">Export</a> <a href="about.html">About</a> <a href="javascript:x.ics">no</a></body>"""

    ical, head = CandidateKind.ICALENDAR, FoundAt.HEAD
    assert discover(body, PAGE) == (
        Candidate("https://group.example/all.ics", ical, None, head),
        Candidate("https://group.example/feed", CandidateKind.FEED, "News", head),
        Candidate("https://group.example/@group", CandidateKind.ACTIVITY, None, head),
        Candidate("https://cal.example/team.ics", ical, "Subscribe here", FoundAt.SUBSCRIPTION),
        Candidate("https://group.example/events/?ical=1", ical, "Export", FoundAt.LINK),
    )


def test_addresses_start_from_the_base_of_the_page() -> None:
    """A `base` element moves every relative address."""
    body = b'<base href="https://other.example/a/"><a type="text/calendar" href="get?id=7">Calendar</a>'

    assert discover(body, PAGE) == (
        Candidate("https://other.example/a/get?id=7", CandidateKind.ICALENDAR, "Calendar"),
    )


def test_a_page_does_not_lead_to_itself() -> None:
    """The address asked for is known already."""
    assert discover(b'<a href="x.ics">me</a>', "https://group.example/x.ics") == ()


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_at_any_address_are_survived(body: bytes, url: str) -> None:
    """Hostile pages give candidates with http addresses, or none."""
    found = discover(b'<a href="' + body + b'.ics">', url)

    assert all(candidate.url.startswith(("http://", "https://")) for candidate in found)
