"""Decide whether two listings tell of the same event. Conservative: in doubt they are different."""

from datetime import timedelta

from rapidfuzz.fuzz import ratio, token_set_ratio

from services.events.ingest.model import Listing
from services.events.ingest.resolve.countries import country_name
from services.events.ingest.resolve.link import page_key
from services.events.ingest.resolve.model import Decision, Sighting
from services.events.ingest.resolve.place import Agreement, place_agreement, place_words
from services.events.ingest.resolve.title import PART, Title, dissect
from shared.text import fold

DAYS_APART = 1
ALIKE = 90.0
"""Title score in [0, 100] from which titles alone may carry the decision (rapidfuzz `token_set_ratio`)."""
RELATED = 55.0
"""Title score from which a shared page carries it."""
DISTINCTIVE = 2
"""So many words in common tell an event; one is a brand."""
SHORTEST_JOINED = 5
JOINED = 93.0
"""Score of the titles without spaces: names that are joined or split."""


def compare(a: Sighting, b: Sighting) -> Decision:
    """Decide on two sightings; symmetric, and blind to which came first."""
    veto = _source_veto(a, b) or _listing_veto(a.listing, b.listing)
    return Decision(same=False, score=0.0, reason=veto, veto=True) if veto else _weigh(a.listing, b.listing)


def _source_veto(a: Sighting, b: Sighting) -> str | None:
    """One source rarely tells the same twice: only the very same title, time and page are a repeat."""
    if a.source_id != b.source_id:
        return None
    one, other = a.listing, b.listing
    if one.uid == other.uid:
        return "instances of one series"
    repeat = fold(one.title) == fold(other.title) and one.starts.local == other.starts.local
    return None if repeat and page_key(one.url) == page_key(other.url) else "listed apart by one source"


def _listing_veto(a: Listing, b: Listing) -> str | None:
    if abs(a.starts.day - b.starts.day) > timedelta(days=DAYS_APART):
        return "days apart"
    one, other = dissect(a.title), dissect(b.title)
    if one.years and other.years and not one.years & other.years:
        return "another year"
    if one.editions and other.editions and not one.editions & other.editions:
        return "another edition"
    return "another place" if place_agreement(a, b) is Agreement.APART else None


def _weigh(a: Listing, b: Listing) -> Decision:
    place = place_agreement(a, b)
    if place is Agreement.UNLIKE:
        return _in_unlike_cities(a, b)
    one, other = dissect(a.title), dissect(b.title)
    if one.words == other.words or _joined(one, other):
        return _same(100.0, "same name and day" + _where(place))
    left = _left_over(one, other, place_words(a) | place_words(b))
    score = token_set_ratio(" ".join(one.core), " ".join(other.core))
    if left & PART:
        return Decision(same=False, score=score / 100, reason="one is a part of the other", veto=True)
    return _by_likeness(score, one.words & other.words, left, place, shared_page=_shared_page(a, b))


def _by_likeness(
    score: float, common: frozenset[str], left: frozenset[str], place: Agreement, *, shared_page: bool
) -> Decision:
    """Weigh names that are not equal: what they share, what only one has (`left`), and what else agrees."""
    if shared_page and score >= RELATED:
        return _same(score, "same page, like names, same day")
    if score < ALIKE:
        return Decision(same=False, score=score / 100, reason="names differ")
    if not left:
        return _same(score, "same name but for the place, same day" + _where(place))
    if place is Agreement.SAME and len(common) >= DISTINCTIVE:
        return _same(score, "like names, same day and place")
    return Decision(same=False, score=score / 100, reason="one name is only part of the other")


def _shared_page(a: Listing, b: Listing) -> bool:
    return page_key(a.url) is not None and page_key(a.url) == page_key(b.url)


def _in_unlike_cities(a: Listing, b: Listing) -> Decision:
    """A suburb, a coarser or a foreign name of the city: believed only where all else is equal."""
    last = [listing.ends.day if listing.ends else listing.starts.day for listing in (a, b)]
    equal = (dissect(a.title).words, a.starts.day, last[0]) == (dissect(b.title).words, b.starts.day, last[1])
    return Decision(
        same=equal, score=0.9 if equal else 0.0, reason="same name and days, city told differently"
    )


def _joined(one: Title, other: Title) -> bool:
    """Tell whether the names are one but for spaces or a slip, and name no two countries."""
    if min(len(one.joined), len(other.joined)) < SHORTEST_JOINED or _countries_differ(one, other):
        return False
    return ratio(one.joined, other.joined) >= JOINED


def _countries_differ(one: Title, other: Title) -> bool:
    codes = [{word for word in title.words if country_name(word.upper())} for title in (one, other)]
    return bool(codes[0] and codes[1]) and codes[0] != codes[1]


def _left_over(one: Title, other: Title, places: frozenset[str]) -> frozenset[str]:
    """The words that only one title has, places apart."""
    return (one.words ^ other.words) - places


def _same(score: float, reason: str) -> Decision:
    return Decision(same=True, score=score / 100, reason=reason)


def _where(place: Agreement) -> str:
    return ", same place" if place is Agreement.SAME else ""
