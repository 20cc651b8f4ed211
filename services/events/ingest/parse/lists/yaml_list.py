"""Conference lists in YAML, known by their fields, whatever their names for them.

ruby-conferences (`start_date`, `date_precision`), cocoa-conferences (`start`, nested `cfp`), paperswithcode
and ccf-deadlines (`date` in words, `deadline` with its own zone; https://github.com/ccfddl/ccf-deadlines),
and the front matter of a page (Jekyll, Hugo).
"""

import re
from typing import Final

from services.events.ingest.model import Rejected
from services.events.ingest.parse.lists.other_records import is_called_event, is_list_of_others
from services.events.ingest.parse.lists.yaml_items import items_apart
from services.events.ingest.parse.records.columns import field_keys, plain_name
from services.events.ingest.parse.records.flat_record import flat_record
from services.events.ingest.parse.records.kind_of_file import kind_of_file
from services.events.ingest.parse.records.other_kinds import is_page_of_news
from services.events.ingest.parse.records.record_list import (
    Row,
    is_event,
    looked_at,
    read_rows,
    rows_of_events,
)
from services.events.ingest.parse.schedules.day_programme import programme_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered
from services.events.ingest.parse.wire.yaml_text import Yaml, read_yaml

FORMAT: Final = "yaml"
_HEAD: Final = 50_000
_KEY: Final = re.compile(r"^[ \t-]{0,20}[{&]?[^\s:#][^\n:]{0,60}:(?=\s)", re.MULTILINE)
"""A line that begins with a key, without which a text is no list of records."""
_FRONT: Final = re.compile(r"---[ \t]*\n(.{1,20000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELDS: Final = re.compile(r"((?:[A-Z][\w-]{1,30}:[ \t][^\n]{0,500}\n){2,20})[ \t]*\n")
"""The head of a page of Pelican, which no line closes (https://docs.getpelican.com/en/latest/content.html)."""
_PLACES: Final = frozenset({"address", "street", "venue", "city", "start_time"})
_OTHER: Final = re.compile(r"(?!post|page)[^\W\d_]+(?:[\W_].{0,60})?", re.IGNORECASE)
"""A kind of page that is neither an event's nor one that any page has."""
_BROKEN: Final = frozenset({"cut_off_malformed", "malformed_item"})


def parse_yaml(text: str, url: str) -> Parsed | None:
    """Read a list of events; None when the text is YAML of something else, or no YAML."""
    if not _KEY.search(text[:_HEAD]):
        return None
    front = _FRONT.match(text)
    if front and front[1].startswith("- "):
        front = None  # a list between two lines of dashes is no head of a page
    documents, broken = _read(front[1] if front else text)
    if not front and broken and (front := _FIELDS.match(text)):
        documents, broken = _read(front[1])
    return read_documents(FORMAT, documents, broken, url, is_head=front is not None)


def read_documents(
    name: str, documents: list[Yaml], broken: list[Rejected], url: str, *, is_head: bool
) -> Parsed | None:
    """Read the lists of events within documents, each as it is told here; None where there is none.

    `is_head` where the document is the head of a page.
    """
    if not is_head and (programme := programme_of(name, documents[0] if documents else None, url)):
        return programme
    rows = [row for held in _lists(documents, url) for row in held]
    first = looked_at(rows)
    if not any(is_event(flat_record(row)) for row in first) or (is_head and not _is_of_event(first[0])):
        return None
    deadlines = any("deadline" in row or "timeline" in row for row in first)
    categories = ("conference",) if deadlines else kind_of_file(url)
    return gathered(name, (*read_rows(rows, categories), *broken))


def parse_flow(text: str, url: str) -> Parsed | None:
    """Read what is JSON by intent and YAML by its signs: keys without quotes, a comma too many.

    Site generators read such files as YAML. None when not the whole of it is, as where it was cut off.
    """
    parsed = parse_yaml(text, url)
    return parsed if parsed and not any(it.reason in _BROKEN for it in parsed.rejected) else None


def _lists(documents: list[Yaml], url: str) -> list[list[Row]]:
    """Return the lists of events, each by itself: one of posts may stand beside one of events."""
    lists: dict[str, list[Row]] = {}
    for number, document in enumerate(documents):
        for where, row in rows_of_events(document):
            lists.setdefault(f"{number} {where.partition('[')[0]}", []).append((where, row))
    return [rows for rows in lists.values() if not is_list_of_others(url, rows[0][0], looked_at(rows))]


def _read(text: str) -> tuple[list[Yaml], list[Rejected]]:
    """Read the documents; where reading stops at a malformed line, the items of the list are read apart."""
    documents, stopped = read_yaml(text)
    if stopped and stopped.reason == "cut_off_malformed":
        items, broken = items_apart(text)
        if items:
            return [items], broken
    return documents, [stopped] if stopped else []


def _is_of_event(row: dict[str, Yaml]) -> bool:
    """Tell the head of an event's page from that of a post, whose date is that of its writing."""
    keys = field_keys(flat_record(row))
    if is_page_of_news(row.items()):
        return False
    is_named = plain_name(keys.get("dates", "")).startswith("event")
    lasts = bool({"starts", "ends"} & keys.keys()) and not _OTHER.fullmatch(str(row.get("type") or ""))
    is_dated = is_named or lasts
    return is_dated or bool(_PLACES & keys.keys()) or is_called_event(row)
