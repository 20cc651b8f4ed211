"""Where a record that names a town alone is likely to be: by zone, neighbours, host and language."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from services.events.ingest.model import RawListing
from shared.places.gazetteer import Gazetteer
from shared.places.leaning import Leaning

_LOOKED_AT: Final = 200
"""Records: enough to tell what the others of a document are like."""
_FEWEST: Final = 4
_MOST_OF_THEM: Final = 0.75
_CODE: Final = 2
_NAMES: Final = (
    "de fr nl be ch at pl cz sk hu it es pt br ar mx cl uk ie dk se no fi ee lt lv jp kr tw cn in au nz ca za"
    " ua ru gr ro bg hr si rs tr il us"
)
_NATIONAL: Final = frozenset(_NAMES.split())
"""Endings of hosts that stand for their country; many others are bought for how they look."""
_OWN_CODES: Final = {"uk": "GB", "edu": "US", "gov": "US", "mil": "US"}
_ENGLISH: Final = re.compile(r"\b(?:the|and|with|for|your|our|of)\b", re.IGNORECASE)
_LONGEST: Final = 300


def leaning_of(raw: RawListing, timezone: str | None, country: str | None, named: frozenset[str]) -> Leaning:
    """Return what a record leans to; `timezone` is the one it states, `country` that of its neighbours.

    `named` are all that its neighbours name.
    """
    text = f"{(raw.title or '')[:_LONGEST]} {(raw.description or raw.summary or '')[:_LONGEST]}"
    return Leaning(timezone, country, is_english=_ENGLISH.search(text) is not None, named=named)


def likely_country(
    raws: Sequence[RawListing], url: str, gazetteer: Gazetteer
) -> tuple[str | None, frozenset[str]]:
    """Return the country (alpha-2) that most records name, else that of the host, and all that are named."""
    named = Counter(_named(islice(raws, _LOOKED_AT), gazetteer))
    country, count = named.most_common(1)[0] if named else (None, 0)
    told = named.total()
    if told >= _FEWEST:
        return (country if count >= _MOST_OF_THEM * told else None), frozenset(named)
    return _of_host(url), frozenset(named)


def _named(raws: Iterable[RawListing], gazetteer: Gazetteer) -> Iterable[str]:
    for raw in raws:
        last = (raw.address or raw.city or "").rpartition(",")[2].strip(" )").rpartition("(")[2]
        code = gazetteer.country(raw.country) or (gazetteer.country(last) if len(last) > _CODE else None)
        if code:
            yield code


def _of_host(url: str) -> str | None:
    try:
        ending = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return None
    return _OWN_CODES.get(ending) or (ending.upper() if ending in _NATIONAL else None)
