"""When two links lead to the same page."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlsplit

_INDEX = ("index.html", "index.htm", "index.php")


_IDS: Final = frozenset(
    {"id", "eid", "uid", "nid", "cid", "oid", "gid", "p", "event", "eventid", "event_id", "pageid", "page_id"}
    | {"item", "itemid", "item_id", "group", "groupid", "group_id", "org", "orgid", "organizer", "organiser"}
)
"""Names of a query that tell which of its pages a program is to show; any other tells how."""


_NUMBERED: Final = (
    (
        re.compile(r"(?:.+\.)?eventbrite(?:\.[a-z]{2,3}){1,2}"),
        re.compile(r"/e/(?:[^/]*-)?(\d{6,})/?"),
        "eventbrite",
    ),
    (re.compile(r"meetup\.com"), re.compile(r"(?:/[a-z]{2}-[A-Z]{2})?/[^/]+/events/(\d{6,}).*"), "meetup"),
    (re.compile(r"(?:[a-z-]+\.)?facebook\.com"), re.compile(r"/events/(?:[^/]+/)*(\d{6,})/?"), "facebook"),
    (re.compile(r"lu\.ma|luma\.com"), re.compile(r"/([\w.-]{3,})/?"), "luma"),
)
"""Hosts on which one event has many addresses: by country, language, and the name that it bears just now."""


def _numbered(host: str, path: str) -> str | None:
    """Return the site and number of an event on a host that is known to number them."""
    for hosts, paths, site in _NUMBERED:
        if hosts.fullmatch(host):
            found = paths.fullmatch(path)
            return f"{site} {found[1]}" if found else None
    return None


def page_told(query: str) -> str:
    """Return what of a query tells one page from another, `?id=12`; empty for most."""
    if not query:
        return ""
    told = sorted((name.lower(), value) for name, value in parse_qsl(query) if name.lower() in _IDS)
    return "?" + "&".join(f"{name}={value}" for name, value in told) if told else ""


@lru_cache(maxsize=20_000)
def page_key(url: str | None) -> str | None:
    """Return host and path of a link without `www.` and index file, and which page; None if unusable."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if known := _numbered(host, parts.path):
        return known
    path = parts.path.rstrip("/")
    for index in _INDEX:
        path = path.removesuffix(f"/{index}")
    return f"{host}{path.lower()}{page_told(parts.query)}" if host else None
