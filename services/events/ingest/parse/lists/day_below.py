"""The head of an event's page that leaves its day to the text: `It will take place on 19 May 2027`."""

import re
from typing import Final

from services.events.ingest.parse.dates.feed_dates import clock_behind_date, days_in_text
from services.events.ingest.parse.lists.other_records import is_called_event
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.flat_record import flat_record
from services.events.ingest.parse.wire.markdown_line import read_line
from services.events.ingest.parse.wire.yaml_text import Yaml

_TAKES_PLACE: Final = re.compile(
    r"\b(?:(?:will )?takes? place|(?:will be|is|to be) held|join us|scheduled for"
    r"|findet|aura lieu|tendr[aá] lugar|ser[aá] realizad[oa]|si terr[aà]|odb[eę]d[a-zę]{1,3})"
    r" (?:\w{1,12},? ){0,5}?"
    r"(?=\w{0,12},? ?\d{1,4}\b|(?:\w{3,12},? )?\w{3,9}\.? \d)[^.\n]{4,80}",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 5_000
_YES: Final = frozenset({"true", "yes"})


def with_day_below(head: Yaml, text: str) -> Yaml:
    """Return the head with the day that the text says the event takes place on, if the head tells none."""
    if not isinstance(head, dict) or not (is_called_event(head) or str(head.get("event")).lower() in _YES):
        return head
    if {"starts", "dates"} & field_keys(flat_record(head)).keys():
        return head
    said = _TAKES_PLACE.search(read_line(text[:_LOOKED_AT]).text)
    days = days_in_text(said[0]) if said else None
    if said is None or days is None:
        return head
    told: dict[str, Yaml] = {"event start": days[0].isoformat(), "event end": days[1].isoformat()}
    clock = clock_behind_date(said[0])
    bare = {key: value for key, value in head.items() if key != "event"}
    return bare | told | ({"start time": f"{clock:%H:%M}"} if clock else {})
