"""Whether an event takes place, out of the fields of a record."""

import re
from typing import Final

from services.events.ingest.parse.records.record_when import Fields, says_yes

_OFF: Final = re.compile(
    r"(cancell?ed|postponed)\b(?=\W*$|[.,;:!]|\s(?:until|to|by|due|for|and|indefinitely)\b)", re.IGNORECASE
)
_LONGEST_REMARK: Final = 120
_REVIEWED: Final = frozenset(
    {"confirmed", "accepted", "published", "scheduled", "active", "draft", "pending", "submitted"}
    | {"cancelled", "canceled", "postponed", "withdrawn", "upcoming", "past", "open", "closed"}
)


def status_of(fields: Fields) -> str | None:
    """Return the status as told by a field of its own, one that asks whether it is off, or a short remark."""
    if says_yes(fields, "cancelled"):
        return "cancelled"
    remark = (fields.get("description") or "").strip()
    off = _OFF.match(remark) if len(remark) <= _LONGEST_REMARK else None
    return fields.get("status") or (off[1].lower() if off else None)


def state_of_review(region: str | None) -> str | None:
    """Return what a field called `state` says where it is no part of a country: `confirmed`."""
    return region if (region or "").strip().lower() in _REVIEWED else None
