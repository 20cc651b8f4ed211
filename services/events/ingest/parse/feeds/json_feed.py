"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). When an item was published is not its event's date.

The format has no date of an event: it is taken from an extension that names one (`_event`, `_starts_at`),
else out of the text, strictly.
"""

from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.text import plain
from services.events.ingest.parse.dates.feed_dates import days_in_text
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    first_text,
    records,
    text_at,
    texts_at,
)
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed, gathered
from shared.contracts.catalogue.origins import HowTold

FORMAT: Final = "json_feed"
_STARTS: Final = ("starts_at", "start", "startDate", "start_date", "start_time", "date_start", "startTime")
_ENDS: Final = ("ends_at", "end", "endDate", "end_date", "end_time", "date_end", "endTime")
_PLACES: Final = ("location", "venue", "place", "address")


def parse_json_feed(document: Json) -> Parsed | None:
    """Read every item; None without the version address that every feed carries."""
    if "jsonfeed.org/version" not in (text_at(document, "version") or ""):
        return None
    items, language = at(document, "items"), text_at(document, "language")
    return gathered(FORMAT, records(items, "items", lambda item, where: _item(item, where, language)))


def _item(item: Node, where: str, language: str | None) -> Record:
    title, text = text_at(item, "title"), first_text(item, "content_html", "content_text", "summary")
    extensions = _extensions(item)
    starts, ends = _extended(extensions, _STARTS), _extended(extensions, _ENDS)
    told = HowTold.STATED if starts else HowTold.IN_WORDS
    if starts is None:
        days = days_in_text(f"{title or ''}\n{plain(text)}")
        if days is None:
            return Rejected("no_date", where, title)
        starts, ends = days[0].isoformat(), days[1].isoformat()
    return RawListing(
        uid=text_at(item, "id") or text_at(item, "url"),
        title=title,
        summary=text_at(item, "summary"),
        description=text,
        starts=starts,
        ends=ends,
        timezone=_extended(extensions, ("timezone", "tz")),
        address=_extended(extensions, _PLACES),
        url=first_text(item, "external_url", "url"),
        image_url=first_text(item, "image", "banner_image"),
        organiser_name=text_at(item, "authors", 0, "name") or text_at(item, "author", "name"),
        categories=texts_at(item, "tags"),
        language=text_at(item, "language") or language,
        dates_told=told,
        where=where,
    )


def _extensions(item: Node) -> list[Node]:
    """Return the custom objects (their keys start with `_`), and the item's own such keys as one more."""
    own = {key: value for key, value in item.items() if key.startswith("_")}
    flat = {key[1:]: value for key, value in own.items()}
    return [*(value for value in own.values() if isinstance(value, dict)), flat]


def _extended(extensions: list[Node], keys: tuple[str, ...]) -> str | None:
    return next((found for each in extensions if (found := first_text(each, *keys))), None)
