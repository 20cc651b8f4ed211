"""Indico's HTTP export, `/export/categ/{id}.json` and `/export/event/{id}.json`.

Format: https://docs.getindico.io/en/stable/http-api/exporters/event/ . Dates are `{date, time, tz}`.
"""

from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.wire.json_path import Node, Record, at, joined, records, text_at, texts_at
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "indico"


def parse_indico(document: Json) -> Parsed | None:
    """Read the answer, by its own type or Indico's dates; None for another document."""
    is_answer = text_at(document, "_type") == "HTTPAPIResult"
    is_it = is_answer or text_at(document, "results", 0, "startDate", "date") is not None
    return gathered(FORMAT, records(at(document, "results"), "results", _event)) if is_it else None


def _event(row: Node, where: str) -> Record:
    chairs = texts_at(row, "chairs", name="affiliation")
    return RawListing(
        uid=text_at(row, "url") or text_at(row, "id"),
        title=text_at(row, "title"),
        description=text_at(row, "description"),
        starts=_moment(row.get("startDate")),
        ends=_moment(row.get("endDate")),
        timezone=text_at(row, "startDate", "tz") or text_at(row, "timezone"),
        venue=joined(text_at(row, "location"), text_at(row, "roomFullname") or text_at(row, "room")),
        address=text_at(row, "address"),
        url=text_at(row, "url"),
        organiser_name=text_at(row, "organizer") or (chairs[0] if chairs else None),
        categories=(*texts_at(row, "category"), *texts_at(row, "keywords"), *texts_at(row, "_type")),
        language=text_at(row, "language"),
        where=where,
    )


def _moment(value: Json) -> str | None:
    """Return day and time as one; fractions of a second are dropped."""
    day, time = text_at(value, "date"), text_at(value, "time")
    return f"{day}T{time.partition('.')[0]}" if day and time else day
