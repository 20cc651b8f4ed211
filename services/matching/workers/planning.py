"""Makes the meeting plans that were asked for, one after another."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from services.matching.meetings.arrange import arranged
from services.matching.meetings.wish import Part, terms_of
from services.matching.meetings.worth import worths
from services.matching.recommend.arrays import Ints
from services.matching.recommend.score.best import standing_chances
from services.matching.runtime import Runtime
from services.matching.store.meeting_plans.making import apart, keep
from services.matching.store.meeting_plans.wishes import take_part
from shared.contracts.messages import MeetingPlanMade, Stream
from shared.contracts.partners.meeting_plans import NewMeetingPlan
from shared.db import Record
from shared.db.lease import KILLED, LeaseTable, claim, fail, is_deadly, kept_while_at_work, release
from shared.db.outbox import put
from shared.obs import get_logger

log = get_logger(__name__)

PLANS = LeaseTable("meeting_plan", "id")
LEASE_S = 90
MAX_ATTEMPTS = 3
TRY_AGAIN = timedelta(seconds=30)


async def plan_once(runtime: Runtime) -> int:
    """Make the plan that waits longest; return how many were made."""
    owner = runtime.ids("wrk")
    due = await claim(runtime.db, PLANS, owner=owner, now=runtime.clock(), limit=1, lease_s=LEASE_S)
    for row in due:
        if is_deadly(row):
            await _give_up(runtime, row["id"], owner)
            continue
        async with kept_while_at_work(
            runtime.db, PLANS, row["id"], owner=owner, clock=runtime.clock, lease_s=LEASE_S
        ):
            await _make(runtime, row, owner)
    return len(due)


async def _give_up(runtime: Runtime, plan_id: str, owner: str) -> None:
    log.error("meeting_plan.given_up", plan_id=plan_id, reason=KILLED)
    await fail(
        runtime.db, PLANS, plan_id, owner=owner, now=runtime.clock(), error=KILLED, retry_at=None,
        max_attempts=MAX_ATTEMPTS,
    )  # fmt: skip


async def _make(runtime: Runtime, row: Record, owner: str) -> None:
    try:
        wish = NewMeetingPlan.model_validate(row["wish"])
        parts, worth = await _load(runtime, row)
        people = tuple(one.person_id for one in parts)
        chance = np.random.default_rng(list(row["id"].encode()))
        found, told = await asyncio.to_thread(arranged, worth, terms_of(wish, parts), chance)
    except Exception as error:
        now = runtime.clock()
        await fail(
            runtime.db, PLANS, row["id"], owner=owner, now=now, error=type(error).__name__,
            retry_at=now + TRY_AGAIN, max_attempts=MAX_ATTEMPTS,
        )  # fmt: skip
        raise
    async with runtime.db.transaction() as conn:
        if await release(conn, PLANS, row["id"], owner=owner, next_at=None):
            await keep(conn, row["id"], people, found, told)
            made = MeetingPlanMade(
                plan_id=row["id"], event_id=row["event_id"], made_for=row["made_for"], people=len(people),
                meetings=told.meetings, made_at=runtime.clock(),
            )  # fmt: skip
            await put(
                conn, Stream.MEETING_PLAN_MADE, made, message_id=runtime.ids("msg"), occurred_at=made.made_at
            )


async def _load(runtime: Runtime, row: Record) -> tuple[Sequence[Part], Ints]:
    """Return who takes part, and of each two what it is worth that they meet, by the scores that stand."""
    now = runtime.clock()
    numbers = await runtime.shelf.learnt(now)
    roster = await runtime.shelf.gathered.of(row["event_id"], now, numbers)
    took = await take_part(runtime.db, row["id"])
    parts = [one for one in took if one.person_id in roster.position]
    if not parts:
        return parts, np.zeros((0, 0), dtype=np.int64)
    people = [one.person_id for one in parts]
    places = {one: place for place, one in enumerate(people)}
    kept = [(places[a], places[b]) for a, b in await apart(runtime.db, people, now)]
    positions = np.array([roster.position[one] for one in people], dtype=np.int64)
    chances = await asyncio.to_thread(standing_chances, positions, roster, numbers)
    return parts, worths(chances[:, positions] * roster.discount[positions, None], kept)
