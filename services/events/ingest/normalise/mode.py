"""How one takes part, from flags first and plain words after."""

import re
from typing import Final

from services.events.ingest.model import Place, RawListing
from shared.contracts.events import EventStatus, Mode

_HYBRID: Final = re.compile(r"\bhybrid\b(?! (?:cloud|work|app|mobile|vehicle|car))", re.IGNORECASE)
_ONLINE: Final = re.compile(
    r"\b(?:online|virtual|webinar|remote|live ?stream)\b(?! (?:reality|machine|marketing|shop))",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(
    r"\((?:now |fully |all |held )?(?:virtual(?:ly)?|online)(?: only| event| conference)?\)\s*\Z",
    re.IGNORECASE,
)
"""Behind a town where the event would have been: `Bonn, Germany (virtual)`."""
_BESIDE: Final = re.compile(
    r"(?:[+&/]|\b(?:and|or|und|oder|et|ou|y|e)\b)\s*(?:via |on |live )?"
    r"(?:zoom|(?:ms |microsoft )?teams|google meet|webex|jitsi|big ?blue ?button|youtube|live ?stream)\b",
    re.IGNORECASE,
)
"""What a room is told with that can be followed from afar: `Room 204 + Zoom`."""


def mode_of(
    raw: RawListing, place: Place | None, status: EventStatus, title: str, *, place_says_online: bool
) -> Mode | None:
    """Return the mode; None when nothing tells."""
    if status is EventStatus.MOVED_ONLINE:
        return Mode.ONLINE
    somewhere = place is not None and bool(place.city or place.venue)
    told = raw.venue or raw.address or raw.city or ""
    if _ONLY.search(raw.address or raw.city or ""):
        return Mode.ONLINE
    online = raw.online or place_says_online or _BESIDE.search(told) is not None
    if (online and somewhere) or (somewhere and _HYBRID.search(title)):
        return Mode.HYBRID
    if online or (not somewhere and raw.online is None and _ONLINE.search(title)):
        return Mode.ONLINE
    return Mode.IN_PERSON if somewhere or raw.online is False else None
