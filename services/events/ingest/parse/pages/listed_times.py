"""Lists of a page whose items each hold a time and a name, where the page or a heading says they are events.

`<li><time datetime="2027-05-19">19 May</time> <a href="/talk">Talk</a></li>`. The list is told by the words
of the nearest heading above it, by its own id or class, or by the title of the page; one of posts is none.
"""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.pages.card_clocks import with_clock
from services.events.ingest.parse.pages.event_cards import MAX_TIMES, card, is_of_a_post, moment_of_time
from services.events.ingest.parse.records.event_words import says_events
from services.events.ingest.parse.records.other_kinds import is_deadline
from services.events.ingest.parse.wire.dom import words_of

_ITEMS: Final = frozenset({"li", "tr", "article", "p", "dd"})
_HIGHEST: Final = 5
"""Elements above a time among which its item is looked for."""
_FEWEST: Final = 2
_MOST_TIMES: Final = 2
_MOST_BEFORE: Final = 8
"""Elements before a list, and lists around it, among which its heading is looked for."""
_NAMES: Final = "h1, h2, h3, h4, h5, h6, a[href], strong, b"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_POSTS: Final = re.compile(
    r"\b(?:news|posts?|blog|articles?|archives?|releases?|press|updates|dates|deadlines|timeline|history)\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_LONGEST: Final = 300

Item = tuple[LexborNode, list[str]]
"""An item and the moments of its times."""


def listed_times_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield the events of every such list that has several."""
    title = tree.css_first("title")
    page = words_of(title)[:_LONGEST] if title else ""
    lists: dict[int, list[Item]] = {}
    for item, moments in _items(tree):
        if item.parent is not None and len(moments) <= _MOST_TIMES:
            lists.setdefault(item.parent.mem_id, []).append((item, moments))
    number = 0
    for items in lists.values():
        if len(items) < _FEWEST or not _is_of_events(items[0][0], page):
            continue
        for item, moments in items:
            number += 1
            if found := _listing(item, moments, f"item {number}"):
                yield found


def _items(tree: LexborHTMLParser) -> list[Item]:
    """Return the items that hold times and no item of their own."""
    items: dict[int, Item] = {}
    known: dict[int, bool] = {}
    for time in tree.css("time[datetime]")[:MAX_TIMES]:
        moment = moment_of_time(time)
        item = _item_of(time, known) if moment and not is_of_a_post(time) else None
        if item is not None and moment:
            moments = items.setdefault(item.mem_id, (item, []))[1]
            if moment not in moments:
                moments.append(moment)
    return list(items.values())


def _item_of(time: LexborNode, known: dict[int, bool]) -> LexborNode | None:
    """Return the nearest item unless it holds others; each element is looked through once."""
    node = time.parent
    for _ in range(_HIGHEST):
        if node is None or node.tag in {"body", "html"}:
            return None
        if node.tag in _ITEMS:
            if node.mem_id not in known:
                known[node.mem_id] = any(child.css_first("li, tr, article") for child in node.iter())
            return None if known[node.mem_id] else node
        node = node.parent
    return None


def _is_of_events(item: LexborNode, page: str) -> bool:
    """Tell by the nearest words that say what the list is of."""
    said = _heading_above(item)
    for text in (said or "", _names_of(item), page):
        if _POSTS.search(text):
            return False
        if says_events(text):
            return True
    return False


def _names_of(item: LexborNode) -> str:
    around = (item.parent, item.parent.parent if item.parent else None)
    return " ".join(
        f"{node.attributes.get('id')} {node.attributes.get('class')}"[:200] for node in around if node
    )


def _heading_above(item: LexborNode) -> str | None:
    node: LexborNode | None = item.parent
    for _ in range(_MOST_BEFORE):
        if node is None or node.tag in {"body", "html"}:
            return None
        before = node.prev
        for _ in range(_MOST_BEFORE):
            if before is None:
                break
            if before.tag in _HEADINGS:
                return words_of(before)[:_LONGEST]
            before = before.prev
        node = node.parent
    return None


def _listing(item: LexborNode, moments: list[str], where: str) -> RawListing | Rejected | None:
    """Read the item; its name is the first heading, link or bold text that is none of its times."""
    names = (node for node in item.css(_NAMES)[:20] if node.css_first("time") is None)
    named = next((node for node in names if _LETTERS.search(words_of(node)[:_LONGEST])), None)
    if named is None:
        return None
    if is_deadline(words_of(named)[:_LONGEST]):
        return Rejected("not_an_event", where, words_of(named)[:_LONGEST])
    return card(item, with_clock(item, *moments), where, named)
