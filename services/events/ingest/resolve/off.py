"""How probably an event will not take place as announced, from what its sources say and leave out.

Log-odds: each sign adds its weight to those of the prior, as if signs were independent (naive Bayes). They
are not: sources copy one another, so of several of one kind the strongest counts whole, the others a quarter.
The weights are judgements, not fitted: nobody publishes which announced events were held. What holds whatever
the weights: more evidence that it is off never makes it less probable, more that it stands never more so.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.events.ingest.model import Listing
from services.events.ingest.when import sort_utc
from shared.contracts.events import EventStatus

PRIOR: Final = -3.5
"""Of 100 announced events 3 are taken back."""
PROBABLY: Final = 0.5
"""From here on an event is shown as probably off."""
_COPY: Final = 0.25
_NEAR_DAYS: Final = 30
_MOST_FETCHES: Final = 20


class Told(StrEnum):
    """What a source says of an event, or that it says nothing any more."""

    OFF = "says_off"
    """Cancelled or postponed."""
    VANISHED = "vanished"
    """It lists other events to come, and this one no more."""
    UNREACHABLE = "source_gone"
    """The address at which the source listed it answers 404 or 410."""
    MISSED = "missed"
    """The last good fetch did not hold it; one may be chance."""
    LISTED = "lists"
    PAGE_OFF = "page_says_off"
    """The event's own page says that it is cancelled or postponed."""
    PAGE_GONE = "page_gone"
    """The event's own page answers 404 or 410."""
    PAGE_STANDS = "page_stands"
    """The event's own page still announces it for that day."""


_WEIGHTS: Final = {
    Told.OFF: (5.0, 1 / 20),
    Told.PAGE_OFF: (5.0, 1 / 20),
    Told.VANISHED: (3.5, 1 / 50),
    Told.PAGE_GONE: (2.0, 1 / 100),
    Told.UNREACHABLE: (1.0, 1 / 100),
    Told.MISSED: (0.0, 0.0),
    Told.LISTED: (-2.0, -1 / 50),
    Told.PAGE_STANDS: (-3.0, -1 / 50),
}
"""What a sign of no trust adds to the log-odds, and what each degree of trust adds to that."""
_FOR: Final = frozenset({Told.LISTED, Told.PAGE_STANDS})


@dataclass(frozen=True, slots=True)
class Sign:
    """What one source tells.

    `trust` lies in [0, 100]; `fetches` are good ones since it vanished; `days_before` its start it vanished.
    """

    source_id: str
    told: Told
    trust: int
    fetches: int = 0
    days_before: float | None = None


def signs_of(
    source_id: str, trust: int, listing: Listing, vanished_at: datetime | None, page_told: str | None
) -> Iterator[Sign]:
    """Yield what a source tells by a listing of its own, and what the listing's page does once it is gone."""
    if listing.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}:
        yield Sign(source_id, Told.OFF, trust)
    elif vanished_at is None:
        yield Sign(source_id, Told.LISTED, trust)
    else:
        before = (sort_utc(listing.starts) - vanished_at) / timedelta(days=1)
        yield Sign(source_id, Told.VANISHED, trust, days_before=before)
    if vanished_at is not None and page_told:
        yield Sign(source_id, Told(page_told), trust)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sign with what it adds to the log-odds; 0 where another source outweighs it altogether."""

    sign: Sign
    weight: float


def weigh(signs: Iterable[Sign]) -> tuple[Weighed, ...]:
    """Return the signs with their weights, the weightiest first.

    A source that is silent about a change knows less than one of no less trust that tells of it.
    """
    ranked = sorted(signs, key=lambda it: (-abs(_alone(it)), it.source_id))
    teller = max((it.trust for it in ranked if it.told is Told.OFF), default=-1)
    seen: set[Told] = set()
    weighed = []
    for it in ranked:
        counts = it.told not in _FOR or it.trust > teller
        share = (_COPY if it.told in seen else 1.0) if counts else 0.0
        seen |= {it.told} if counts else set()
        weighed.append(Weighed(it, _alone(it) * share))
    return tuple(sorted(weighed, key=lambda it: (-abs(it.weight), it.sign.source_id)))


def probability(weighed: Sequence[Weighed]) -> float:
    """Return how probably the event is off, in (0, 1)."""
    return 1 / (1 + math.exp(-PRIOR - math.fsum(it.weight for it in weighed)))


def _alone(sign: Sign) -> float:
    """Return what a sign weighs where nothing else is known."""
    least, by_trust = _WEIGHTS[sign.told]
    return least + by_trust * sign.trust + (_how_long_gone(sign) if sign.told is Told.VANISHED else 0.0)


def _how_long_gone(sign: Sign) -> float:
    """Up to 1 for good fetches since, up to 1 more the nearer its date was when it vanished."""
    surer = min(sign.fetches, _MOST_FETCHES) / _MOST_FETCHES
    if sign.days_before is None:
        return surer
    return surer + 1 - min(max(sign.days_before, 0.0), _NEAR_DAYS) / _NEAR_DAYS
