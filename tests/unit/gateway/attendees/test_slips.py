"""A meeting plan by person: nobody's meeting is missing from a slip, and none is there twice."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.attendees.slips import slips_of
from shared.contracts.events import Moment
from shared.contracts.partners.meeting_plans import PlannedMeeting, Seated

PEOPLE = [
    Seated(person_id=f"per_{n}", display_name=name) for n, name in enumerate(["Bo", "ana", "Cy", "ana", "Di"])
]
TEN = Moment(local="2027-05-19T10:00", timezone="Europe/Berlin", utc="2027-05-19T08:00:00Z")
COMPANY = st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=4, unique_by=lambda one: one.person_id)


@given(st.lists(st.tuples(st.integers(1, 9), COMPANY), max_size=12))
def test_every_meeting_stands_on_the_slips_of_all_at_it_in_its_turn(
    wanted: list[tuple[int, list[Seated]]],
) -> None:
    meetings = tuple(
        PlannedMeeting(round=turn, table=table, starts_at=TEN, ends_at=TEN, people=tuple(some))
        for table, (turn, some) in enumerate(wanted, 1)
    )
    slips = slips_of(meetings)
    on_slips = [
        (it.table, slip.who.person_id, one.person_id)
        for slip in slips
        for it, whom in slip.meetings
        for one in whom
    ]
    planned = [
        (it.table, who.person_id, whom.person_id)
        for it in meetings
        for who, whom in permutations(it.people, 2)
    ]
    assert sorted(on_slips) == sorted(planned)
    assert [slip.who.display_name.casefold() for slip in slips] == sorted(
        slip.who.display_name.casefold() for slip in slips
    )
    assert all([it.round for it, _ in s.meetings] == sorted(it.round for it, _ in s.meetings) for s in slips)
