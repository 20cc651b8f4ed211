"""Rows of a table of events: one column a field, as lines of JSON have them, several values of one by `;`."""

from typing import Any, Final

from shared.contracts.partners.events import EventLine

COLUMNS: Final = frozenset(EventLine.model_fields)
_LISTS: Final = frozenset({"topics", "languages"})
_FLAGS: Final = frozenset({"is_free"})
_YES, _NO = frozenset({"yes", "true", "1", "y"}), frozenset({"no", "false", "0", "n"})
_AS_OURS: Final = {
    "title": ("name", "event", "event_name", "event_title"),
    "external_id": ("id", "event_id", "uid"),
    "starts_at": ("start", "starts", "start_date", "start_time", "begin", "date"),
    "ends_at": ("end", "ends", "end_date", "end_time"),
    "url": ("link", "website", "event_url"),
    "venue": ("location", "place"),
    "timezone": ("time_zone", "tz"),
    "image_url": ("image",),
    "organiser_name": ("organiser", "organizer", "organizer_name", "host"),
    "organiser_url": ("organizer_url",),
    "cfp_closes_at": ("cfp_closes", "cfp_deadline"),
    "topics": ("tags", "categories", "keywords"),
    "languages": ("language",),
}
OURS: Final = {theirs: ours for ours, names in _AS_OURS.items() for theirs in names}


def event_of(cells: dict[str, str]) -> dict[str, Any]:
    """Return the cells of a row that hold something as a line of JSON would have them."""
    return {name: _value(name, cell) for name, cell in cells.items()}


def _value(name: str, cell: str) -> str | bool | list[str]:
    if name in _LISTS:
        return [part.strip() for part in cell.split(";") if part.strip()]
    if name in _FLAGS:
        word = cell.lower()
        return True if word in _YES else False if word in _NO else cell
    return cell.replace(" ", "T", 1) if name.endswith("_at") else cell
