"""The words of a page that says it lists events, written as Markdown and read as that.

For pages whose dates are words without any mark. Only headings, the items of lists and lines that begin
with a day are kept, besides the line just below a heading: what else stands in a page is prose.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.status import status_of
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of
from services.events.ingest.parse.lists.dated_blocks import dated_blocks
from services.events.ingest.parse.lists.markdown_list import parse_markdown
from services.events.ingest.parse.records.event_words import says_events
from services.events.ingest.parse.wire.dom import attribute
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import EventStatus

FORMAT: Final = "page_words"
_HEADINGS: Final = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_LINES: Final = dict.fromkeys(
    ("p", "div", "br", "tr", "section", "article", "ul", "ol", "dd", "dt", "table", "hr", "main", "pre"), "\n"
) | {"li": "- "}
_UNSAID: Final = (
    "nav:has(a[href]), footer, script, style, form, noscript, template, svg, button, select, div > aside,"
    " main > aside, body > aside"
)
_POSTS: Final = "[class*=byline], [class*=post-meta], [class*=entry-meta], [rel=author], .hentry, .h-entry"
_MOST_POSTS: Final = 1
_DAY: Final = re.compile(r"(?:[^\W\d_]{2,10}\.?,?\s+){0,2}\d{1,4}(?:st|nd|rd|th)?[\s./-]|\[?\d{1,2}\.")
"""How a line begins that tells of a day: `19 May`, `May 19`, `19.05.:`, `2027-05-19`."""
_CUT: Final = re.compile(r"\d[^\W\d_]{3}")
"""A day and its month in elements of their own, `<b>19</b><i>May</i>`, and not `19<sup>th</sup>`."""
_PROGRAMME: Final = re.compile(
    r"#{1,6} (?:the )?(?:(?:tentative|preliminary|conference|workshop) )?"
    r"(?:agenda|program(?:me|ma)?|schedule|programm|ablauf)\b",
    re.IGNORECASE,
)
_DASH: Final = re.compile(r"\s+[–—-]\s+")
_MOST_NODES: Final = 50_000
_LONGEST: Final = 600


def words_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield the events that the words tell; none of a page that does not say it lists events, or of posts."""
    named = " ".join(_text(node) for node in tree.css("title, h1, h2")[:20])
    if not says_events(named) or len(tree.css(_POSTS)[: _MOST_POSTS + 1]) > _MOST_POSTS:
        return
    lines = list(_lines(tree))
    parsed = parse_markdown("\n".join(_kept(lines)), "", is_of_events=True)
    listings = list(parsed.listings) if parsed else []
    blocks = [it.listing for it in dated_blocks(lines, None, ())]
    listings = max(listings, blocks, key=len)
    if _is_programme(listings, lines):
        return
    for listing in _over_new_year(listings):
        told = HowTold.IN_WORDS if listing.dates_told is HowTold.STATED else listing.dates_told
        yield replace(_placed(listing), dates_told=told)


def _is_programme(listings: list[RawListing], lines: list[str]) -> bool:
    """Tell the days of one event, each with what is on below `Programme`, from events one after the other."""
    days = [date.fromisoformat(listing.starts[:10]) for listing in listings if listing.starts]
    follow = all((other - one).days == 1 for one, other in pairwise(days))
    return len(days) > 1 and follow and any(_PROGRAMME.match(line) for line in lines)


def _over_new_year(listings: list[RawListing]) -> list[RawListing]:
    """Put what follows December in January into the next year, in a list in order of a year told above it."""
    told = [listing.starts or "" for listing in listings]
    falls = [place for place, (one, other) in enumerate(pairwise(told), 1) if other < one]
    completed = all(listing.dates_told is HowTold.COMPLETED for listing in listings)
    if not completed or len(falls) != 1 or not told[falls[0] - 1][5:7] > "10" or not told[-1][5:7] < "04":
        return listings
    return [*listings[: falls[0]], *map(_a_year_later, listings[falls[0] :])]


def _a_year_later(listing: RawListing) -> RawListing:
    starts, ends = (text and f"{int(text[:4]) + 1}{text[4:]}" for text in (listing.starts, listing.ends))
    return replace(listing, starts=starts, ends=ends)


def _placed(listing: RawListing) -> RawListing:
    """Part a name from the place behind `@`; what became of the event, `– ABGESAGT`, is no place."""
    title, address = listing.title or "", listing.address
    marked = f"{title} – {address}"
    if address and status_of(None, marked) is not EventStatus.SCHEDULED:
        title, address = marked, None
    name, at, place = title.partition(" @ ")
    if not at or address or not place.strip():
        return replace(listing, title=title, address=address)
    parted = _DASH.split(place, maxsplit=1)
    return replace(listing, title=" – ".join((name, *parted[1:])), address=parted[0])


def _kept(lines: list[str]) -> Iterator[str]:
    """Yield the lines that may tell of events; one just below a heading may say when that is."""
    for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        is_day = _DAY.match(line) is not None
        if line.startswith(("#", "- ")) or (above.startswith("#") and not (is_day and _DAY.match(below))):
            yield line
        elif is_day:
            yield f"- {line}"


def _lines(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield the lines of the page; a link is written with its address."""
    for node in tree.css(_UNSAID):
        node.decompose()
    line, opening = "", ""
    for said, opens in _pieces(tree):
        if opens is None:
            line += f" {said}" if _CUT.fullmatch(line[-1:] + said[:3]) else said
            continue
        if words := _bare(line):
            yield opening + words
        line, opening = "", opens
    if words := _bare(line):
        yield opening + words


def _pieces(tree: LexborHTMLParser) -> Iterator[tuple[str, str | None]]:
    """Yield the texts in order, and where a line begins with what it opens with; without recursion."""
    waiting: list[LexborNode | None] = [tree.body]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if node is None:
            yield "", ""
        elif node.tag in {"a", "-text"}:
            yield _words(node), None
        else:
            if opens := _HEADINGS.get(node.tag or "") or _LINES.get(node.tag or ""):
                yield "", opens.removeprefix("\n")
                waiting.append(None)
            waiting.extend(list(node.iter(include_text=True))[::-1])


def _words(node: LexborNode) -> str:
    if node.tag == "-text":
        return node.text_content or ""
    address, text = attribute(node, "href"), _text(node).replace("[", "(").replace("]", ")")
    if _DAY.match(text) and _is_date(text):
        return f" {text} "
    return f" [{text}]({address}) " if address and text and " " not in address else f" {text} "


def _is_date(text: str) -> bool:
    try:
        return bool(days_of(text))
    except DateRefusedError:
        return False


def _bare(line: str) -> str:
    return " ".join(line.split())[:_LONGEST]


def _text(node: LexborNode) -> str:
    return " ".join(node.text(deep=True, separator=" ").split())
