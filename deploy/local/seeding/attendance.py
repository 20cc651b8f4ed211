"""Who of the sample people goes where: decided by what fits, the same for the same events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_PER_PERSON = 6
ENOUGH_PER_PERSON = 2
FEWEST_AT_EVENT = 5
MOST_AT_EVENT = 20
SHARED_TOPIC = 4


@dataclass(frozen=True, slots=True)
class Guest:
    """A sample person: topic ids of interest, and home."""

    id: str
    topics: frozenset[str]
    city: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """A coming event: its topic ids and city; `series` is what further dates of it share."""

    id: str
    topics: frozenset[str]
    city: str | None
    series: str | None = None


def fit(guest: Guest, gathering: Gathering) -> int:
    """Return how well it fits: 4 a shared topic, 1 a shared area, 2 at home; 0 without a shared area."""
    shared = len(guest.topics & gathering.topics)
    areas = len(_areas(guest.topics) & _areas(gathering.topics))
    if not areas:
        return 0
    return SHARED_TOPIC * shared + areas + 2 * (guest.city == gathering.city)


def plan_attendance(
    guests: Sequence[Guest], gatherings: Sequence[Gathering]
) -> Mapping[str, tuple[str, ...]]:
    """Return the events of each guest, such that those who go anywhere meet 4 to 19 others there.

    First everyone goes where a topic of theirs is spoken of, to no more than six events and to one date of a
    series; then those with less than two go where their area is. Events that fit many are filled first;
    whoever fits nowhere goes to the fullest event.
    """
    there: dict[str, list[str]] = {each.id: [] for each in gatherings}
    soonest = tuple({each.series or each.id: each for each in reversed(gatherings)}.values())[::-1]
    for least, most in ((SHARED_TOPIC, MOST_PER_PERSON), (1, ENOUGH_PER_PERSON)):
        for gathering in _most_wanted_first(guests, soonest, least):
            held = there[gathering.id]
            wishing = [guest for guest in guests if fit(guest, gathering) >= least and guest.id not in held]
            free = [guest for guest in wishing if _count(guest, there) < most]
            best = sorted(free, key=lambda guest: (-fit(guest, gathering), guest.id))
            if len(held) + len(best) >= FEWEST_AT_EVENT:
                held += [guest.id for guest in best[: MOST_AT_EVENT - len(held)]]
    fullest = max(there, key=lambda key: (len(there[key]), key), default="")
    last_resort = (fullest,) if fullest and there[fullest] else ()
    return {
        guest.id: tuple(key for key, held in there.items() if guest.id in held) or last_resort
        for guest in guests
    }


def _count(guest: Guest, there: Mapping[str, Sequence[str]]) -> int:
    return sum(guest.id in held for held in there.values())


def _most_wanted_first(
    guests: Sequence[Guest], gatherings: Sequence[Gathering], least: int
) -> list[Gathering]:
    wanted = {each.id: sum(fit(guest, each) >= least for guest in guests) for each in gatherings}
    return sorted(gatherings, key=lambda each: -wanted[each.id])


def _areas(topics: frozenset[str]) -> set[str]:
    return {topic.partition(".")[0] for topic in topics}
