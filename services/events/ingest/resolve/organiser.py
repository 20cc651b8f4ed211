"""Who holds an event: what tells an organiser from others, told from a listing alone."""

import re
from typing import Final
from urllib.parse import urlsplit

from services.events.ingest.model import Listing
from services.events.ingest.resolve.compare.link import page_told
from shared.text import fold

_WORD: Final = re.compile(r"[^\W_]+")
_FORMS: Final = frozenset({
    "ev", "verein", "inc", "incorporated", "llc", "ltd", "limited", "gmbh", "ggmbh", "gug", "ug", "ag", "kg",
    "sa", "sas", "sarl", "srl", "bv", "nv", "asbl", "vzw", "plc", "corp", "corporation", "oy", "ab", "aps",
})  # fmt: skip
"""Legal forms, which one list writes out and another leaves off."""
_IN_LETTERS: Final = re.compile(r"\b((?:\w\.\s?){2,})(?!\w)")


def organiser_key(listing: Listing) -> str:
    """Return what tells an organiser from others: their own page; else their name and where it stands."""
    if listing.organiser_url:
        return f"page {page_key(listing.organiser_url)}"
    return f"name {fold(listing.organiser_name or '')} at {host_key(listing.url)}"


def page_key(url: str) -> str:
    """Return what addresses of one page share: host and path, and which page where a program makes many."""
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{page_told(parts.query)}"


def host_key(url: str | None) -> str:
    """Return the host of an address, empty where there is none."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def plain_name(name: str) -> str:
    """Return what spellings of a name share: its words, folded, without a legal form at the end."""
    folded = _IN_LETTERS.sub(lambda it: it[1].replace(".", "").replace(" ", "") + " ", fold(name))
    words = _WORD.findall(folded)
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
