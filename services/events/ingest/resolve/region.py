"""Where a series is at home, as its own site says: `devconf.pl` and `devconf.co.za` are two conferences.

Only a site that bears the name of the series speaks for it, and only by what it shares with the place: a
town in its name ("droidcon-boston.com" in Boston), a country in its name, or the country of its domain. The
site of one edition ("ecir2027.co.uk") says where that edition is, not where the series is at home.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from services.events.ingest.model import Listing
from shared.kernel.countries import country_name
from shared.text import fold

_SHORTEST_TOWN: Final = 4
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_EVERYBODYS: Final = frozenset({
    "ai", "cc", "co", "eu", "fm", "gg", "im", "io", "is", "ly", "me", "sh", "so", "to", "tv", "ws"
})  # fmt: skip
"""Domains of countries that are bought from anywhere."""
_REGIONS: Final = frozenset({"eu", "na", "apac", "latam", "me", "africa", "asia", "nordic", "nordics"})
_AS_DOMAIN: Final = {"uk": "GB"}


def region_of(listing: Listing, name: str, words: frozenset[str]) -> str | None:
    """Return the town or the country where a series of this name is at home, None where nothing tells.

    `words` are those of the title: what names its region itself needs no other.
    """
    labels = (urlsplit(listing.url).hostname or "").split(".") if listing.url else []
    own = next((it for it in labels[:-1] if name in _bare(it)), None)
    if own is None or any(digit.isdigit() for digit in own) or words & _REGIONS:
        return None
    place = listing.place
    town = _bare(place.city) if place and place.city else ""
    if len(town) >= _SHORTEST_TOWN and town not in name and any(town in _bare(it) for it in labels[:-1]):
        return town
    of_domain = _country_of(labels[-1])
    country = (place.country if place else None) or of_domain
    named = _bare(country_name(country) or "")
    if not named or named in name or named in words:
        return None
    return country if country == of_domain or named in _bare(own) else None


def _bare(text: str) -> str:
    return "".join(_LETTERS.findall(fold(text)))


def _country_of(domain: str) -> str | None:
    code = _AS_DOMAIN.get(domain, domain.upper())
    is_one = len(domain) == len("xx") and domain not in _EVERYBODYS and country_name(code) != code
    return code if is_one else None
