"""Which of the things that a page points to are tried, and when a feed is given up for its page. Pure."""

from typing import Final

from services.events.ingest.discover.discover import Candidate, CandidateKind, FoundAt
from services.events.ingest.fetch.outcome import Gone, RetryLater
from services.events.ingest.model import Outcome, Reading
from services.events.sources.model import Source, SourceState

MAX_OF_A_PLACE: Final = 3
PROBES: Final = ("/events.ics", "/feed/ics", "/?ical=1")
"""Where calendars are often kept; tried last of all, on the page's own host."""
_LOOKS_AROUND: Final = 3
"""How often in its life a page that never told of an event is searched for its feed."""
_FAILURES_OF_A_FEED: Final = 3
_MAY_PASS: Final = frozenset({"http_408", "http_425", "http_429"})
_NOT_A_FEED: Final = frozenset({Outcome.NOT_WHAT_IT_CLAIMS, Outcome.UNSUPPORTED_FORMAT, Outcome.UNREADABLE})


def may_look_around(reading: Reading, state: SourceState) -> bool:
    """Tell whether a page's feed is looked for: only while the page has never told of an event."""
    is_new = state.last_good_at is None and not state.events and state.failures < _LOOKS_AROUND
    return reading.is_page and is_new


def to_try(links: tuple[Candidate, ...]) -> list[Candidate]:
    """Return the links to look at, in order.

    Of what the page's head or its platform names, the first few. Of frames, subscriptions and links one that
    is the only one of its place: which of several would be the calendar of the whole, nobody can tell.
    """
    chosen: list[Candidate] = []
    for place in FoundAt:
        here = [each for each in links if each.found_at is place and each.kind is not CandidateKind.PAGE]
        if place in {FoundAt.HEAD, FoundAt.PLATFORM}:
            chosen += here[:MAX_OF_A_PLACE]
        elif len(here) == 1:
            chosen += here
    return chosen


def is_feed_with_events(reading: Reading, *, at_least: int) -> bool:
    """Tell whether a document is a feed that says more than the page does: most of its entries are events."""
    count = len(reading.listings)
    return not reading.is_page and count >= max(1, at_least) and count >= len(reading.rejected)


def is_second_best(reading: Reading) -> bool:
    """Tell whether a document is a calendar without events, or a feed few of whose entries are events."""
    is_empty_calendar = reading.format == "icalendar" and reading.outcome is Outcome.EMPTY
    return not reading.is_page and (is_empty_calendar or bool(reading.listings))


def gives_up_feed(source: Source, failure: Gone | RetryLater) -> bool:
    """Tell whether what we took for the feed behind a page is none."""
    if source.spec.page_url is None or source.state.last_good_at is not None:
        return False
    return is_no_feed(failure.reason) or source.state.failures + 1 >= _FAILURES_OF_A_FEED


def is_no_feed(reason: str) -> bool:
    """Tell whether an outcome says for good that there is no feed, and not that it cannot be had just now."""
    return reason in _NOT_A_FEED or (reason.startswith("http_4") and reason not in _MAY_PASS)
