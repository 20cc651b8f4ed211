"""Of several who say something of a field, who is believed first: the best source, or who says more."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.agreement import agrees
from services.events.ingest.resolve.model import Sighting
from services.events.ingest.resolve.titles.ornaments import is_adorned
from services.events.ingest.when import When
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import Mode

Ask = Callable[[Listing], Any]
"""Return what a listing says of a field; None where it says nothing."""
DATES: Final = frozenset({"starts", "ends"})
_GRADES: Final = tuple(HowTold)
"""The surest first."""


def speaking(field: str, ask: Ask, ranked: Sequence[Sighting]) -> list[Sighting]:
    """Return those who say something, best source first but for what another tells better.

    A date that is stated goes before one read from words, then a time of day before a bare date; a title that
    does not shout, then one with nothing around the name, before another; and of equally trusted sources who
    names the town or the house before who says less of the place, who knows the zone of a time before who
    does not, and hybrid before in person or online, as lists without a word for hybrid file it.
    """
    voices = [sighting for sighting in ranked if ask(sighting.listing) is not None]
    if field == "ends":
        voices = [it for it in voices if not _tells_one_day(it.listing)] or voices
    if field in DATES:
        voices.sort(key=lambda it: (_GRADES.index(it.listing.dates_told), ask(it.listing).is_day))
    if field == "title" and len(voices) > 1:
        voices.sort(key=lambda it: (ask(it.listing).isupper(), is_adorned(ask(it.listing))))
    tells_more = _TELLS_MORE.get(field)
    if tells_more is None or not voices:
        return voices
    best = voices[0]
    more = [it for it in voices if _is_peer(it, best) and tells_more(ask(it.listing), ask(best.listing))]
    return [*more, *(it for it in voices if it not in more)]


def _tells_one_day(it: Listing) -> bool:
    """Tell whether the end is but the day that its words name: they do not say that it is the last."""
    return it.dates_told is not HowTold.STATED and it.ends == it.starts


def _is_peer(it: Sighting, best: Sighting) -> bool:
    return (it.vanished, it.trust) == (best.vanished, best.trust)


def _tells_more_of_mode(told: Mode, said: Mode) -> bool:
    return told is Mode.HYBRID and said is not Mode.HYBRID


def _tells_more_of_place(told: Place, said: Place) -> bool:
    """Tell whether a place is the other and more: its town or its house, where the other does not say."""
    return agrees(said, told) and (not said.city, not said.venue) > (not told.city, not told.venue)


def _tells_zone(told: When, said: When) -> bool:
    return told.timezone is not None and said.timezone is None and told.local == said.local


_TELLS_MORE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "mode": _tells_more_of_mode,
    "place": _tells_more_of_place,
    "starts": _tells_zone,
    "ends": _tells_zone,
    "cfp_closes": _tells_zone,
}
