"""A page of one event that labels when and where it is: `<strong>Date:</strong> 19 May 2027`."""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.record import record
from services.events.ingest.parse.wire.dom import behind, own_address, words_of

FORMAT: Final = "labelled_page"
_LABELS: Final = "strong, b, dt, th, h3, h4, h5, h6, label, span, [class*=label]"
_VALUES: Final = {"dt": "dd", "th": "td"}
_READ: Final = frozenset(
    {"dates", "starts", "ends", "start_time", "end_time", "address", "venue", "city", "price"}
)
_WHEN: Final = frozenset({"dates", "starts"})
_WHERE: Final = frozenset({"address", "venue", "city", "start_time"})
"""What an event says besides its date, and a post does not."""
_COLON: Final = re.compile(r"\s*[:：]\s*")
_MOST_LABELS: Final = 400
_LONGEST_LABEL: Final = 30
_LONGEST_VALUE: Final = 200
_NEAR: Final = 12
"""Nodes behind a label among which its value stands."""
_ENDS: Final = frozenset({"br", "strong", "b", "label"})


def event_of_labels(tree: LexborHTMLParser) -> Iterator[RawListing]:
    """Yield the event, if the page has one heading and labels a date and a place or time, each once."""
    title = _title(tree)
    found = _labelled(tree) if title else {}
    if not (_WHEN & found.keys() and _WHERE & found.keys()) or any(len(said) > 1 for said in found.values()):
        return
    fields: dict[str, str | None] = {name: next(iter(said)) for name, said in found.items()}
    read = record({**fields, "title": title, "url": own_address(tree)}, "page")
    if isinstance(read, RawListing):
        yield read


def _title(tree: LexborHTMLParser) -> str | None:
    headings = tree.css("h1")[:2]
    return (words_of(headings[0]) or None) if len(headings) == 1 else None


def _labelled(tree: LexborHTMLParser) -> dict[str, set[str]]:
    """Return our fields to all that labels of the page say of each."""
    found: dict[str, set[str]] = {}
    for node in tree.css(_LABELS)[:_MOST_LABELS]:
        label, _, inside = _COLON.sub("\n", words_of(node)[:_LONGEST_VALUE], count=1).partition("\n")
        field = next(iter(field_keys([label])), None) if 0 < len(label) <= _LONGEST_LABEL else None
        if field in _READ and (value := inside or _behind(node)):
            found.setdefault(field, set()).add(value)
    return found


def _behind(node: LexborNode) -> str:
    """Return the words behind a label: up to the next line or label, or those of the next element."""
    if wanted := _VALUES.get(node.tag or ""):
        value = next((each for each in behind(node, _NEAR) if each.tag == wanted), None)
        return words_of(value)[:_LONGEST_VALUE] if value else ""
    said = list[str]()
    for beside in behind(node, _NEAR):
        if beside.tag in _ENDS:
            break
        is_text = beside.tag == "-text"
        said.append(((beside.text_content or "") if is_text else words_of(beside))[:_LONGEST_VALUE])
        if not is_text and said[-1].strip(" :\n\t"):
            break
    return " ".join(" ".join(said).split()).strip(" :")[:_LONGEST_VALUE]
