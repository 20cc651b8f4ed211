"""Events as a partner brings them over our own API (`shared.contracts.partners.events`), in one document."""

from typing import Final

from services.events.ingest.fact import Fact
from services.events.ingest.model import RawListing
from services.events.ingest.parse.wire.json_path import Node, Record, at, number_at, records, text_at
from services.events.ingest.parse.wire.json_text import Json, flag_of, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered
from shared.contracts.events import EventKind

FORMAT: Final = "partner"
ROWS: Final = "acquaint_partner_events"
_ONLINE: Final = "online"
_TAKES_PLACE: Final = "scheduled"
_KINDS: Final = frozenset(EventKind)
_SAID: Final = "whoever holds it says so"


def parse_partner_events(document: Json) -> Parsed | None:
    """Read every line of the document that we write ourselves; None for another."""
    lines = at(document, ROWS)
    return gathered(FORMAT, records(lines, ROWS, listing_of)) if isinstance(lines, list) else None


def listing_of(line: Node, where: str) -> Record:
    """Return the listing that a line tells of; online, an address is where the sender sits."""
    mode, status = text_at(line, "mode"), text_at(line, "status")
    place = {} if mode == _ONLINE else line
    return RawListing(
        uid=text_at(line, "external_id"),
        title=text_at(line, "title"),
        summary=text_at(line, "summary"),
        description=text_at(line, "description"),
        starts=text_at(line, "starts_at"),
        ends=text_at(line, "ends_at"),
        timezone=text_at(line, "timezone"),
        venue=text_at(place, "venue"),
        address=text_at(place, "address"),
        city=text_at(place, "city"),
        region=text_at(place, "region"),
        country=text_at(place, "country"),
        lat=number_at(place, "lat"),
        lon=number_at(place, "lon"),
        url=text_at(line, "url"),
        image_url=text_at(line, "image_url"),
        online=None if mode is None else mode != "in_person",
        status=None if status == _TAKES_PLACE else status,
        organiser_name=text_at(line, "organiser_name"),
        organiser_url=text_at(line, "organiser_url"),
        categories=tuple(_words(line, "topics")),
        language=next(iter(_words(line, "languages")), None),
        price=_price(line),
        is_free=flag_of(at(line, "is_free")),
        cfp_url=text_at(line, "cfp_url"),
        cfp_closes=text_at(line, "cfp_closes_at"),
        facts=tuple(_facts(line)),
        where=where,
    )


def _words(line: Node, name: str) -> list[str]:
    return [word for item in rows_of(line.get(name)) if (word := text_of(item))]


def _price(line: Node) -> str | None:
    amounts = [
        f"{found:.2f}" for name in ("price_min", "price_max") if (found := number_at(line, name)) is not None
    ]
    return f"{'..'.join(amounts)} {text_at(line, 'currency') or ''}".strip() if amounts else None


def _facts(line: Node) -> list[Fact]:
    kind, words = text_at(line, "kind"), _words(line, "topics")
    told = [Fact("kind", kind, _SAID)] if kind in _KINDS else []
    return told + ([Fact("keywords", "; ".join(words), _SAID)] if words else [])
