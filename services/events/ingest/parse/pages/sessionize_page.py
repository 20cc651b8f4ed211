"""A Sessionize grid embedded in a page: one event with sessions, named as the page is.

Each session states its time twice: as instants in `data-sztz`, and as the clock of the place in words. From
both follows the offset, and so the wall time at the place.
"""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.normalise.when import is_plausible, read_date
from services.events.ingest.parse.dates.clock_words import clock_of
from services.events.ingest.parse.pages.card_clocks import on_clock_of_place
from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.schedules.sessionize import FORMAT
from services.events.ingest.parse.wire.dom import attribute, words_of
from services.events.ingest.parse.wire.parsed import Parsed

MAX_SESSIONS: Final = 5000
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d(?:\s*[ap]m)?", re.IGNORECASE)


def parse_sessionize_page(tree: LexborHTMLParser) -> Parsed | None:
    """Read the sessions of the page; None when there are none."""
    sessions = tree.css(".sz-session[data-sessionid]")[:MAX_SESSIONS]
    if not sessions:
        return None
    return as_event(FORMAT, Programme(title=_title(tree)), (_talk(session) for session in sessions))


def _title(tree: LexborHTMLParser) -> str | None:
    named = tree.css_first('meta[property="og:title"], meta[property="og:site_name"]')
    title = tree.css_first("head > title")
    return (attribute(named, "content") if named else None) or (words_of(title) or None if title else None)


def _talk(session: LexborNode) -> Talk:
    time = session.css_first("[data-sztz]")
    starts, ends = _instants(time)
    return Talk(
        where=f"session {attribute(session, 'data-sessionid')}",
        day=None,
        room=_words(session, ".sz-session__room"),
        fields={
            "title": _words(session, ".sz-session__title"),
            "date": _at_place(starts, words_of(time) if time else ""),
            "end": ends,
        },
        persons=tuple(words_of(each) for each in session.css(".sz-session__speakers li")),
    )


def _words(session: LexborNode, selector: str) -> str | None:
    found = session.css_first(selector)
    return words_of(found) or None if found else None


def _instants(time: LexborNode | None) -> tuple[str | None, str | None]:
    """Return start and end out of `TimeWithDuration|en-US|2022-06-02T15:00:00Z|2022-06-02T16:30:00Z`."""
    stated = ((attribute(time, "data-sztz") if time else None) or "").split("|")
    return (stated[2] if len(stated) > 2 else None), (stated[3] if len(stated) > 3 else None)  # noqa: PLR2004


def _at_place(instant: str | None, words: str) -> str | None:
    """Return the instant with the offset at which the clock of the place shows what the words say."""
    found, clock = read_date(instant), _CLOCK.search(words)
    if instant is None or found is None or not is_plausible(found):
        return None
    return on_clock_of_place(instant, clock_of(clock[0]) if clock else None)
