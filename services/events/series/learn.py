"""From past days to a rule: many are tried, and the one that explains most with least is kept.

A day on a rule is a hit, a day of the rule without an edition a miss, an edition beside the rule a stray.
Late editions count more: a rhythm may have changed. Confidence is the rule of succession over the three.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.events.series.candidates import candidates
from services.events.series.rule import Rule

FEWEST = 3
"""Editions from which a rule can be learnt."""
_A_WEEK = 7
"""Days within one week, as of a camp, say nothing of another."""
MOST = 40
"""Editions that are looked at, the latest."""
_EARLIEST, _LATEST = date(1900, 1, 1), date(2500, 1, 1)
"""What lies beyond is a slip of the pen."""
HALF_LIFE = 8.0
"""Editions after which one counts half."""
_EACH_CHOICE = 0.015
"""What each choice of a rule takes off its fit."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rule with what speaks for it; `hits`, `misses` and `strays` count editions."""

    rule: Rule
    hits: int
    misses: int
    strays: int
    confidence: float

    def following(self, day: date) -> date | None:
        """Return the day of the next edition after one held on `day`, at least half a gap later."""
        start = day + timedelta(days=max(1, self.rule.least_days // 2))
        return next(
            iter(self.rule.days(start, start + timedelta(days=int(self.rule.gap_days * 14) + 40))), None
        )


@dataclass(frozen=True, slots=True)
class _Fit:
    hits: float
    misses: float
    strays: float

    @property
    def share(self) -> float:
        total = self.hits + self.misses + self.strays
        return self.hits / total if total else 0.0


def learn(held: Iterable[date]) -> Cadence | None:
    """Return the rule that the days of past editions follow; None where they are too few."""
    days = sorted(day for day in set(held) if _EARLIEST <= day <= _LATEST)[-MOST:]
    if len(days) < FEWEST or (days[-1] - days[0]).days < _A_WEEK:
        return None
    best = max(candidates(days), key=lambda rule: (_worth(rule, days), -rule.freedom), default=None)
    return None if best is None else _cadence(best, days)


def _worth(rule: Rule, days: Sequence[date]) -> float:
    return _fit(rule, days).share - _EACH_CHOICE * rule.freedom


def _fit(rule: Rule, days: Sequence[date], half_life: float = HALF_LIFE) -> _Fit:
    """Weigh hits, misses and strays; a hit that is some days off its day counts in part."""
    slack = timedelta(days=rule.slack_days)
    expected = list(rule.days(days[0] - slack, days[-1] + slack))
    taken: set[date] = set()
    hits = strays = 0.0
    for age, day in enumerate(reversed(days)):
        weight = 0.5 ** (age / half_life)
        near = min((it for it in expected if it not in taken), key=lambda it: abs(it - day), default=None)
        off = abs((near - day).days) if near else slack.days + 1
        if near is not None and off <= slack.days:
            taken.add(near)
            share = 1 - off / (slack.days + 1)
            hits += weight * share
            strays += weight * (1 - share)
        else:
            strays += weight
    missed = [day for day in expected if day not in taken and days[0] <= day <= days[-1]]
    misses = rule.miss_weight * sum(0.5 ** (sum(day > it for day in days) / half_life) for it in missed)
    return _Fit(hits, misses, strays)


def _cadence(rule: Rule, days: Sequence[date]) -> Cadence:
    fit, plain = _fit(rule, days), _fit(rule, days, half_life=float("inf"))
    confidence = (fit.hits + 1) / (fit.hits + fit.misses + fit.strays + 2)
    return Cadence(rule, round(plain.hits), round(plain.misses), round(plain.strays), round(confidence, 3))
