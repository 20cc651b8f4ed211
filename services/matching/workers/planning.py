"""Makes the meeting plans that were asked for, one after another."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import numpy as np

from services.matching.meetings.figures import Figures, figures
from services.matching.meetings.plan import Meeting, meetings_each, plan, seats_of
from services.matching.meetings.prices import prices
from services.matching.meetings.worth import worths
from services.matching.recommend.arrays import Ints
from services.matching.recommend.score.best import known_chances
from services.matching.runtime import Runtime
from services.matching.store import meeting_plans
from shared.contracts.meeting_plans import NewMeetingPlan
from shared.contracts.messages import MeetingPlanMade, Stream
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
        quotas, worth = await _load(runtime, row, wish)
        people = tuple(quotas)
        found, told = await asyncio.to_thread(
            _plan, worth, wish, np.array([*quotas.values()], dtype=np.int64)
        )
    except Exception as error:
        now = runtime.clock()
        await fail(
            runtime.db, PLANS, row["id"], owner=owner, now=now, error=type(error).__name__,
            retry_at=now + TRY_AGAIN, max_attempts=MAX_ATTEMPTS,
        )  # fmt: skip
        raise
    async with runtime.db.transaction() as conn:
        if await release(conn, PLANS, row["id"], owner=owner, next_at=None):
            await meeting_plans.keep(conn, row["id"], people, found, told)
            made = MeetingPlanMade(
                plan_id=row["id"], event_id=row["event_id"], made_for=row["made_for"], people=len(people),
                meetings=told.meetings, made_at=runtime.clock(),
            )  # fmt: skip
            await put(
                conn, Stream.MEETING_PLAN_MADE, made, message_id=runtime.ids("msg"), occurred_at=made.made_at
            )


async def _load(runtime: Runtime, row: Record, wish: NewMeetingPlan) -> tuple[Mapping[str, int], Ints]:
    """Return who takes part and how many each may meet; of each two what that is worth, by the scores."""
    now = runtime.clock()
    numbers = await runtime.shelf.learnt(now)
    roster = await runtime.shelf.gathered.of(row["event_id"], now, numbers)
    quotas = {
        one: min(wish.rounds, wish.most or wish.rounds) if most is None else min(wish.rounds, most)
        for one, most in await meeting_plans.take_part(runtime.db, row["id"])
        if one in roster.position
    }
    people = list(quotas)
    places = {one: place for place, one in enumerate(people)}
    kept = [(places[a], places[b]) for a, b in await meeting_plans.apart(runtime.db, people, now)]
    positions = np.array([roster.position[one] for one in people], dtype=np.int64)
    if not people:
        return quotas, np.zeros((0, 0), dtype=np.int64)
    chances = await asyncio.to_thread(known_chances, positions, roster, numbers)
    seen = roster.discount[positions]
    return quotas, worths(chances[:, positions] * seen[None, :] * seen[:, None], kept)


def _plan(worth: Ints, wish: NewMeetingPlan, quotas: Ints) -> tuple[tuple[Meeting, ...], Figures]:
    each = meetings_each(quotas, wish.rounds, wish.tables)
    priced = prices(worth, each, wish.rounds * seats_of(len(worth), wish.tables))
    found = plan(worth, wish.rounds, wish.tables, priced.people, quotas)
    return found, figures(worth, found, priced.bound)
