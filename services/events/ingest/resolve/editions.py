"""Which series an event is an edition of: its name without year and edition, and who or where holds it.

Told from a listing alone: the same edition is of the same series in whatever order things come.
"""

import re
from dataclasses import dataclass
from typing import Final

from services.events.ingest.model import Listing
from services.events.ingest.resolve.compare.likeness import is_franchise
from services.events.ingest.resolve.organiser import host_key
from services.events.ingest.resolve.region import region_of
from services.events.ingest.resolve.titles.title import Title, dissect, stem
from services.events.ingest.resolve.titles.words import GENERIC, PART, PERHAPS_PART, words_in
from shared.contracts.events import EventKind
from shared.text import fold

_DATES: Final = words_in(
    """
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday spring
    summer autumn fall winter enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre januar februar marz juni juli oktober dezember janvier fevrier mars avril juin
    juillet aout septembre octobre novembre decembre
    """
)
_WORD: Final = re.compile(r"\w+")
_TAIL: Final = re.compile(r"\s+[-\u2013\u2014|:]\s+.*$")
"""What follows a dash or colon names what this edition is about."""
_SPOKEN_TAIL: Final = re.compile(r"(?:\s*[:|]|\s[-\u2013\u2014])\s+.*$")
_PLAIN: Final = GENERIC | PART | PERHAPS_PART | {"talk", "talks", "evening", "night", "social", "monthly"}
_EMPTY: Final = re.compile(r"\(\s*\)")
_EDITION_TAIL: Final = re.compile(r"(?:#|no\.?|vol\.?|edition|episode|ep\.?|session|round)\s*\d+.*$")

_NUMBERS: Final = re.compile(r"\b(?:19|20)\d\d\b|#\s*\d+|['\u2019]\d\d\b")
"""What of a title names the edition alone."""


@dataclass(frozen=True, slots=True)
class Series:
    """What editions share: the key that is theirs alone, and a name for readers."""

    key: str
    name: str


def series_of(listing: Listing) -> Series | None:
    """Return the series of a listing; None for a title that tells of nothing."""
    bare = _bare(listing.title)
    if not bare.words:
        return None
    name = _without_edition(listing.title)
    if _stands_alone(listing, bare):
        core = stem("".join(bare.core))
        region = region_of(listing, core, bare.words)
        return Series(f"name {core}{f' in {region}' if region else ''}", name)
    holder = _holder(listing)
    return Series(f"name {' '.join(sorted(bare.words))} of {holder}", name) if holder else None


def _without_edition(title: str) -> str:
    name = _NUMBERS.sub(" ", title)
    head = _SPOKEN_TAIL.sub("", name)
    name = head if head == name or _is_telling(head) else name
    name = _EMPTY.sub(" ", name)
    return _closed(" ".join(name.split()).strip(" -\u2013\u2014|:,(")) or title


def _closed(name: str) -> str:
    """Return a name without the bracket that closes nothing."""
    return name.rstrip(" )") if name.count(")") > name.count("(") else name


def _bare(title: str) -> Title:
    """Take off what names the edition: its number, its date, and what follows a dash or colon."""
    folded = fold(title)
    named = _EDITION_TAIL.sub(" ", folded)
    spoken = _SPOKEN_TAIL.sub("", named)
    # `First Friday Film: a title` comes again on another Friday, `Class: a level` beside another class.
    head = spoken if _is_dated(spoken) else _TAIL.sub("", named)
    name = head if head == named or _is_telling(head) else named
    if _is_dated(name):
        name = _WORD.sub(lambda word: " " if word[0] in _DATES else word[0], name)
    # As it is written it has been taken apart for its own sake.
    return dissect(title if name == folded and title.isascii() else name)


def _is_dated(folded: str) -> bool:
    return not _DATES.isdisjoint(_WORD.findall(folded))


def _is_telling(name: str) -> bool:
    return bool(dissect(name).words - _PLAIN - _DATES)


def _stands_alone(listing: Listing, bare: Title) -> bool:
    """A conference is known by its name, wherever it is held; a name that many bear needs its holder."""
    if not bare.words - _PLAIN or is_franchise(bare.joined):
        return False
    if listing.kind is EventKind.CONFERENCE:
        return True
    yearly = listing.kind is not EventKind.MEETUP and not _is_dated(fold(listing.title))
    return yearly and bool(dissect(listing.title).years)


def _holder(listing: Listing) -> str | None:
    if listing.organiser_name:
        return fold(listing.organiser_name)
    if listing.place and listing.place.city:
        return fold(listing.place.city)
    return host_key(listing.url) or None
