"""The weights are learnt anew: load ▸ correct for places ▸ refit ▸ contest ▸ keep, or take back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np

from services.matching.learn.contest import calibration_error, contest
from services.matching.learn.learnt import Learnt, learnt, weights_of
from services.matching.learn.position import looks
from services.matching.learn.refit import ready, refit
from services.matching.learn.showings import Showings
from services.matching.learn.uplift import Uplift
from services.matching.recommend.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Report:
    """What weights were fitted to, and how they fared: `saved` loss a person against the champion.

    `looks` are chances that each place is looked at, against the first.
    """

    people: int
    showings: int
    liked: int
    looks: tuple[float, ...]
    saved: float
    error: float
    won: bool
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A challenger with its report."""

    learnt: Learnt
    report: Report


@dataclass(frozen=True, slots=True)
class Learning:
    """What a round came to: a challenger, unless there was too little to fit; whether one was taken back."""

    fitted: Fitted | None
    taken_back: bool = False


class Records(Protocol):
    """What the use case loads and writes."""

    async def settled(self, now: datetime) -> Showings:
        """Return the log as far as answers had time to come."""
        ...

    async def champion(self) -> Parameters:
        """Return the numbers that serve."""
        ...

    async def uplift(self, now: datetime) -> Uplift | None:
        """Return what the serving weights are worth; None while too little was shown, or none are learnt."""
        ...

    async def next_version(self) -> str:
        """Name weights to come."""
        ...

    async def apart(self, work: Callable[[], Fitted | None]) -> Fitted | None:
        """Run work that takes its time where it holds up nobody."""
        ...

    async def keep(self, fitted: Fitted, now: datetime) -> None:
        """Keep a challenger; one that won serves from now on."""
        ...

    async def take_back(self, now: datetime) -> None:
        """Let the shipped numbers serve again."""
        ...


async def learn(records: Records, shipped: Parameters, now: datetime) -> Learning:
    """Fit weights to the log and let them serve if they are better; take back what proved worse."""
    found = await records.uplift(now)
    if found is not None and found.high < 0:
        await records.take_back(now)
        return Learning(None, taken_back=True)
    showings, champion = await records.settled(now), await records.champion()
    version = await records.next_version()
    fitted = await records.apart(lambda: fitted_to(showings, champion, shipped, version))
    if fitted:
        await records.keep(fitted, now)
    return Learning(fitted)


def fitted_to(showings: Showings, champion: Parameters, shipped: Parameters, version: str) -> Fitted | None:
    """Return a challenger fitted to a log; None where it tells of too few people. Pure."""
    numbers, liked = shipped.learn, int(showings.liked.sum())
    people = len(np.unique(showings.people))
    if people < numbers.least_people or liked < numbers.least_liked:
        return None
    prior = weights_of(shipped.score)
    seen = looks(showings, shipped.attention.listed[-1], numbers)
    weights = refit(ready(showings, seen, numbers), prior, numbers)
    judged = contest(showings, seen, weights_of(champion.score), prior, numbers)
    return Fitted(
        learnt(version, weights, showings, champion, shipped.model_version),
        Report(
            people=people, showings=len(showings.liked), liked=liked,
            looks=tuple(np.exp(seen.log).round(3).tolist()), saved=judged.saved,
            error=judged.error, won=judged.sure(numbers) > 0,
            calibration_error=calibration_error(showings, weights, seen),
        ),
    )  # fmt: skip
