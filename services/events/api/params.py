"""What the query parameters of a search mean."""

from datetime import datetime
from typing import Any

from services.events.ingest.resolve.searchable import searchable
from services.events.opened import Opened
from services.events.search.cursor import moment_of, resume
from services.events.search.days_of_week import first_numbered
from services.events.search.parse import parse_near, parse_overlaps, refused, utc
from services.events.search.query import Search
from services.events.search.understood.days import FOREVER, MOST_BEHIND, Days, read_days
from services.events.search.understood.prices import AtMost, read_price
from services.events.search.understood.read import Understood, days_elsewhere, read_query
from services.events.search.understood.typed import Known
from services.events.search.wording import Wording, has_words, read_wording, says_nothing, says_only_when
from shared.contracts.catalogue.event_query import DEFAULT_LIMIT, EventFilter, EventQuery
from shared.contracts.events import EventKind, Mode
from shared.web import decode_cursor


def to_search(query: EventFilter, runtime: Opened) -> Search:
    """Return the search that the parameters ask for; `AppError` (422) names the one that makes no sense."""
    _check(query, runtime)
    cursor = decode_cursor(query.cursor) if isinstance(query, EventQuery) and query.cursor else None
    now = moment_of(cursor) if cursor else runtime.clock()
    q, understood = _read(query, now, runtime)
    search = _as_given(query, q, now, runtime)
    if understood:
        conditions = {
            name: value for each in understood for name, value in _condition(each, now, runtime).items()
        }
        search = search._replace(**conditions, understood=understood)
    return resume(search, cursor) if cursor else search


def to_followed(query: EventFilter, runtime: Opened) -> Search:
    """Return a search that is kept or subscribed to: refused as well where it could never find anything."""
    if query.q and query.q.strip() and not has_words(query.q):
        raise refused("q", "has no word to look for; give one, or leave it out for all events")
    return to_search(query, runtime)


def _check(query: EventFilter, runtime: Opened) -> None:
    for topic in query.topic:
        if topic not in runtime.topics.topics and topic not in runtime.topics.areas:
            raise refused("topic", "is not a topic or area id; /v1/topics lists them")
    if query.sort == "distance" and query.near is None:
        raise refused("sort", "by distance needs `near`")
    if query.radius_km is not None and query.near is None:
        raise refused("radius_km", "needs `near`")
    after, before = query.starts_after, query.starts_before
    if after and before and utc(after) >= utc(before):
        raise refused(
            "starts_before", "must be later than `starts_after`; for a single day, give the next one"
        )


def _as_given(query: EventFilter, q: str, now: datetime, runtime: Opened) -> Search:
    """Return the search of the parameters and the words left in `q`, without what is understood of them."""
    wording = read_wording(q, runtime.vocabulary) if q else None
    is_when = bool(wording) and says_only_when(wording or ())
    return Search(
        now=now,
        q=q or None,
        typed=(query.q or "").strip() or None,
        wording=wording,
        topics=tuple(sorted(set(query.topic))),
        kinds=query.kind,
        modes=(query.mode,) if query.mode else (),
        near=parse_near(query.near, query.radius_km, runtime.locate) if query.near else None,
        country=query.country.upper() if query.country else None,
        language=query.language,
        series=query.series,
        organiser=query.organiser,
        starts_after=utc(query.starts_after) if query.starts_after else None,
        starts_before=utc(query.starts_before) if query.starts_before else None,
        overlaps=parse_overlaps(query.overlaps) if query.overlaps else None,
        cfp_open=query.cfp == "open",
        free=query.free,
        statuses=query.status,
        days=_days_from(query, wording or (), now) if is_when else None,
        sort=query.sort or ("relevance" if q and not is_when else "starts_at"),
        limit=query.limit if isinstance(query, EventQuery) else DEFAULT_LIMIT,
    )


def _days_from(query: EventFilter, wording: Wording, now: datetime) -> Days | None:
    """Return from which day on a "second Tuesday" is, so that the days before it are not looked through."""
    first = first_numbered([group.typed for group in wording], (now - MOST_BEHIND).date())
    is_bounded = query.starts_after or query.starts_before or query.overlaps
    return Days(first, FOREVER) if first and not is_bounded else None


def _read(query: EventFilter, now: datetime, runtime: Opened) -> tuple[str, tuple[Understood, ...]]:
    """Return the words of `q` to look for, and what of it is a condition: nothing where asked `exact`ly."""
    typed = (query.q or "").strip()
    if not typed or query.exact:
        return typed, ()
    asked = {"near": query.near, "mode": query.mode, "kind": query.kind or None, "free": query.free}
    given = frozenset(name for name, value in asked.items() if value is not None)
    known = Known(
        lambda name: runtime.locate(name) is not None,
        lambda name: runtime.vocabulary.is_topic(searchable(name)),
    )
    rest, understood = read_query(typed, now.date(), known, given)
    return "" if understood and says_nothing(rest) else rest, understood


def _condition(told: Understood, now: datetime, runtime: Opened) -> dict[str, Any]:
    """Return the fields of a search that an understood phrase sets."""
    if told.means == "days":
        return {"days": read_days(told.value), "elsewhere": days_elsewhere(told.words, now)}
    if told.means == "near":
        return {"near": parse_near(told.value, told.radius_km, runtime.locate)} if told.value else {}
    if told.means == "without":
        out = read_wording(told.value, runtime.vocabulary.names) or ()
        return {"left_out": out, "left_out_as": searchable(told.words)}
    if told.means in {"free", "price"}:
        return {"at_most": AtMost() if told.means == "free" else read_price(told.value)}
    if told.means == "kind":
        return {"kinds": (EventKind(told.value),)}
    # who asks in words may also come to, or listen to, what is both
    return {"cfp_open": True} if told.means == "cfp" else {"modes": (Mode(told.value), Mode.HYBRID)}
