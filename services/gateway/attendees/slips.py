"""A meeting plan by person, to print: each one's meetings in their order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from shared.contracts.partners.meeting_plans import PlannedMeeting, Seated


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person takes along: each meeting, and with whom it is."""

    who: Seated
    meetings: tuple[tuple[PlannedMeeting, tuple[Seated, ...]], ...]


def slips_of(meetings: Iterable[PlannedMeeting]) -> tuple[Slip, ...]:
    """Return a slip for everybody who meets somebody, by name, with the meetings by round."""
    people: dict[str, Seated] = {}
    theirs: dict[str, list[tuple[PlannedMeeting, tuple[Seated, ...]]]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda it: (it.round, it.table)):
        for who in meeting.people:
            people[who.person_id] = who
            others = tuple(one for one in meeting.people if one.person_id != who.person_id)
            theirs[who.person_id].append((meeting, others))
    slips = (Slip(people[key], tuple(found)) for key, found in theirs.items())
    return tuple(sorted(slips, key=lambda it: (it.who.display_name.casefold(), it.who.person_id)))
