"""Walking the elements of a page without recursion, and what an element says of itself."""

from collections.abc import Callable, Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.parse.wire.json_text import Json

MAX_ELEMENTS: Final = 20_000
"""Elements looked at below one."""
_LONGEST: Final = 50_000


def within(node: LexborNode, stops_at: Callable[[LexborNode], bool]) -> Iterator[LexborNode]:
    """Yield the elements below in document order; one that stops the walk is yielded, its inside is not."""
    waiting = list(node.iter())[::-1]
    for _ in range(MAX_ELEMENTS):
        if not waiting:
            return
        found = waiting.pop()
        yield found
        if not stops_at(found):
            waiting.extend(list(found.iter())[::-1])


def behind(node: LexborNode, most: int) -> Iterator[LexborNode]:
    """Yield the nodes behind one in what holds it, texts as well: a page may have any number there."""
    beside = node.next
    for _ in range(most):
        if beside is None:
            return
        yield beside
        beside = beside.next


def next_to(node: LexborNode) -> LexborNode | None:
    """Return what stands just behind a node, past a blank."""
    return next(
        (each for each in behind(node, 2) if each.tag != "-text" or (each.text() or "").strip()), None
    )


def is_deeper(root: LexborNode, most: int) -> bool:
    """Tell whether elements nest deeper than that: each look into one would cost as much as the page."""
    level = [root]
    for _ in range(most):
        level = [child for node in level for child in node.iter()]
        if not level:
            return False
    return True


def words_of(node: LexborNode) -> str:
    """Return the text of the element on one line."""
    return " ".join(node.text(deep=True)[:_LONGEST].split())


def attribute(node: LexborNode, *names: str) -> str | None:
    """Return the first of the attributes that is not blank, trimmed."""
    attributes = node.attributes
    return next((found for name in names if (found := (attributes.get(name) or "").strip())), None)


def link_of(node: LexborNode) -> str | None:
    """Return where the element links to: itself, what it holds, or what holds it."""
    around = node.parent
    link = node if node.tag == "a" else node.css_first("a[href]") or around
    address = attribute(link, "href") if link and link.tag == "a" else None
    return None if (address or "#").startswith("#") else address


def own_address(tree: LexborHTMLParser) -> str | None:
    """Return the address that a page calls its own."""
    node = tree.css_first("meta[property='og:url'], link[rel=canonical]")
    return attribute(node, "content", "href") if node else None


def classes(node: LexborNode) -> list[str]:
    """Return the class names of the element."""
    return (node.attributes.get("class") or "").split()


def listed(values: list[Json]) -> Json:
    """Return one value as itself, several as a list."""
    return values[0] if len(values) == 1 else values
