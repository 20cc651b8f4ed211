"""confs.tech: a JSON array of conferences, one file per year and topic.

Format: https://github.com/tech-conferences/conference-data (plain days, no ids, no zones; `endDate` is
the last day; `online` beside a city means hybrid).
"""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.fact import YES, Fact
from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.links import clean_link
from services.events.ingest.parse.wire.json_text import Json, flag_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "confs_tech"
_UNKNOWN: Final = frozenset(
    {"location", "venue", "place", "address", "timezone", "startTime", "time", "description", "links"}
)
"""What confs.tech has no key for: a list with one of these is of its own making, and tells more."""
_TOLD: Final = frozenset({"url", "city", "online"})
_TOPIC = re.compile(r"/(?:19|20)\d\d/([\w-]+)\.json$")


def is_confs_tech(document: Json) -> bool:
    """Recognise an array of whose first records one has a name and a start date, and no other's keys."""
    if not isinstance(document, list) or not document:
        return False
    rows = (row.keys() for row in document[:5] if isinstance(row, dict))
    return any(
        {"name", "startDate"} <= keys and keys & _TOLD and keys.isdisjoint({"@type"} | _UNKNOWN)
        for keys in rows
    )


def parse_confs_tech(document: list[Json], url: str) -> Parsed:
    """Read every row; the topic is in the file's name."""
    topic = _TOPIC.search(url)
    categories = (topic[1],) if topic and topic[1] != "general" else ()
    return gathered(FORMAT, (_row(row, f"[{index}]", categories) for index, row in enumerate(document)))


def _row(row: Json, where: str, categories: tuple[str, ...]) -> RawListing | Rejected:
    if not isinstance(row, dict):
        return Rejected("malformed_item", where)
    name, starts = text_of(row.get("name")), text_of(row.get("startDate"))
    return RawListing(
        uid=_uid(name, starts, text_of(row.get("city"))),
        title=name,
        starts=starts,
        ends=text_of(row.get("endDate")),
        city=text_of(row.get("city")),
        country=text_of(row.get("country")),
        url=text_of(row.get("url")),
        online=flag_of(row.get("online")),
        language=text_of(row.get("locales")),
        categories=categories,
        cfp_url=text_of(row.get("cfpUrl")),
        cfp_closes=text_of(row.get("cfpEndDate")),
        facts=tuple(_facts(row)),
        where=where,
    )


def _facts(row: dict[str, Json]) -> Iterator[Fact]:
    """A field that is false or empty was left alone, which says nothing."""
    if page := clean_link(text_of(row.get("cocUrl"))):
        yield Fact("code_of_conduct", YES, "cocUrl", page)
    if flag_of(row.get("offersSignLanguageOrCC")):
        yield Fact("captions_or_sign_language", YES, "offersSignLanguageOrCC")


def _uid(name: str | None, starts: str | None, city: str | None) -> str | None:
    """Name, year and city: what survives a moved date or a mended link."""
    if not name:
        return None
    return "|".join((name.casefold(), (starts or "")[:4], (city or "").casefold()))
