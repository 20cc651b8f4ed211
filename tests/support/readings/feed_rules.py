"""What a feed and linked data must hold, as the formats' own pages say; each rule that is broken is named."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

_SCHEMA = "https://schema.org/"
_STATUSES = {"EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled", "EventMovedOnline"}
_MODES = {"OfflineEventAttendanceMode", "OnlineEventAttendanceMode", "MixedEventAttendanceMode"}
_TYPES = {"Event", "BusinessEvent", "SocialEvent", "EducationEvent", "Hackathon"}
_CURRENCY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def broken_in_rss(told: bytes) -> list[str]:
    """RSS 2.0 (https://www.rssboard.org/rss-specification) and its board's advice on the self link."""
    root = ET.fromstring(told)  # noqa: S314
    (channel,) = root
    rules = {
        "version": root.attrib == {"version": "2.0"} and root.tag == "rss",
        "channel title, link, description": all(
            channel.findtext(it) for it in ("title", "link", "description")
        ),
        "channel link is an address": _is_address(channel.findtext("link")),
        "self link": len(channel.findall("{http://www.w3.org/2005/Atom}link[@rel='self']")) == 1,
        "guid only once": _distinct(it.findtext("guid") for it in channel.findall("item")),
    }
    found = [rule for rule, kept in rules.items() if not kept]
    return found + [rule for item in channel.findall("item") for rule in _broken_in_item(item)]


def _broken_in_item(item: ET.Element) -> list[str]:
    published = item.findtext("pubDate")
    rules = {
        "title or description": bool(item.findtext("title") or item.findtext("description")),
        "item link is an address": _is_address(item.findtext("link")),
        "pubDate by RFC 822": published is not None and parsedate_to_datetime(published).tzinfo is not None,
        "each element once": _distinct(child.tag for child in item if child.tag != "category"),
    }
    return [rule for rule, kept in rules.items() if not kept]


def broken_in_json_feed(feed: dict[str, Any]) -> list[str]:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    items = feed["items"]
    rules = {
        "version": feed["version"] == "https://jsonfeed.org/version/1.1",
        "title": isinstance(feed["title"], str) and feed["title"] != "",
        "addresses": all(_is_address(feed[it]) for it in ("home_page_url", "feed_url")),
        "ids are texts, only once": _distinct(it["id"] for it in items)
        and all(isinstance(it["id"], str) for it in items),
        "some content": all("content_text" in it or "content_html" in it for it in items),
        "dates by RFC 3339": all(
            _is_instant(it[f"date_{of}"]) for it in items for of in ("published", "modified")
        ),
        "addresses of items": all(
            _is_address(it[field])
            for it in items
            for field in ("url", "external_url", "image")
            if field in it
        ),
        "languages by RFC 5646": all(_LANGUAGE.fullmatch(it.get("language", "en")) for it in items),
        "extensions say what they are": all("about" in it["_event"] for it in items),
    }
    return [rule for rule, kept in rules.items() if not kept]


def broken_in_linked_data(told: dict[str, Any]) -> list[str]:
    """Google's rules for events (https://developers.google.com/search/docs/appearance/structured-data/event)."""
    places = told.get("location", [])
    kinds = {place["@type"] for place in places}
    mode = told.get("eventAttendanceMode", "").removeprefix(_SCHEMA)
    offer = told.get("offers", {"price": 0})
    rules = {
        "type": told["@context"] == "https://schema.org" and told["@type"] in _TYPES,
        "name": told["name"] != "",
        "start by ISO 8601": _is_iso(told["startDate"]),
        "end by ISO 8601": "endDate" not in told or _is_iso(told["endDate"]),
        "day with day, time with time": _shapes_agree(told["startDate"], told.get("endDate")),
        "status": told["eventStatus"].removeprefix(_SCHEMA) in _STATUSES,
        "attendance mode": not mode or mode in _MODES,
        "an online event is at an address of the web": mode != "OnlineEventAttendanceMode"
        or kinds == {"VirtualLocation"},
        "a mixed event too": mode != "MixedEventAttendanceMode" or "VirtualLocation" in kinds,
        "address of the web": all(
            _is_address(it.get("url")) for it in places if it["@type"] == "VirtualLocation"
        ),
        "a place has a name or an address": all(
            it.keys() & {"name", "address", "geo"} for it in places if it["@type"] == "Place"
        ),
        "price with currency": not offer["price"]
        or bool(_CURRENCY.fullmatch(offer.get("priceCurrency", ""))),
        "organiser has a name": "organizer" not in told or bool(told["organizer"]["name"]),
        "addresses": all(_is_address(told[it]) for it in ("url", "@id", "image") if it in told),
        "nothing empty": all(
            value not in (None, "", [], {}) for field, value in told.items() if field != "name"
        ),
    }
    return [rule for rule, kept in rules.items() if not kept]


def _is_address(text: str | None) -> bool:
    parts = urlsplit(text or "")
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _is_instant(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


def _is_iso(text: str) -> bool:
    return bool(date.fromisoformat(text) if len(text) == len("2027-05-19") else datetime.fromisoformat(text))


def _shapes_agree(start: str, end: str | None) -> bool:
    return end is None or ("T" in start) == ("T" in end)


def _distinct(values: Any) -> bool:
    seen = list(values)
    return len(seen) == len(set(seen))
