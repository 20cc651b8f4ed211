"""What an event, a feed and a search are, in words of pages."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Final
from urllib.parse import parse_qsl

from shared.contracts.events import Event, Place
from shared.contracts.sources.doctor import Finding
from shared.kernel.countries import country_name
from shared.kernel.countries import write_town as town_and_country

_TOLD = resources.files(__package__ or "").joinpath("words.toml").read_text(encoding="utf-8")
WORDS: Final[Mapping[str, Mapping[str, str]]] = tomllib.loads(_TOLD)
"""What pages call our values, each table by its name; they stand in `words.toml`."""
KINDS, MODES = WORDS["KINDS"], WORDS["MODES"]
_LEAST, _SUREST = 5, 95


def write_town(place: Place | None) -> str | None:
    """Write the town: `Berlin, Germany`."""
    return town_and_country(place.city or place.region, place.country) if place else None


def write_place(event: Event) -> str:
    """Write where an event is on one line, as far as it is known."""
    town = write_town(event.place)
    if event.mode == "online":
        return "Online"
    if town is None:
        return "Place not given"
    return f"{town} and online" if event.mode == "hybrid" else town


def write_address(place: Place | None) -> str | None:
    """Write venue and address without saying anything twice."""
    if place is None:
        return None
    parts: list[str] = []
    for part in (place.venue, place.address, place.city, place.region, country_name(place.country)):
        if part and not any(part.casefold() in said.casefold() for said in parts):
            parts.append(part)
    return ", ".join(parts) or None


def write_price(event: Event) -> str | None:
    """Write what it costs; None when it is not known."""
    price = event.price
    if price is None:
        return None
    if price.is_free:
        return "Free"
    amounts = [f"{amount:g}" for amount in (price.min, price.max) if amount is not None]
    text = " – ".join(dict.fromkeys(amounts))
    return f"{text} {price.currency or ''}".strip() if text else ("Paid" if price.is_free is False else None)


def put_together(findings: Iterable[Finding]) -> list[tuple[Finding, list[str]]]:
    """Return each finding once, in order, with all the places where it is so."""
    places: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for each in findings:
        _, where = places.setdefault((each.code, each.message), (each, []))
        where += [each.where] if each.where else []
    return list(places.values())


def write_outcome(outcome: str) -> str:
    """Write what a fetch came to: `read well`, `HTTP 404`, or its code in words."""
    if outcome in WORDS["OUTCOMES"]:
        return WORDS["OUTCOMES"][outcome]
    return f"HTTP {outcome[5:8]}" if outcome.startswith("http_") else outcome.replace("_", " ")


def write_chance(probability: float) -> str:
    """Write a chance so that it is read one way: `the chance is about 75 %`, in steps of 5, never certain."""
    percent = round(probability * 20) * 5
    if percent < _LEAST:
        return f"the chance is under {_LEAST} %"
    return "the chance is over 95 %" if percent > _SUREST else f"the chance is about {percent} %"


def write_webcal(url: str) -> str:
    """Write the address of a calendar so that a calendar program opens it, to subscribe (`webcal:`)."""
    return f"webcal://{url.partition('://')[2]}"


def write_search(query: str) -> str:
    """Write what a search asks for: `rust · near Berlin within 100 km · Conference`; `all events`."""
    asked = dict(parse_qsl(query))
    radius = f" within {asked['radius_km']} km" if asked.get("radius_km") else ""
    span = [asked.get("starts_after", "")[:10], asked.get("starts_before", "")[:10]]
    parts = [
        asked.get("q"),
        asked["topic"].rpartition(".")[2].replace("-", " ") if asked.get("topic") else None,
        KINDS.get(asked.get("kind", "")),
        MODES.get(asked.get("mode", "")),
        f"near {asked['near']}{radius}" if asked.get("near") else None,
        country_name(asked.get("country")),
        f"from {span[0]}" if span[0] else None,
        f"before {span[1]}" if span[1] else None,
        "one series" if asked.get("series") else None,
        "one organiser" if asked.get("organiser") else None,
        "open call for papers" if asked.get("cfp") else None,
        "free" if asked.get("free") == "true" else None,
    ]
    return " · ".join(part for part in parts if part)[:100] or "all events"


def write_interval(seconds: int) -> str:
    """Write how often: `every 6 hours`, `daily`."""
    for size, unit, once in (
        (86_400, "days", "daily"),
        (3600, "hours", "hourly"),
        (60, "minutes", "every minute"),
    ):
        if seconds >= size and seconds % size == 0:
            return once if seconds == size else f"every {seconds // size} {unit}"
    return f"every {max(1, round(seconds / 60))} minutes"


def write_list(names: Iterable[str]) -> str:
    """Write names one after another: `Ada, Bob and Cy`."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
