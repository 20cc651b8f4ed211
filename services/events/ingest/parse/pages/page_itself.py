"""A page that is of one event and says when it starts, but marks no item.

It does by a lone `itemprop=startDate`, or by Open Graph, whose property `event:start_time` comes from
Facebook's own vocabulary; the title stands in `og:title`.
"""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.model import RawListing
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.wire.dom import attribute, words_of

FORMAT: Final = "page_itself"
_STARTS: Final = "[itemprop=startDate], meta[property='event:start_time']"
_ENDS: Final = "[itemprop=endDate], meta[property='event:end_time']"


def event_of_page(tree: LexborHTMLParser) -> Iterator[RawListing]:
    """Yield the event, if the page names one start and a title."""
    starts, ends = (_moments(tree, selector) for selector in (_STARTS, _ENDS))
    title = _said(tree, "meta[property='og:title']") or _said(tree, "h1")
    if len(starts) != 1 or not title:
        return
    yield RawListing(
        title=title,
        starts=starts.pop(),
        ends=ends.pop() if len(ends) == 1 else None,
        address=_said(tree, "[itemprop=location]"),
        description=_said(tree, "meta[property='og:description']"),
        url=_said(tree, "meta[property='og:url']"),
        where="page",
    )


def _moments(tree: LexborHTMLParser, selector: str) -> set[str]:
    found = (attribute(node, "content", "datetime") for node in tree.css(selector)[:20])
    return {moment for moment in found if moment and read_date(moment)}


def _said(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return (attribute(node, "content") or words_of(node) or None) if node else None
