"""The next edition of a series, expected and unconfirmed until the feed catches up; told from what is known.

Nothing is kept of an expectation. It is confirmed by an edition that comes near its day, and withdrawn when
its day goes by without one or the edition after it is announced; so it never contradicts the events, in
whatever order these came.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from services.events.series.learn import FEWEST, Cadence, learn

LEAST_CONFIDENCE = 0.5
"""Below this nothing is expected of a rule."""
ASLEEP_AFTER = 3
"""Editions that went by unheld, after which nothing more is expected."""

SEASONAL = 300.0
"""Days between editions from which a rule tells a season of the year."""
MOST_DAYS_OFF = 60.0
"""Days from the expected one by which a yearly edition may be announced to be that one."""


class State(StrEnum):
    """How an expected edition stands."""

    EXPECTED = "expected"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as it is known: its event and local day; `is_off` where it does not take place."""

    event_id: str
    day: date
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Expectation:
    """A day on which an edition is expected; `event_id` of the one that confirmed it."""

    day: date
    state: State
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected of a series, oldest first; no cadence where nothing can be learnt."""

    cadence: Cadence | None
    expectations: tuple[Expectation, ...] = ()


def outlook(editions: Sequence[Edition], today: date) -> Outlook:
    """Learn from what was held until today, and say how what follows from it stands.

    Where too little was held yet, the rule is told from what is announced, and nothing is expected of it.
    """
    held = sorted({it.day for it in editions if it.day <= today and not it.is_off})
    cadence = learn(held)
    if cadence is None:
        return Outlook(learn(it.day for it in editions if not it.is_off))
    if cadence.confidence < LEAST_CONFIDENCE or _goes_through_any_two(cadence):
        return Outlook(cadence)
    ahead = sorted((it for it in editions if it.day > today), key=lambda it: it.day)
    found: list[Expectation] = []
    day = cadence.following(held[-1])
    while day is not None and len(found) < ASLEEP_AFTER:
        found.append(_stands(day, ahead, today, cadence))
        if found[-1].state is not State.WITHDRAWN:
            break
        day = cadence.following(day)
    return Outlook(cadence, tuple(found))


def _goes_through_any_two(cadence: Cadence) -> bool:
    """Tell a rule that only two days follow: some rule of months or weeks always goes through two.

    Of 14 such of the feeds none told the next within a week, of those that say a season of the year a third.
    """
    return cadence.hits < FEWEST and cadence.rule.gap_days < SEASONAL


def may_be_expected(editions: Sequence[Edition], today: date, last: date) -> bool:
    """Tell from the usual gap alone whether an edition could be due from today to `last`."""
    days = sorted({it.day for it in editions})
    held = sum(day <= today for day in days)
    if held < FEWEST:
        return False
    gap = timedelta(days=median((later - earlier).days for earlier, later in pairwise(days)))
    return days[-1] + gap / 2 <= last and days[-1] + gap * (ASLEEP_AFTER + 1) >= today


def expected_until(editions: Sequence[Edition], today: date, last: date) -> list[date]:
    """Return all days from today to `last` on which editions are expected that nobody has announced yet.

    They follow the latest edition that is known: held, announced or off. A series that fell asleep has none.
    """
    seen = outlook(editions, today)
    if seen.cadence is None or not seen.expectations or seen.expectations[-1].state is State.WITHDRAWN:
        return []
    days: list[date] = []
    day = seen.cadence.following(max(it.day for it in editions))
    while day is not None and day <= last:
        if day >= today:
            days.append(day)
        day = seen.cadence.following(day)
    return days


def _stands(day: date, ahead: Sequence[Edition], today: date, cadence: Cadence) -> Expectation:
    near = timedelta(days=min(MOST_DAYS_OFF, max(1.0, cadence.rule.gap_days / 3)))
    caught = min(
        (it for it in ahead if abs(it.day - day) <= near), key=lambda it: abs(it.day - day), default=None
    )
    if caught is not None:
        state = State.WITHDRAWN if caught.is_off else State.CONFIRMED
        return Expectation(day, state, caught.event_id)
    round_after = day + timedelta(days=cadence.rule.gap_days * 1.5)
    is_passed_over = any(day < it.day <= round_after for it in ahead)
    return Expectation(day, State.WITHDRAWN if day < today or is_passed_over else State.EXPECTED)
