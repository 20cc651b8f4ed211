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


def mode_of(
    raw: RawListing, place: Place | None, status: EventStatus, title: str, *, place_says_online: bool
) -> Mode | None:
    """Return the mode; None when nothing tells."""
    if status is EventStatus.MOVED_ONLINE:
        return Mode.ONLINE
    somewhere = place is not None and bool(place.city or place.venue)
    online = raw.online or place_says_online
    if (online and somewhere) or (somewhere and _HYBRID.search(title)):
        return Mode.HYBRID
    if online or (not somewhere and raw.online is None and _ONLINE.search(title)):
        return Mode.ONLINE
    return Mode.IN_PERSON if somewhere or raw.online is False else None
