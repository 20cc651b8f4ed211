"""When to hold an event: how much each coming week already holds for the same people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

WEEK_DAYS = 7
MOST_NAMED = 5
"""Events named of each week, the closest in topic first."""
_EXPECTED = 0.5

Affinity = Callable[[str, str], float]
"""How near two topics lie, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Rival:
    """An event that could draw the same people; days are local and both count.

    One that is only expected bears the id of the edition before, and the series that it would be of.
    """

    event_id: str
    title: str
    city: str | None
    first: date
    last: date
    topics: tuple[str, ...]
    expected_of: str | None = None


@dataclass(slots=True)
class Week:
    """A week from Monday on: its rivals with their closeness in (0, 1], and how many fall on each day."""

    monday: date
    rivals: list[tuple[float, Rival]] = field(default_factory=list)
    days: list[int] = field(default_factory=lambda: [0] * WEEK_DAYS)

    @property
    def weight(self) -> float:
        """Return the closeness of all rivals together: the competition that a new event would meet.

        What is only expected may not be held, and weighs half.
        """
        return sum(closeness * (_EXPECTED if rival.expected_of else 1) for closeness, rival in self.rivals)

    @property
    def expected(self) -> int:
        """Return how many of the rivals are only expected."""
        return sum(rival.expected_of is not None for _, rival in self.rivals)


def weeks_of(
    rivals: Iterable[Rival], wanted: Sequence[str], first: date, count: int, affinity: Affinity
) -> list[Week]:
    """Return the weeks from that of `first` on, in their order; an event counts in each week it touches.

    `wanted` are topic or area ids; without any, every event is as close as can be.
    """
    monday = first - timedelta(days=first.weekday())
    weeks = [Week(monday + timedelta(weeks=number)) for number in range(count)]
    for rival in rivals:
        if closeness := _closeness(rival, wanted, affinity):
            for week in weeks:
                _count(week, rival, closeness)
    for week in weeks:
        week.rivals.sort(key=_closest_first)
    return weeks


def _closest_first(held: tuple[float, Rival]) -> tuple[object, ...]:
    """What is announced comes before what is only expected."""
    closeness, rival = held
    return -closeness, rival.expected_of is not None, rival.first, rival.event_id


def quietest(weeks: Sequence[Week], most: int) -> list[Week]:
    """Return the weeks with the least competition, the sooner first among equals."""
    return sorted(weeks, key=lambda week: (week.weight, week.monday))[:most]


def _closeness(rival: Rival, wanted: Sequence[str], affinity: Affinity) -> float:
    """An area that is wanted is met in full by each of its topics."""
    if not wanted:
        return 1.0
    return max((_nearness(one, other, affinity) for one in wanted for other in rival.topics), default=0.0)


def _nearness(wanted: str, topic: str, affinity: Affinity) -> float:
    return 1.0 if topic.startswith(f"{wanted}.") else affinity(wanted, topic)


def _count(week: Week, rival: Rival, closeness: float) -> None:
    days = [week.monday + timedelta(days=number) for number in range(WEEK_DAYS)]
    touched = [rival.first <= day <= rival.last for day in days]
    if any(touched):
        week.rivals.append((closeness, rival))
        week.days = [held + is_on for held, is_on in zip(week.days, touched, strict=True)]
