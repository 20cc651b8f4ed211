"""A small world to read documents in: some cities, their countries, a classifier that knows nothing."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from services.events.ingest.model import ReadContext, Reading
from services.events.ingest.parse.document import parse_document
from services.events.ingest.parse.wire.parsed import Parsed
from services.events.ingest.read.read import read_document
from services.events.ingest.read.records import Tools
from shared.places.gazetteer import Gazetteer
from shared.topics import Described, TopicScore

Told = tuple[str, str, str | None, str | None, str | None, str | None]
"""Title, start, end, venue or address, city and link of a listing."""
NOW: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _city(name: str, country: str, admin: str, zone: str, people: int, *also: str) -> dict[str, Any]:
    position = {"latitude": 10.0 + people % 7, "longitude": 20.0 + people % 11}
    named = {"name": name, "countrycode": country, "admin1code": admin, "alternatenames": list(also)}
    return named | position | {"timezone": zone, "population": people}


SMALL_WORLD: Final = Gazetteer(
    [
        _city("Berlin", "DE", "16", "Europe/Berlin", 3_426_354),
        _city("Munich", "DE", "02", "Europe/Berlin", 1_505_005, "München", "Munchen"),
        _city("London", "GB", "ENG", "Europe/London", 8_961_989),
        _city("London", "CA", "08", "America/Toronto", 422_324),
        _city("Austin", "US", "TX", "America/Chicago", 961_855),
        _city("Portland", "US", "OR", "America/Los_Angeles", 652_503),
        _city("Portland", "US", "ME", "America/New_York", 68_408),
        _city("Singapore", "SG", "00", "Asia/Singapore", 5_638_700),
    ],
    [
        {"name": "Germany", "iso": "DE", "iso3": "DEU"},
        {"name": "United Kingdom", "iso": "GB", "iso3": "GBR"},
        {"name": "Canada", "iso": "CA", "iso3": "CAN"},
        {"name": "United States", "iso": "US", "iso3": "USA"},
        {"name": "Singapore", "iso": "SG", "iso3": "SGP"},
        {"name": "France", "iso": "FR", "iso3": "FRA"},
    ],
    {"Texas": "TX", "Oregon": "OR", "Maine": "ME"},
)


class NoTopics:
    """Knows no topics."""

    def classify_all(self, described: Sequence[Described]) -> list[tuple[TopicScore, ...]]:
        """Return none."""
        return [() for _ in described]


TOOLS: Final = Tools(SMALL_WORLD, NoTopics())


def context(url: str = "https://example.org/feed", **known: Any) -> ReadContext:
    """Return a context whose window is October 2026 to May 2028."""
    window = {
        "window_start": datetime(2026, 10, 24, tzinfo=UTC),
        "window_end": datetime(2028, 5, 24, tzinfo=UTC),
    }
    return ReadContext(url=url, **(window | known))


def read(body: bytes | str, url: str = "https://example.org/feed", **known: Any) -> Reading:
    """Read a document in the small world."""
    return read_document(body.encode() if isinstance(body, str) else body, context(url, **known), TOOLS)


def told(reading: Reading) -> list[Told]:
    """Return what each listing tells, in the order of the document."""
    return [
        (
            it.title,
            it.starts.local,
            it.ends.local if it.ends else None,
            (it.place.venue or it.place.address) if it.place else None,
            it.place.city if it.place else None,
            it.url,
        )
        for it in reading.listings
    ]


def placed(reading: Reading) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Return what each listing tells, but its link: title, start, end, house or street, and town."""
    return [each[:5] for each in told(reading)]


def parse_json(document: Any) -> Parsed:
    """Parse a JSON document, told by its shape alone, to raw listings."""
    return parse_document(json.dumps(document).encode(), context())


def calendar(*events: str, head: str = "") -> str:
    """Wrap the lines of events into a calendar; each event gets BEGIN and END."""
    blocks = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head.strip()}\n{blocks}END:VCALENDAR\n".replace("\n\n", "\n")
