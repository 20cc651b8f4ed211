"""cron-quiles: the history file of an aggregator of Mexican groups (https://github.com/shellaquiles/cron-quiles).

Its titles are composed, `Group|Event|Country|State` or `Group|Event|Online`; the event's own is the second.
"""

from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.wire.json_path import Node, Record, has_rows, records, text_at, texts_at
from services.events.ingest.parse.wire.json_text import Json, flag_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "cron_quiles"
_PARTS: Final = 3
_NOT_YET: Final = "to be announced"


def parse_cron_quiles(document: Json) -> Parsed | None:
    """Read every row; None where none has the aggregator's own key."""
    is_it = has_rows(document, "title", "dtstart", "hash_key")
    return gathered(FORMAT, records(document, "", _event)) if is_it else None


def _event(row: Node, where: str) -> Record:
    group = text_at(row, "organizer")
    # Where the group wrote "Online", what the list calls the address is what a map knows by that word.
    is_online = flag_of(row.get("online")) or (text_at(row, "location") or "").casefold() == "online"
    return RawListing(
        uid=text_at(row, "url") or text_at(row, "hash_key"),
        title=_title(text_at(row, "title"), group),
        description=text_at(row, "description"),
        starts=text_at(row, "dtstart"),
        ends=text_at(row, "dtend"),
        address=None if is_online else _address(row),
        city=None if is_online else text_at(row, "city"),
        region=None if is_online else text_at(row, "state"),
        country=None if is_online else text_at(row, "country_code"),
        url=text_at(row, "url"),
        online=is_online,
        organiser_name=group,
        categories=texts_at(row, "tags"),
        where=where,
    )


def _address(row: Node) -> str | None:
    """Return what the group wrote of the place where that is whole: a map knows no houses."""
    known, written = text_at(row, "address"), text_at(row, "location")
    return written if written and written.count(",") > 1 else known or written


def _title(composed: str | None, group: str | None) -> str | None:
    """Return the event's part; where that is still to be announced, the group is all that is known."""
    parts = (composed or "").split("|")
    if len(parts) < _PARTS:
        return composed
    # A title may hold the sign itself: what follows the group and precedes the place is the event's.
    is_online = parts[-1].strip().casefold() == "online"
    own = ("|".join(parts[1 : -1 if is_online else -2]) or parts[1]).strip()
    return group or parts[0] if own.casefold().startswith(_NOT_YET) else own
