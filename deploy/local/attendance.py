"""Who of the sample people goes where: decided by what fits, the same for the same events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_PER_PERSON = 6
FEWEST_AT_EVENT = 5
MOST_AT_EVENT = 20


@dataclass(frozen=True, slots=True)
class Guest:
    """A sample person: topic ids of interest, and home."""

    id: str
    topics: frozenset[str]
    city: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """A coming event: its topic ids and city."""

    id: str
    topics: frozenset[str]
    city: str | None


def fit(guest: Guest, gathering: Gathering) -> int:
    """Return how well it fits: 4 a shared topic, 1 a shared area, 2 at home; 0 without a shared area."""
    shared = len(guest.topics & gathering.topics)
    areas = len(_areas(guest.topics) & _areas(gathering.topics))
    if not areas:
        return 0
    return 4 * shared + areas + 2 * (guest.city == gathering.city)


def plan_attendance(
    guests: Sequence[Guest], gatherings: Sequence[Gathering]
) -> Mapping[str, tuple[str, ...]]:
    """Return the events of each guest, such that those who go anywhere meet 4 to 19 others there.

    Events that fit many are filled first; nobody goes to more than six; whoever fits nowhere goes to the
    fullest event.
    """
    going: dict[str, list[str]] = {guest.id: [] for guest in guests}
    fullest: tuple[int, str] = (0, "")
    for gathering in _most_wanted_first(guests, gatherings):
        there = list(_takers(guests, gathering, going))
        if len(there) >= FEWEST_AT_EVENT:
            fullest = max(fullest, (len(there), gathering.id))
            for guest in there:
                going[guest.id].append(gathering.id)
    last_resort = [fullest[1]] if fullest[1] else []
    return {guest_id: tuple(events or last_resort) for guest_id, events in going.items()}


def _most_wanted_first(guests: Sequence[Guest], gatherings: Sequence[Gathering]) -> list[Gathering]:
    wanted = {each.id: sum(fit(guest, each) for guest in guests) for each in gatherings}
    return sorted(gatherings, key=lambda each: -wanted[each.id])


def _takers(guests: Sequence[Guest], gathering: Gathering, going: Mapping[str, list[str]]) -> Iterator[Guest]:
    free = [guest for guest in guests if len(going[guest.id]) < MOST_PER_PERSON and fit(guest, gathering)]
    yield from sorted(free, key=lambda guest: (-fit(guest, gathering), guest.id))[:MOST_AT_EVENT]


def _areas(topics: frozenset[str]) -> set[str]:
    return {topic.partition(".")[0] for topic in topics}
