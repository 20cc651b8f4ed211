"""OpenAgenda v2, `/v2/agendas/{uid}/events` and one event (https://developers.openagenda.com/10-lecture/).

Texts are given by language; one event holds the several times at which it takes place.
"""

from collections.abc import Iterator
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.platforms.openagenda_forms import by_local_clock, open_data_rows
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    first_text,
    has_rows,
    nodes_at,
    number_at,
    text_at,
)
from services.events.ingest.parse.wire.json_text import Json, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "openagenda"
MAX_TIMINGS: Final = 200
_LANGUAGES: Final = ("en", "fr", "de", "es", "it")
_ONLINE: Final = {"1": False, "2": True, "3": True}
_STATUSES: Final = {"2": "rescheduled", "3": "movedonline", "4": "postponed", "6": "cancelled"}


def parse_openagenda(document: Json) -> Parsed | None:
    """Read every time of every event; None where none has a slug and its times."""
    rows = open_data_rows(document) or rows_of(at(document, "events") or at(document, "event") or document)
    is_it = any(has_rows(rows, "slug", key) for key in ("timings", "nextTiming", "firstTiming"))
    return gathered(FORMAT, _records(rows)) if is_it else None


def _records(rows: list[Json]) -> Iterator[Record]:
    for index, row in enumerate(rows):
        where = f"events[{index}]"
        if isinstance(row, dict):
            yield from _timed(row, where)
        else:
            yield Rejected("malformed_item", where)


def _timed(row: Node, where: str) -> Iterator[Record]:
    """Yield a listing for each time; a short answer names only the first, the next and the last."""
    timings = by_local_clock(row) or _named_timings(row)
    for index, timing in enumerate(timings[:MAX_TIMINGS]):
        yield _event(row, timing, f"{where}.timings[{index}]", is_one_of_several=len(timings) > 1)
    if not timings:
        yield _event(row, {}, where, is_one_of_several=False)
    if len(timings) > MAX_TIMINGS:
        yield Rejected("too_many_occurrences", where, _said(row.get("title")))


def _named_timings(row: Node) -> list[Node]:
    named = [timing for name in ("firstTiming", "nextTiming", "lastTiming") for timing in nodes_at(row, name)]
    return list({first_text(timing, "begin", "start"): timing for timing in named}.values())


def _event(row: Node, timing: Node, where: str, *, is_one_of_several: bool) -> RawListing:
    place = at(row, "location")
    starts = first_text(timing, "begin", "start")
    return RawListing(
        uid=text_at(row, "uid") or text_at(row, "slug"),
        recurrence_id=starts if is_one_of_several else None,
        title=_said(row.get("title")),
        summary=_said(row.get("description")),
        description=_said(row.get("longDescription")) or _said(row.get("description")),
        starts=starts,
        ends=text_at(timing, "end"),
        timezone=text_at(row, "timezone") or text_at(place, "timezone"),
        venue=text_at(place, "name"),
        address=text_at(place, "address"),
        city=text_at(place, "city"),
        region=text_at(place, "region"),
        country=text_at(place, "countryCode"),
        lat=number_at(place, "latitude"),
        lon=number_at(place, "longitude"),
        url=first_text(row, "canonicalUrl", "onlineAccessLink") or text_at(row, "links", 0, "link"),
        image_url=_image(row.get("image")),
        online=_ONLINE.get(_code(row.get("attendanceMode"))),
        status=_STATUSES.get(_code(row.get("status"))),
        organiser_name=text_at(row, "originAgenda", "title"),
        categories=_words(row.get("keywords")),
        price=_said(row.get("conditions")),
        where=where,
    )


def _said(value: Json) -> str | None:
    """Return a text in the first of the languages that it has, or the text itself."""
    if not isinstance(value, dict):
        return text_of(value)
    return first_text(value, *_LANGUAGES, *list(value)[:5])


def _words(value: Json) -> tuple[str, ...]:
    rows = rows_of(next(iter(value.values()), None) if isinstance(value, dict) else value)
    return tuple(word for row in rows[:20] if (word := text_of(row)))


def _code(value: Json) -> str:
    return text_at(value, "id") or text_of(value) or ""


def _image(value: Json) -> str | None:
    base, name = text_at(value, "base"), text_at(value, "filename")
    return f"{base}{name}" if base and name else text_of(value)
