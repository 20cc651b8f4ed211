"""Where an API's list goes on: the address of its next page, from a page and the page's own address.

Only the query changes: a list never leads to another host. A list that cannot be followed to its end says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from services.events.ingest.parse.wire.json_path import at, number_at, text_at
from services.events.ingest.parse.wire.json_text import Json, rows_of, text_of

_TICKETMASTER_DEPTH: Final = 1000
"""size × page must stay below (Discovery API, "Deep paging")."""
_MAX_CURSOR: Final = 500


@dataclass(frozen=True, slots=True)
class Next:
    """`query` replaces parameters of the present address; None at the end of the list.

    `is_cut` where the list goes on and cannot be followed.
    """

    query: Mapping[str, str | list[str]] | None = None
    is_cut: bool = False


_END: Final = Next()


def next_page(name: str | None, document: Json, url: str) -> tuple[str | None, bool]:
    """Return the address of the next page, None where there is none, and whether the list was cut off.

    `name` is the format that the page was read as.
    """
    follow = _PAGERS.get(name or "")
    if follow is None:
        return None, False
    found = follow(document, dict(parse_qsl(urlsplit(url).query)))
    return (_address(url, found.query) if found.query else None), found.is_cut


def _address(url: str, changes: Mapping[str, str | list[str]]) -> str | None:
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in changes]
    query = urlencode([*kept, *((name, value) for name, value in changes.items())], doseq=True)
    following = parts._replace(query=query).geturl()
    return following if following != url else None


def _ticketmaster(document: Json, query: Mapping[str, str]) -> Next:
    """Pages up to the depth allowed, then the days from the last event seen on (`sort=date,asc`)."""
    number, total, size = (
        int(number_at(document, "page", key) or 0) for key in ("number", "totalPages", "size")
    )
    if number + 1 >= total:
        return _END
    if size * (number + 1) < _TICKETMASTER_DEPTH:
        return Next({"page": str(number + 1)})
    events = rows_of(at(document, "_embedded", "events"))
    starts = [text for event in events if (text := text_at(event, "dates", "start", "dateTime"))]
    is_sorted = query.get("sort", "date,asc") == "date,asc"
    if not starts or not is_sorted or starts[-1] == query.get("startDateTime"):
        return Next(is_cut=True)
    return Next({"startDateTime": starts[-1], "page": "0"})


def _eventbrite(document: Json, query: Mapping[str, str]) -> Next:
    del query
    pages = at(document, "pagination")
    if at(pages, "has_more_items") is not True:
        return _END
    if continuation := _cursor(at(pages, "continuation")):
        return Next({"continuation": continuation})
    number = number_at(pages, "page_number")
    return Next({"page": str(int(number) + 1)}) if number else Next(is_cut=True)


def _meetup(document: Json, query: Mapping[str, str]) -> Next:
    """Follow the only group of an answer; the cursors of several would need requests of their own."""
    del query
    groups = at(document, "data")
    lists = [at(group, "events", "pageInfo") for group in groups.values()] if isinstance(groups, dict) else []
    going_on = [each for each in lists if at(each, "hasNextPage") is True]
    if not going_on:
        return _END
    cursor = _cursor(at(going_on[0], "endCursor")) if len(lists) == 1 else None
    return Next({"after": cursor}) if cursor else Next(is_cut=True)


def _openagenda(document: Json, query: Mapping[str, str]) -> Next:
    del query
    after = [text for each in rows_of(at(document, "after")) if (text := _cursor(each))]
    return Next({"after[]": after}) if after and rows_of(at(document, "events")) else _END


def _the_events_calendar(document: Json, query: Mapping[str, str]) -> Next:
    number, total = _count(query.get("page"), 1), number_at(document, "total_pages") or 0
    return Next({"page": str(number + 1)}) if number < total else _END


def _gancio(document: Json, query: Mapping[str, str]) -> Next:
    return _by_size(
        rows_of(document), _count(query.get("max"), 0), {"page": str(_count(query.get("page"), 0) + 1)}
    )


def _indico(document: Json, query: Mapping[str, str]) -> Next:
    limit = _count(query.get("limit"), 0)
    offset = _count(query.get("offset"), 0) + limit
    return _by_size(rows_of(at(document, "results")), limit, {"offset": str(offset)})


def _atproto(document: Json, query: Mapping[str, str]) -> Next:
    del query
    cursor = _cursor(at(document, "cursor"))
    return Next({"cursor": cursor}) if cursor and rows_of(at(document, "records")) else _END


def _by_size(rows: list[Json], size: int, following: Mapping[str, str | list[str]]) -> Next:
    """A page as long as was asked for may have one behind it; where no length was asked for there is none."""
    return Next(following) if size and len(rows) >= size else _END


def _cursor(value: Json) -> str | None:
    text = text_of(value)
    return text if text and len(text) <= _MAX_CURSOR else None


def _count(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default  # noqa: PLR2004


_PAGERS: Final[Mapping[str, Callable[[Json, Mapping[str, str]], Next]]] = {
    "ticketmaster": _ticketmaster,
    "eventbrite": _eventbrite,
    "meetup_graphql": _meetup,
    "openagenda": _openagenda,
    "the_events_calendar": _the_events_calendar,
    "gancio": _gancio,
    "indico": _indico,
    "atproto": _atproto,
}
PAGED: Final = frozenset(_PAGERS)
"""The formats whose lists have pages."""
