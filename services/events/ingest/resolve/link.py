"""When two links lead to the same page."""

from functools import lru_cache
from urllib.parse import urlsplit

_INDEX = ("index.html", "index.htm", "index.php")


@lru_cache(maxsize=20_000)
def page_key(url: str | None) -> str | None:
    """Return host and path of a link without `www.`, query and index file; None for no usable link."""
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
    return f"{host}{path.lower()}" if host else None
