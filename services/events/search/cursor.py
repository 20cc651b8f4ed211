"""Where a page ended, in a form that the next request carries; bound to the search it came from."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from services.events.search.query import Search
from shared.kernel.errors import AppError, FieldError, Kind


def next_cursor(search: Search, key: float | datetime, event_id: str) -> dict[str, Any]:
    """Return the cursor behind an event: its key and id, the moment of the first page, and the search."""
    place = key.isoformat() if isinstance(key, datetime) else key
    cursor: dict[str, Any] = {
        "k": place,
        "i": event_id,
        "n": search.now.isoformat(),
        "s": fingerprint(search),
    }
    if search.mends:
        cursor["m"] = search.mends
    if search.shares:
        cursor["p"] = search.shares
    return cursor


def resume(search: Search, cursor: dict[str, Any]) -> Search:
    """Return the search as of the cursor's moment, behind its place; 422 when it belongs to another search.

    The moment is kept so that "upcoming" means the same on every page.
    """
    try:
        now = datetime.fromisoformat(cursor["n"]).astimezone(UTC)
        place, event_id, of = cursor["k"], str(cursor["i"]), cursor["s"]
        key = datetime.fromisoformat(place).astimezone(UTC) if isinstance(place, str) else float(place)
        mends = tuple((str(typed), tuple(map(str, meant))) for typed, meant in cursor.get("m", ()))
        shares = tuple(map(float, cursor.get("p", ())))
    except (KeyError, TypeError, ValueError, OverflowError):
        raise _bad("is damaged; start again from the first page") from None
    if (
        of != fingerprint(search)
        or not event_id.isprintable()
        or isinstance(key, float) != (_ordered_by_number(search))
    ):
        raise _bad("belongs to another search; start again from the first page")
    if shares and len(shares) != len(search.wording or ()):
        raise _bad("is damaged; start again from the first page")
    return replace(search, now=now, after=(key, event_id), mends=mends, shares=shares)


def fingerprint(search: Search) -> str:
    """Return what tells searches apart, whatever the moment and the page size."""
    fixed = replace(
        search, now=datetime.min.replace(tzinfo=UTC), after=None, limit=1, wording=None, mends=(), shares=()
    )
    return sha256(repr(fixed).encode()).hexdigest()[:12]


def _ordered_by_number(search: Search) -> bool:
    return (search.sort == "relevance" and search.q is not None) or (
        search.sort == "distance" and search.near is not None
    )


def _bad(detail: str) -> AppError:
    return AppError(
        "bad_cursor", Kind.INVALID, f"The cursor {detail}.", errors=(FieldError("/query/cursor", detail),)
    )
