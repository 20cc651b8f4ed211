"""When two links lead to the same page."""

from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlsplit

_INDEX = ("index.html", "index.htm", "index.php")


_IDS: Final = frozenset(
    {"id", "eid", "uid", "nid", "cid", "oid", "gid", "p", "event", "eventid", "event_id", "pageid", "page_id"}
    | {"item", "itemid", "item_id", "group", "groupid", "group_id", "org", "orgid", "organizer", "organiser"}
)
"""Names of a query that tell which of its pages a program is to show; any other tells how."""


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
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    for index in _INDEX:
        path = path.removesuffix(f"/{index}")
    return f"{host}{path.lower()}{page_told(parts.query)}" if host else None
