"""Where a page ended, in a form that the next request carries; bound to the search it came from."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any, get_args

from services.events.ingest.resolve.searchable import searchable
from services.events.search.query import Search
from services.events.search.window import Part, Window
from services.events.search.wording import mended
from shared.kernel.errors import AppError, FieldError, Kind

_OF_A_PAGE = (
    "now after limit wording mends shares until gathering skip window is_listed is_rare is_confined"
    " is_everywhere"
)
_ASKED = attrgetter(*(name for name in Search._fields if name not in _OF_A_PAGE.split()))


def next_cursor(search: Search) -> dict[str, Any]:
    """Return the cursor to where a search goes on: its place, the moment of the first page, the search."""
    cursor: dict[str, Any] = {"n": search.now.isoformat(), "s": fingerprint(search)}
    if search.after:
        key, cursor["i"] = search.after
        cursor["k"] = key.isoformat() if isinstance(key, datetime) else key
    if search.mends:
        cursor["m"] = search.mends
    if search.shares:
        cursor["p"], cursor["o"] = search.shares, search.skip
    if search.until:
        cursor["u"] = [it and it.isoformat() for it in search.until]
    if search.window:
        cursor["w"] = [
            *(it and it.isoformat() for it in (search.window.begins, search.window.ends)),
            search.window.part,
        ]
    return cursor


def moment_of(cursor: dict[str, Any]) -> datetime:
    """Return the moment of the first page, from which days are counted on all; 422 where there is none."""
    try:
        return datetime.fromisoformat(cursor["n"]).astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise _bad("is damaged; start again from the first page") from None


def resume(search: Search, cursor: dict[str, Any]) -> Search:
    """Return the search as of the cursor's moment, behind its place; 422 when it belongs to another search.

    The moment is kept so that "upcoming" means the same on every page.
    """
    try:
        now = moment_of(cursor)
        of, after = cursor["s"], _after(cursor)
        mends = tuple(_mends(cursor.get("m", ())))
        shares = tuple(map(float, cursor.get("p", ())))
        until = tuple(it and _moment(it) for it in cursor.get("u", ()))
        skip = max(0, int(cursor.get("o", 0)))
        window = _window(*cursor["w"]) if "w" in cursor else None
    except (KeyError, TypeError, ValueError, OverflowError):
        raise _bad("is damaged; start again from the first page") from None
    if of != fingerprint(search) or (after and isinstance(after[0], float) != _ordered_by_number(search)):
        raise _bad("belongs to another search; start again from the first page")
    if after is None and window is None and not skip:
        raise _bad("is damaged; start again from the first page")
    of_groups = len(mended(search.wording or (), mends))
    if len(shares) not in {0, of_groups} or len(until) not in {0, len(shares)}:
        raise _bad("is damaged; start again from the first page")
    search = search._replace(mends=mends, shares=shares, until=until, skip=skip)
    return search._replace(now=now, after=after, window=window)


def _after(cursor: dict[str, Any]) -> tuple[float | datetime, str] | None:
    if "k" not in cursor:
        return None
    place, event_id = cursor["k"], str(cursor["i"])
    if not event_id.isprintable():
        raise ValueError
    return (_moment(place) if isinstance(place, str) else float(place)), event_id


def _mends(told: Iterable[tuple[object, Iterable[object]]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words are folded anew, for whatever else stood in them would be an operator."""
    for typed, meant in told:
        if words := tuple(filter(None, (searchable(str(each)) for each in meant))):
            yield str(typed), words


def _window(begins: str | None, ends: str | None, told: object) -> Window:
    part = next((it for it in get_args(Part) if it == told), None)
    if part is None:
        raise ValueError
    return Window(_moment(begins) if begins else None, _moment(ends) if ends else None, part)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def fingerprint(search: Search) -> str:
    """Return what tells searches apart, whatever the moment and the page size."""
    return sha256(repr(_ASKED(search)).encode()).hexdigest()[:12]


def _ordered_by_number(search: Search) -> bool:
    return (search.sort == "relevance" and search.q is not None) or (
        search.sort == "distance" and search.near is not None
    )


def _bad(detail: str) -> AppError:
    return AppError(
        "bad_cursor", Kind.INVALID, f"The cursor {detail}.", errors=(FieldError("/query/cursor", detail),)
    )
