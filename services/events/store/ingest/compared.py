"""What a listing is compared by, as it stands beside the keys under which it is found."""

from datetime import date
from typing import Any, NamedTuple, cast

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.compare.block import telling_words
from services.events.ingest.resolve.compare.decide import Days
from services.events.ingest.resolve.compare.place import place_words
from services.events.ingest.resolve.compare.profile import Profile, places_in
from services.events.ingest.resolve.titles.title import Title
from services.events.ingest.when import DAY_LENGTH, When
from services.events.store.ingest.encoding import listing_from_json
from shared.contracts.events import Mode

VERSION = 7
"""To be raised with any change to what titles are taken apart into, pages or organisers compared as.

What bears another is not used: such a listing is compared by what it says, more slowly.
"""
NOT_COMPARED = [
    "summary", "description", "topics", "facts", "sessions", "image_url", "price", "languages", "cfp_url",
    "cfp_closes", "uid", "recurrence_id", "content_hash", "kind", "status", "organiser_url",
]  # fmt: skip
"""What a listing holds most of and is never compared by."""


def compared_to_json(listing: Listing) -> dict[str, Any]:
    """Return what a listing is compared by, its names taken apart, as values that the JSON codec can write.

    It counts for the listing `of` that hash alone, so that a release that does not know of it may write, too.
    """
    it = Profile(listing)
    kept = {
        "of": of_hash(listing.content_hash),
        "starts": listing.starts.local,
        "ends": listing.ends.local if listing.ends else None,
        "mode": listing.mode,
        "place": _place_to_json(listing.place) if listing.place else None,
        "page": it.page,
        "organiser": it.organiser,
        "words": telling_words(listing),
        "names": [_name_to_json(name) for name in it.names],
    }
    return {key: value for key, value in kept.items() if value is not None}


def of_hash(content_hash: str) -> str:
    """Return what tells that these are the values of a listing, in the form of today."""
    return f"{VERSION} {content_hash}"


def days_of(told: dict[str, Any]) -> Days:
    """Return the first and the last day of what `profile_of` reads: so much tells most pairs apart."""
    starts, ends = told["starts"], told.get("ends")
    if "of" not in told:
        starts, ends = starts["local"], ends and ends["local"]
    first = date.fromisoformat(starts[:DAY_LENGTH])
    return first, max(first, date.fromisoformat(ends[:DAY_LENGTH])) if ends else first


def words_of(told: dict[str, Any]) -> int:
    """Return its `telling_words`; 0, which rules nothing out, where they were not told."""
    return int(told.get("words", 0))


class _Kept(NamedTuple):
    """What comparison asks of a listing besides what its profile holds: a tenth of the work of a listing."""

    starts: When
    mode: Mode | None
    place: Place | None
    uid: str = ""


def profile_of(told: dict[str, Any], days: Days) -> Profile:
    """Return the profile, of no source, of what `compared_to_json` wrote; of a document where it did not.

    `days` are what `days_of` tells of it.
    """
    if "of" not in told:
        return Profile(listing_from_json(told))
    mode, place = told.get("mode"), told.get("place")
    kept = cast(
        "Listing",
        _Kept(When(told["starts"]), Mode(mode) if mode else None, None if place is None else Place(**place)),
    )
    found = Profile(kept)
    starts, ends = days
    names, places = tuple(map(_name_from_json, told["names"])), place_words(kept)
    vars(found).update(
        starts=starts,
        ends=ends,
        names=names,
        places=places,
        named_places=places_in(names[0], places),
        page=told.get("page"),
        organiser=told.get("organiser"),
    )
    return found


def _place_to_json(place: Place) -> dict[str, Any]:
    found = ((key, getattr(place, key)) for key in ("venue", "city", "region", "country", "lat", "lon"))
    return {key: value for key, value in found if value is not None}


def _name_to_json(name: Title) -> dict[str, Any]:
    """Leave out what most names have none of."""
    return {
        "core": name.core,
        "joined": name.joined,
        "initials": name.initials,
        **{key: found for key in _TEXTS if (found := getattr(name, key))},
        **{key: sorted(found) for key in _SETS if (found := getattr(name, key))},
    }


_NONE: frozenset[Any] = frozenset()
_TEXTS = ("before", "behind", "spelt", "is_cut", "is_acronym")
_SETS = ("years", "editions", "held_at", "host", "tail", "head", "remark", "days")


def _name_from_json(told: dict[str, Any]) -> Title:
    return Title(
        core=tuple(told["core"]),
        joined=told["joined"],
        initials=told["initials"],
        behind=told.get("behind", ""),
        before=told.get("before", ""),
        spelt=told.get("spelt", ""),
        is_cut=told.get("is_cut", False),
        is_acronym=told.get("is_acronym", False),
        **{key: frozenset(told[key]) if key in told else _NONE for key in _SETS},
    )
