"""Conference lists in YAML: one list of records, or series that each hold their editions (`confs`).

Known by their fields, whatever their names for them: ruby-conferences (`start_date`, `date_precision`),
cocoa-conferences (`start`, nested `cfp`), paperswithcode and ccf-deadlines (`date` in words, `deadline` with
its own zone; https://github.com/ccfddl/ccf-deadlines).
"""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.columns import field_keys, tells_of_events
from services.events.ingest.parse.parsed import Parsed, gathered
from services.events.ingest.parse.record import record
from services.events.ingest.parse.yaml_text import Yaml, mappings, read_yaml

FORMAT: Final = "yaml"
_EDITIONS: Final = ("confs", "events", "conferences", "editions", "meetups")
_LOOKED_AT: Final = 20
_HEAD: Final = 50_000
_KEY: Final = re.compile(r"^[ \t-]{0,20}[{&]?[^\s:#][^\n:]{0,60}:(?=\s)", re.MULTILINE)
"""A line that begins with a key, without which a text is no list of records."""
_CONFERENCES: Final = re.compile(r"conf", re.IGNORECASE)

Row = tuple[str, Yaml]
"""Where a record stands, and the record, a mapping if it is one."""


def parse_yaml(text: str, url: str) -> Parsed | None:
    """Read a list of events; None when the text is YAML of something else, or no YAML."""
    if not _KEY.search(text[:_HEAD]):
        return None
    documents, stopped = read_yaml(text)
    rows = [row for document in documents for row in _rows(document)]
    looked_at = [row for _, row in rows[:_LOOKED_AT] if isinstance(row, dict)]
    if not any(tells_of_events(field_keys(_flat(row))) for row in looked_at):
        return None
    deadlines = any("deadline" in row or "timeline" in row for row in looked_at)
    categories = ("conference",) if deadlines or _CONFERENCES.search(url) else ()
    return gathered(FORMAT, _records(rows, stopped, categories))


def _records(
    rows: list[Row], stopped: Rejected | None, categories: tuple[str, ...]
) -> Iterator[RawListing | Rejected]:
    for where, row in rows:
        if not isinstance(row, dict):
            yield Rejected("malformed_item", where)
            continue
        flat = _flat(row)
        fields = {field: flat[key] for field, key in field_keys(flat).items()}
        yield record(fields, where, categories)
    if stopped:
        yield stopped


def _rows(document: Yaml) -> Iterator[Row]:
    """Yield the records; an edition inherits what its series says once."""
    if isinstance(document, dict):
        document = _editions(document) or document
    for number, row in enumerate(document if isinstance(document, list) else [document]):
        editions = _editions(row) if isinstance(row, dict) else None
        if editions is None or not isinstance(row, dict):
            yield f"[{number}]", row
            continue
        series = {key: value for key, value in row.items() if key not in _EDITIONS}
        if "full_name" not in series:
            series["full_name"] = series.pop("description", None)
        for place, edition in enumerate(editions):
            where = f"[{number}].confs[{place}]"
            yield where, {**series, **edition} if isinstance(edition, dict) else edition


def _editions(row: dict[str, Yaml]) -> list[Yaml] | None:
    for name in _EDITIONS:
        found = row.get(name)
        if isinstance(found, list):
            return found
    return None


def _flat(row: dict[str, Yaml]) -> dict[str, str | None]:
    """Return the record's texts; a list of words is joined, and a nested `cfp` or `timeline` laid open."""
    flat: dict[str, str | None] = {}
    for key, value in row.items():
        if isinstance(value, list):
            flat[key] = ", ".join(word for word in value[:_LOOKED_AT] if isinstance(word, str)) or None
        elif not isinstance(value, dict):
            flat[key] = value
    cfp, rounds = row.get("cfp"), list(mappings(row.get("timeline")))
    if isinstance(cfp, dict):
        flat |= {"cfp_link": _text(cfp.get("link")), "cfp_end": _text(cfp.get("deadline"))}
    if rounds:
        flat["deadline"] = _text(rounds[-1].get("deadline"))
    return flat


def _text(value: Yaml) -> str | None:
    return value if isinstance(value, str) else None
