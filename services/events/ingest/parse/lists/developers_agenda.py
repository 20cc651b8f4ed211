"""developers.events: `all-events.json`, an array of conferences with days as epoch milliseconds.

Format as published: `date` is `[ms]` or `[ms, ms]` (or a bare number) at midnight UTC, `hyperlink`,
`city`, `country`, `cfp: {link, until, untilDate}`, `tags: [{key, value}]`.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.wire.json_text import Json, number_of, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "developers_agenda"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_MS: Final = 4_102_444_800_000
"""The year 2100."""


def is_developers_agenda(document: Json) -> bool:
    """Recognise an array whose first records have a hyperlink and a date."""
    if not isinstance(document, list) or not document:
        return False
    return any(isinstance(row, dict) and {"hyperlink", "date", "name"} <= row.keys() for row in document[:5])


def parse_developers_agenda(document: list[Json]) -> Parsed:
    """Read every row."""
    return gathered(FORMAT, (_row(row, f"[{index}]") for index, row in enumerate(document)))


def _row(row: Json, where: str) -> RawListing | Rejected:
    if not isinstance(row, dict):
        return Rejected("malformed_item", where)
    name = text_of(row.get("name"))
    days = [day for day in map(_day, rows_of(row.get("date"))[:2]) if day]
    cfp = row.get("cfp")
    city = text_of(row.get("city"))
    return RawListing(
        uid="|".join((name.casefold(), (days[0] if days else "")[:4], (city or "").casefold()))
        if name
        else None,
        title=name,
        starts=days[0] if days else None,
        ends=days[-1] if days else None,
        city=None if _is_online(city) else city,
        country=None if _is_online(text_of(row.get("country"))) else text_of(row.get("country")),
        online=True if _is_online(city) else None,
        url=text_of(row.get("hyperlink")),
        status=text_of(row.get("status")),
        categories=_tags(row.get("tags")),
        cfp_url=text_of(cfp.get("link")) if isinstance(cfp, dict) else None,
        cfp_closes=_day(cfp.get("untilDate")) if isinstance(cfp, dict) else None,
        where=where,
    )


def _day(value: Json) -> str | None:
    milliseconds = number_of(value)
    if milliseconds is None or not 0 <= milliseconds < _LATEST_MS:
        return None
    return (_EPOCH + timedelta(milliseconds=milliseconds)).date().isoformat()


def _is_online(text: str | None) -> bool:
    return text is not None and text.casefold() == "online"


def _tags(value: Json) -> tuple[str, ...]:
    """Keep the values of topic-like tags; tags are `{key, value}` or plain words."""
    found = (
        text_of(tag.get("value")) if isinstance(tag, dict) else text_of(tag) for tag in rows_of(value)[:20]
    )
    return tuple(tag for tag in found if tag)
