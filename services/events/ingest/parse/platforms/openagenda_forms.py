"""Other forms of OpenAgenda's events than its v2: its first version, and what is published as open data.

Opendatasoft (https://public.opendatasoft.com/explore/dataset/evenements-publics-openagenda/) lays each event
flat, its times, state and mode as JSON within texts. The first version tells times in UTC, and beside them
when the first and the last of them begin by the clock of the place.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from services.events.ingest.normalise.when import is_plausible, read_date
from services.events.ingest.parse.wire.json_path import Node, at, has_rows, nodes_at, text_at
from services.events.ingest.parse.wire.json_text import Json, load_json, rows_of

_WORDS: Final = {"title": "title", "description": "description", "longdescription": "longDescription",
                 "conditions": "conditions", "keywords": "keywords"}  # fmt: skip
_LANGUAGES: Final = ("fr", "en", "de", "es", "it", "nl", "pt")
_PLACE: Final = ("name", "address", "city", "region")
_LONGEST: Final = 200_000
_UNEVEN: Final = timedelta(minutes=15)
_FURTHEST: Final = timedelta(hours=14)


def open_data_rows(document: Json) -> list[Json]:
    """Return the events of an export as v2 has them; none where it is no export of them."""
    rows: list[Json] = [
        at(row, "fields") or row
        for row in rows_of(at(document, "results") or at(document, "records") or document)
    ]
    if not has_rows(rows, "slug", "firstdate_begin"):
        return []
    return [_as_v2(row) if isinstance(row, dict) else row for row in rows]


def _as_v2(row: Node) -> Json:
    told: Node = {key: _in_text(row.get(key)) for key in ("timings", "status")}
    told |= {"uid": row.get("uid"), "slug": row.get("slug"), "canonicalUrl": row.get("canonicalurl")}
    told |= {
        "onlineAccessLink": row.get("onlineaccesslink"),
        "attendanceMode": _in_text(row.get("attendancemode")),
    }
    told |= {"image": row.get("image"), "originAgenda": {"title": row.get("originagenda_title")}}
    for flat, name in _WORDS.items():
        told[name] = {tongue: row[key] for tongue in _LANGUAGES if row.get(key := f"{flat}_{tongue}")}
    point = row.get("location_coordinates")
    lat, lon = (
        (at(point, "lat"), at(point, "lon")) if isinstance(point, dict) else (at(point, 0), at(point, 1))
    )
    place: Node = {name: row.get(f"location_{name}") for name in _PLACE}
    told["location"] = place | {
        "countryCode": row.get("location_countrycode"),
        "latitude": lat,
        "longitude": lon,
    }
    if not told["timings"]:
        told["timings"] = {"begin": row.get("firstdate_begin"), "end": row.get("firstdate_end")}
    return told


def _in_text(value: Json) -> Json:
    """Return what stands as JSON within a text, the value itself where it is none."""
    if not isinstance(value, str) or not value.startswith(("[", "{")) or len(value) > _LONGEST:
        return value
    try:
        return load_json(value)
    except ValueError:
        return None


def by_local_clock(row: Node) -> list[Node]:
    """Return the times of an event, those in UTC by the clock of the place as far as the event shows it."""
    timings = nodes_at(row, "timings")
    offsets = [_offset(row, end, timings[place]) for end, place in (("first", 0), ("last", -1)) if timings]
    if not timings or None in offsets:
        return timings
    middle = offsets[0] if offsets[0] == offsets[1] else None
    told = [offsets[0], *[middle] * (len(timings) - 2), offsets[1]][: len(timings)]
    return [dict(_shown(timing, offset)) for timing, offset in zip(timings, told, strict=True)]


def _offset(row: Node, end: str, timing: Node) -> timedelta | None:
    """Return how far the clock of the place is ahead of UTC at the first or the last time."""
    clock = read_date(f"{text_at(row, f'{end}Date')}T{text_at(row, f'{end}TimeStart')}")
    instant = read_date(text_at(timing, "start"))
    if clock is None or clock.is_day or instant is None or instant.offset != timedelta(0):
        return None
    ahead = clock.wall - instant.wall
    return ahead if abs(ahead) <= _FURTHEST and not ahead % _UNEVEN else None


def _shown(timing: Node, offset: timedelta | None) -> Iterator[tuple[str, Json]]:
    for key, value in timing.items():
        found = read_date(value) if isinstance(value, str) and offset is not None else None
        if found is None or offset is None or found.offset != timedelta(0) or not is_plausible(found):
            yield key, value
            continue
        moment = datetime.combine(found.wall.date(), found.wall.time(), UTC).astimezone(timezone(offset))
        yield key, moment.isoformat(timespec="seconds")
