"""What a search by place found once and would lose from sight, since it moved online or away."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.events.search.query import Near, Search
from shared.contracts.events import Mode
from shared.kernel.geo import Point, distance_km

Doc = Mapping[str, Any]


def anywhere(search: Search) -> Search:
    """Return the search without what it asks of place and mode."""
    return search._replace(near=None, country=None, modes=())


def moved_to(search: Search, now: Doc, was: Iterable[Doc]) -> str | None:
    """Say where an event moved that a search by place would have found before; None where it did not.

    `now` is the event, `was` what its changes tell that it was before each, the newest first.
    """
    if not _is_away(search, now):
        return None
    if not any(_is_here(search, before) for before in _states(now, was)):
        return None
    if now["mode"] == Mode.ONLINE:
        return "online"
    return f"to {now['place']['city']}" if now["place"] and now["place"]["city"] else "away"


def _is_away(search: Search, event: Doc) -> bool:
    """An online event is at no place, though its listing may still name one."""
    at_place = search.near or search.country
    return not _is_here(search, event) or bool(at_place and event["mode"] == Mode.ONLINE)


def _states(now: Doc, was: Iterable[Doc]) -> Iterator[Doc]:
    state = {"mode": now["mode"], "place": now["place"]}
    for before in was:
        state = {**state, **{name: before[name] for name in state if name in before}}
        yield state


def _is_here(search: Search, event: Doc) -> bool:
    place = event["place"] or {}
    if search.modes and event["mode"] not in search.modes:
        return False
    if (search.near or search.country) and event["mode"] == Mode.ONLINE:
        return False
    if search.country and place.get("country") != search.country:
        return False
    return search.near is None or _is_near(search.near, place)


def _is_near(near: Near, place: Doc) -> bool:
    lat, lon = place.get("lat"), place.get("lon")
    return lat is not None and lon is not None and distance_km(near.centre, Point(lat, lon)) <= near.radius_km
