"""Markup of one reader each that harms: boxes and grids of pages, lists in XML, a line of Markdown."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import Document, filled, whole

_BAIT: Final = b"19 May 2027 " + b"1-2 may " * 200
_GOOD_BOX: Final = b"<div class='event-card'><h3>Good</h3><time datetime='2027-05-19'>19 May</time></div>"
_BOX: Final = (
    _GOOD_BOX
    + b"<div class='event-card'><h3>Bad</h3><time datetime='"
    + b"9" * 5000
    + b"'>"
    + _BAIT
    + b"</time></div>"
)
_ROW: Final = b"<tr><td>19 May 2027</td><td>Good</td><td>Berlin</td></tr>"
_TABLE: Final = (
    b"<!doctype html><html><body><table><tr><th>Date</th><th>Event</th><th>Place</th></tr>"
    + _ROW
    + b"<tr><td>"
    + _BAIT
    + b"</td><td>Bad</td><td>"
    + b"x, " * 500
    + b"</td></tr>"
)
_OPEN_BOX: Final = b"<div class=event><time datetime='2027-05-19'>19 May</time>"
_LINE: Final = b"<li>20 May 2027: <a href='/good'>Good</a> @ Berlin</li>"
_WORDS: Final = b"<h2>Events 2027</h2>\n<ul>\n<li>19 May 2027: Good @ Berlin\n<li>" + _BAIT + b"\n</ul>\n"
_RECORD: Final = b'{"title":"Good","date":"2027-05-19","venue":{"name":"Hall"}}'
_PROGRAM: Final = b'<!doctype html><html><body><script>window.__STATE__ = {"events":[%s]};</script>'
_LABEL: Final = b"<p><span>Date</span>"
_LABELLED: Final = (
    b"<!doctype html><html><body><h1>Good</h1><p><strong>Date:</strong> 19 May 2027</p>"
    b"<p><strong>Place:</strong> Berlin</p><p><strong>Price:</strong> " + _BAIT + b"</p>"
)
_BUTTON: Final = (
    b"<add-to-calendar-button startDate=2027-05-19 name=Good location='%s'></add-to-calendar-button>"
)
_BUTTONS: Final = b"<!doctype html><html><body>" + _BUTTON % b"Berlin" + _BUTTON % _BAIT
_EVENT: Final = (
    b"<!doctype html><html><body><h1>Good Summit</h1><h2>19-21 May 2027</h2><p>" + _BAIT + b"</p><table>"
)
_CLOCK: Final = b"<tr><td>10:00</td><td>Talk</td></tr>"
_ITSELF: Final = (
    b"<!doctype html><html><head><title>Good</title><meta property='og:url' content='https://good.example/"
    + b"a" * 5000
    + b"'></head><body><h1>Good</h1><span itemprop=startDate content='2027-05-19'>"
    + _BAIT
    + b"</span>"
)
_SESSION: Final = (
    b"<div class='sz-session sz-session--full' data-sessionid='1'><h3 class='sz-session__title'>Talk</h3>"
    b"<div class='sz-session__time' data-sztz='TimeWithDuration|en-US|2027-05-19T08:00:00Z|%s'>x</div></div>"
)
_GRID: Final = (
    b"<!doctype html><html><head><title>Good</title></head><body>"
    + _SESSION % b"2027-05-19T08:45:00Z"
    + _SESSION % (b"2027|" * 1000)
)
_LISTED: Final = b"<event><title>Good</title><start>2027-05-19</start><city>Berlin</city></event>"
_HARMED: Final = (
    b"<event><title>Bad</title><start>" + _BAIT + b"</start><city>" + b"x, " * 500 + b"</city></event>"
)
_SCHEDULE: Final = (
    b"<schedule><conference><title>Good</title><start>2027-05-19</start></conference>"
    b"<day date='2027-05-19'><room name='Hall'><event id='1'><title>Talk</title><start>99:99</start>"
    b"<duration>" + b"9" * 5000 + b":00</duration></event></room></day></schedule>"
)
_XCAL: Final = (
    b'<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><components><vevent><properties>'
    b"<uid><text>1</text></uid><summary><text>Good</text></summary><dtstart><date>2027-05-19</date></dtstart>"
    b"<rrule><recur><freq>DAILY</freq><interval>0</interval></recur></rrule>"
    b"</properties></vevent></components></vcalendar></icalendar>"
)


def documents() -> Iterator[Document]:
    """Yield a small document of each, and the boxes, sessions and records without number."""
    for name, body in {
        "html one box": b"<!doctype html><html><body>" + _BOX,
        "html one grid": _GRID,
        "html one table": _TABLE,
        "html one page itself": _ITSELF,
        "html one page of labels": _LABELLED,
        "html one page of buttons": _BUTTONS,
        "html one page of one event": _EVENT + b"<tr><td>" + _BAIT + b"<td>" + b"<div>" * 100 + _CLOCK,
        "html one page of words": b"<!doctype html><html><body>" + _WORDS,
        "text one page below a head": b"---\ntitle: Events\n---\n" + _WORDS,
        "html one program": _PROGRAM % b",".join([_RECORD] * 9),
        "rss one item": b"<rss><channel><item><title>Good</title><description>"
        + _BAIT
        + b"</description></item>",
        "xml one list": b"<events>" + _LISTED + _HARMED + b"</events>",
        "xml one schedule": _SCHEDULE,
        "xcal one event": _XCAL,
        "markdown one item": b"# Events\n\n* 19 May 2027: [Good](https://good.example)\n* "
        + _BAIT
        + b"[x](y)\n",
    }.items():
        yield whole(name, partial(bytes, body))
    yield from _without_number()


def _without_number() -> Iterator[Document]:
    yield whole(
        "html many boxes", lambda: filled(_GOOD_BOX, b"<!doctype html><html><body>" + _BOX, b"", 400_000)
    )
    yield whole(
        "html many sessions", lambda: filled(_SESSION % b"2027-05-19T08:45:00Z", _GRID, b"", 3_000_000)
    )
    yield whole(
        "html many words", lambda: filled(_LINE, b"<!doctype html><html><body>" + _WORDS, b"", 200_000)
    )
    yield whole("html many rows", lambda: filled(_ROW, _TABLE, b"", 600_000))
    yield whole("html empties behind labels", lambda: _LABELLED + _LABEL * 400 + b"<i></i>" * 44_000)
    yield whole("html empties behind terms", lambda: _LABELLED + b"<dt>Date</dt>" * 400 + b"<i></i>" * 44_000)
    yield whole("html many buttons", lambda: filled(_BUTTON % b"", _BUTTONS, b"", 400_000))
    yield whole("html many clocks", lambda: filled(_CLOCK, _EVENT, b"", 400_000))
    yield whole("html clocks within clocks", lambda: filled(b"<div class=time>10:00 ", _EVENT, b"", 8_000))
    yield whole(
        "html boxes within boxes",
        lambda: filled(b"<b>x</b> ", b"<!doctype html><html><body>" + _OPEN_BOX * 700, b"", 300_000),
    )
    yield whole("xml many records", lambda: filled(_LISTED, b"<events>", b"</events>", 5_000_000))
    yield whole(
        "xml many harmed records", lambda: filled(_HARMED, b"<events>" + _LISTED, b"</events>", 5_000_000)
    )
