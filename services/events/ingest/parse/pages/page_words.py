"""The words of a page that says it lists events, written as Markdown and read as that.

For pages whose dates are words without any mark. Only headings, the items of lists and lines that begin
with a day are kept, besides the line just below a heading: what else stands in a page is prose.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.status import status_of
from services.events.ingest.parse.dates.moment_words import timed
from services.events.ingest.parse.lists.blocks_beside_lines import with_blocks
from services.events.ingest.parse.lists.dated_blocks import dated_blocks
from services.events.ingest.parse.lists.markdown_list import parse_markdown
from services.events.ingest.parse.lists.told_lines import clocks_in, facts_of
from services.events.ingest.parse.pages.page_lines import BEGINS_WITH_DAY, lines_of_page, text_of
from services.events.ingest.parse.records.event_words import says_events
from services.events.ingest.parse.wire.parsed import Parsed
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import EventStatus

FORMAT: Final = "page_words"
_POSTS: Final = "[class*=byline], [class*=post-meta], [class*=entry-meta], [rel=author], .hentry, .h-entry"
_MOST_POSTS: Final = 1
_PROGRAMME: Final = re.compile(
    r"#{1,6} (?:the )?(?:(?:tentative|preliminary|conference|workshop) )?"
    r"(?:agenda|program(?:me|ma)?|schedule|programm|ablauf)\b",
    re.IGNORECASE,
)
_DAY_LENGTH: Final = len("2027-05-19")
_NEAR: Final = 2
"""Lines below a day among which another one is looked for."""
_DASH: Final = re.compile(r"\s+[–—-]\s+")


def words_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield the events that the words tell; none of a page that does not say it lists events, or of posts."""
    named = " ".join(text_of(node) for node in tree.css("title, h1, h2")[:20])
    if not says_events(named) or len(tree.css(_POSTS)[: _MOST_POSTS + 1]) > _MOST_POSTS:
        return
    lines = list(lines_of_page(tree))
    listings = _in_either_way(lines)
    if _is_programme(listings, lines):
        return
    for listing in _over_new_year(listings):
        told = HowTold.IN_WORDS if listing.dates_told is HowTold.STATED else listing.dates_told
        yield replace(_placed(listing), dates_told=told)


def _in_either_way(lines: list[str]) -> list[RawListing]:
    """Return what the lines tell one by one and in blocks, as they stand; one told by both is told once."""
    kept = list(_kept(lines))
    parsed = parse_markdown("\n".join(line for _, line in kept), "", is_of_events=True)
    numbers = {f"line {place}": number for place, (number, _) in enumerate(kept, 1)}
    told = [(it, numbers[it.where]) for it in parsed.listings] if parsed else []
    listings = [
        replace(_with_below(it, lines[number : number + 1]), where=f"line {number}") for it, number in told
    ]
    found = with_blocks(Parsed(FORMAT, tuple(listings)), dated_blocks(lines, None, (), is_listed=True))
    return sorted(found.listings, key=lambda it: int(it.where.removeprefix("line ")))


def _with_below(listing: RawListing, below: list[str]) -> RawListing:
    """Return the event of a day with the time of day and the place that the line just below says."""
    line = below[0] if below else ""
    if line.startswith(("#", "- ")) or listing.starts is None or len(listing.starts) > _DAY_LENGTH:
        return listing
    facts = facts_of(line)
    begins, closes = clocks_in(facts)
    if begins is None or listing.ends not in {None, listing.starts}:
        return listing
    ends = timed(listing.starts, closes) if closes and closes > begins else None
    starts = timed(listing.starts, begins)
    return replace(listing, starts=starts, ends=ends, address=listing.address or facts.get("address"))


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


def _kept(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that may tell of events, numbered; one just below a heading may say when that is."""
    for number, (above, line) in enumerate(pairwise(["", *lines]), 1):
        is_day = BEGINS_WITH_DAY.match(line) is not None
        if line.startswith(("#", "- ")) or (
            above.startswith("#") and not (is_day and _is_first_of_days(lines[number : number + _NEAR]))
        ):
            yield number, line
        elif is_day:
            yield number, f"- {line}"


def _is_first_of_days(below: list[str]) -> bool:
    """Tell a day that begins a list below a heading, in which others follow, from that of the heading."""
    follow = takewhile(lambda line: not line.startswith("#"), below)
    return any(BEGINS_WITH_DAY.match(line) for line in follow)
