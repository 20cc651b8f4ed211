"""Whoever must not be shown is shown on no path: at an event, anywhere, in plans, in what is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.matching.runtime import Runtime
from shared.clients.matching import MatchingClient
from shared.contracts.people import (
    AttendanceStatus,
    Feedback,
    NewBlock,
    PlanRequest,
    Profile,
    SetAttendance,
)
from tests.integration.matching.conftest import Feed, changed, evt, per
from tests.support.clock import FixedClock

PEOPLE = 5
pair = st.sampled_from(list(permutations(range(PEOPLE), 2)))
verdict = st.sampled_from(("hide", "know_them", "not_now", "wrong_topic"))
numbers: Iterator[int] = count(1000, PEOPLE)


@dataclass(frozen=True)
class World:
    """Who of five people blocks, judges, keeps out of matching and hides their name."""

    blocks: list[tuple[int, int]]
    verdicts: dict[tuple[int, int], str]
    unmatched: set[int]
    nameless: set[int]

    def apart(self, reader: int, other: int) -> bool:
        """Tell whether the reader must not be shown the other."""
        return (
            bool({(reader, other), (other, reader)} & set(self.blocks))
            or (reader, other) in self.verdicts
            or self.verdicts.get((other, reader)) == "hide"
            or bool({reader, other} & self.unmatched)
            or other in self.nameless
        )


worlds = st.builds(
    World,
    blocks=st.lists(pair, max_size=3),
    verdicts=st.dictionaries(pair, verdict, max_size=5),
    unmatched=st.sets(st.integers(0, PEOPLE - 1), max_size=2),
    nameless=st.sets(st.integers(0, PEOPLE - 1), max_size=2),
)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
async def test_nobody_is_shown_whom_something_keeps_apart(
    world: World, client: MatchingClient, runtime: Runtime, feed: Feed, clock: FixedClock
) -> None:
    first = next(numbers)
    ids = [per(first + i) for i in range(PEOPLE)]
    await _gather(ids, first, client, feed, clock)
    await _part(world, ids, evt(first), client)
    clock.advance(days=7)
    for i, reader in enumerate(ids):
        shown = await _shown_anywhere(reader, evt(first), client)
        allowed = {ids[j] for j in range(PEOPLE) if j != i and not world.apart(i, j)}
        assert shown == allowed
        week = "SELECT other_id FROM suggestion WHERE person_id = $1 AND last_week = $2"
        kept = await runtime.db.fetch(week, reader, clock().strftime("%G-W%V"))
        assert {row["other_id"] for row in kept} == allowed


async def _gather(ids: list[str], first: int, client: MatchingClient, feed: Feed, clock: FixedClock) -> None:
    starts = clock() + timedelta(days=20)
    await feed(changed(first, clock(), starts_utc=starts, ends_utc=starts + timedelta(hours=8)))
    for i, person_id in enumerate(ids):
        await client.put_person(person_id, Profile(display_name=f"P{i}", interests=("Python",)))
        await client.set_attendance(person_id, evt(first), SetAttendance(status=AttendanceStatus.GOING))


async def _part(world: World, ids: list[str], event_id: str, client: MatchingClient) -> None:
    listed = [{it.person.id: it.id for it in await client.people(one, event_id=event_id)} for one in ids]
    for (one, other), said in world.verdicts.items():
        found = Feedback.model_validate({"suggestion_id": listed[one][ids[other]], "verdict": said})
        await client.give_feedback(ids[one], found)
    for one, other in world.blocks:
        await client.block(ids[one], NewBlock(person_id=ids[other]))
    for one in world.unmatched:
        stand = SetAttendance(status=AttendanceStatus.GOING, match=False)
        await client.set_attendance(ids[one], event_id, stand)
    for one in world.nameless:
        hidden = {"display_name": f"P{one}", "visibility": {"display_name": "match_only"}}
        await client.put_person(ids[one], Profile.model_validate(hidden))


async def _shown_anywhere(reader: str, event_id: str, client: MatchingClient) -> set[str]:
    """Return everyone shown on any path, each path showing the same."""
    at_event = {it.person.id for it in await client.people(reader, event_id=event_id, limit=50)}
    anywhere = {it.person.id for it in await client.people(reader, limit=50, novelty=1.0)}
    (plan,) = await client.plans(PlanRequest(person_ids=(reader,), people_per_person=10))
    assert at_event == anywhere == {it.person.id for it in plan.people}
    return at_event
