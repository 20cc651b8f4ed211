"""What is shown is logged with its place, what is said of it is kept, what is learnt serves whom it may."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import numpy as np
import pytest

from deploy.evaluation.learning_world import World
from deploy.evaluation.learning_world import showings as world_log
from services.matching.learn.flow import Fitted, Learning, Report, fitted_to, learn
from services.matching.learn.learnt import Learnt
from services.matching.learn.showings import Showings
from services.matching.recommend.arms import Arm, arm_of, held_out
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.drafts import Draft
from services.matching.runtime import Runtime
from services.matching.store import suggestions
from services.matching.store.learn import models, showings
from services.matching.workers import workers
from shared.clients.matching import MatchingClient
from shared.contracts.people import (
    AttendanceStatus,
    Feedback,
    PersonCard,
    PlanRequest,
    Profile,
    SetAttendance,
    Suggestion,
)
from tests.integration.matching.conftest import evt, per
from tests.support.clock import FixedClock
from tests.support.people import PARAMETERS

SHIPPED = PARAMETERS.model_version
REPORT = Report(200, 9000, 700, (1.0, 0.5), 0.4, 0.1, won=True, calibration_error=0.01)


def answer(one: Suggestion, verdict: str) -> Feedback:
    return Feedback.model_validate({"suggestion_id": one.id, "verdict": verdict})


async def test_a_showing_is_logged_once_a_week_with_its_place_and_what_the_score_knew(
    client: MatchingClient, runtime: Runtime, cloud_day: str, clock: FixedClock
) -> None:
    shown = await client.people(per(1), event_id=cloud_day, limit=5)
    await client.people(per(1), event_id=cloud_day, limit=5)
    await client.people(per(1), limit=3)
    rows = await runtime.db.fetch("SELECT * FROM showing ORDER BY place")
    assert [(row["suggestion_id"], row["place"]) for row in rows] == [
        (one.id, place) for place, one in enumerate(shown, start=1)
    ]
    assert {(row["week"], row["arm"], row["model_version"]) for row in rows} == {
        ("2026-W48", arm_of(per(1), Draw.at(clock(), runtime.kit.key), runtime.kit.parameters.learn), SHIPPED)
    }
    ben = next(row for row, one in zip(rows, shown, strict=True) if one.person.id == per(2))
    _interest, _preference, their_value, my_value, _context, _quality = ben["there"]
    assert (their_value > 0.5, my_value) == (True, 0.0)
    assert ben["back"][2:4] == [my_value, their_value]
    clock.advance(days=7)
    await client.plans(PlanRequest(person_ids=(per(1),), people_per_person=5))
    assert await runtime.db.fetchval("SELECT count(*) FROM showing WHERE week = '2026-W49'") == 5


@pytest.mark.usefixtures("client")
async def test_a_list_in_random_order_says_so(runtime: Runtime, cloud_day: str, clock: FixedClock) -> None:
    card = PersonCard(
        id=per(2), display_name="Ben", headline=None, place=None, organisation=None, interests=(), links=()
    )
    told = dict[Arm, bool]()
    for arm in Arm:
        draft = Draft(card, cloud_day, 0.5, "ranked", "good", (), None, arm)
        shown = [(per(1), (draft,))]
        ((found,),) = await suggestions.log_shown(runtime.db, shown, clock(), model="x", ids=runtime.ids)
        told[arm] = found.by_chance
    assert told == {Arm.SERVED: False, Arm.SHUFFLED: True, Arm.GROUPED: True, Arm.HELD_OUT: False}


async def test_answers_belong_to_the_showing_they_follow(
    client: MatchingClient, runtime: Runtime, cloud_day: str, clock: FixedClock
) -> None:
    first, second, third = await client.people(per(1), event_id=cloud_day, limit=3)
    await client.give_feedback(per(1), answer(second, "not_now"))
    clock.advance(days=7)
    await client.people(per(1), event_id=cloud_day, limit=3)
    await client.give_feedback(per(1), answer(first, "asked"))
    await client.give_feedback(per(1), answer(third, "wrong_topic"))
    clock.advance(days=8)
    log = await showings.settled(runtime.db, clock(), runtime.kit.parameters)
    assert (len(log.liked), log.liked.sum(), log.there.shape[1]) == (5, 1, 7)
    assert log.places[log.liked].tolist() == [1]
    early = await showings.settled(runtime.db, clock() - timedelta(days=7), runtime.kit.parameters)
    assert (len(early.liked), early.liked.sum()) == (2, 0)


async def test_what_other_numbers_showed_teaches_nothing(runtime: Runtime, clock: FixedClock) -> None:
    await log_of(runtime, Arm.SERVED, people=3, liked=1)
    await runtime.db.execute("UPDATE showing SET model_version = $1 || '+2' WHERE place = 1", SHIPPED)
    await runtime.db.execute("UPDATE showing SET model_version = '2020-01.1' WHERE place > 5")
    clock.advance(days=8)
    log = await showings.settled(runtime.db, clock(), runtime.kit.parameters)
    assert (len(log.liked), log.liked.sum(), log.places.max()) == (15, 3, 5)


async def test_erasing_a_person_takes_their_rows_out_of_the_log(
    client: MatchingClient, runtime: Runtime, cloud_day: str
) -> None:
    shown = await client.people(per(1), event_id=cloud_day, limit=20)
    await client.people(per(2), event_id=cloud_day, limit=20)
    await client.give_feedback(per(1), answer(shown[0], "useful"))
    await client.forget_person(per(1))
    assert await runtime.db.fetchval("SELECT count(*) FROM outcome") == 0
    left = await runtime.db.fetch(
        "SELECT s.person_id, s.other_id FROM showing JOIN suggestion s ON s.id = suggestion_id"
    )
    assert {row["person_id"] for row in left} == {per(2)}
    assert per(1) not in {row["other_id"] for row in left}


@pytest.mark.usefixtures("cloud_day")
async def test_learnt_weights_serve_all_but_those_held_out_and_can_be_taken_back(
    client: MatchingClient, runtime: Runtime, clock: FixedClock
) -> None:
    numbers = runtime.kit.parameters
    aside = next(i for i in count(100) if held_out(per(i), runtime.kit.key, numbers.learn))
    await client.put_person(per(aside), Profile(display_name="Aside", interests=("Kubernetes",)))
    await client.set_attendance(per(aside), evt(1), SetAttendance(status=AttendanceStatus.GOING))
    weights = numbers.score.model_copy(update={"their_value": 0.0, "my_value": 0.0, "interest": 0.0})
    made = Learnt(f"{SHIPPED}+1", numbers.model_version, weights, 0.05, 0.01)

    async def served(number: int) -> tuple[str, float]:
        [best, *_] = await client.people(per(number), event_id=evt(1), limit=20)
        row = await runtime.db.fetchrow("SELECT * FROM suggestion WHERE id = $1", best.id)
        return (row or {})["model_version"], round((row or {})["score"], 4)

    before, apart = await served(2), await served(aside)
    assert (before[0], apart[0]) == (SHIPPED, SHIPPED)
    async with runtime.db.transaction() as conn:
        await models.keep(conn, Fitted(made, REPORT), clock())
    clock.advance(minutes=2)
    assert (await served(2))[0] == f"{SHIPPED}+1"
    assert (await served(2))[1] < before[1]
    assert await served(aside) == apart
    async with runtime.db.transaction() as conn:
        await models.serve(conn, None, clock())
    clock.advance(minutes=2)
    assert await served(2) == before
    [row] = await models.newest(runtime.db)
    assert (row.learnt, row.report, row.serves_until) == (made, REPORT, clock() - timedelta(minutes=2))


async def test_a_log_in_the_database_teaches_what_it_would_in_memory(
    runtime: Runtime, clock: FixedClock
) -> None:
    truth = PARAMETERS.score.model_copy(update={"interest": 4.0, "their_value": 0.6, "my_value": 2.0})
    log = world_log(World(truth, PARAMETERS.score, fade=0.8, people=300, weeks=3), seed=1)
    await keep_log(runtime, log)
    clock.advance(days=60)
    done = await learn(runtime.records, PARAMETERS, clock())
    direct = fitted_to(log, PARAMETERS, PARAMETERS, f"{SHIPPED}+1")
    assert done.fitted is not None
    assert direct is not None
    assert (done.fitted.learnt.score, done.fitted.report.looks) == (direct.learnt.score, direct.report.looks)
    assert (done.fitted.report.people, done.fitted.report.won) == (300, True)
    clock.advance(minutes=2)
    assert (await runtime.shelf.learnt(clock())).score == done.fitted.learnt.score
    assert await runtime.records.next_version() == f"{SHIPPED}+2"


async def test_what_proved_worse_is_taken_back(runtime: Runtime, clock: FixedClock) -> None:
    numbers = runtime.kit.parameters
    made = Learnt(f"{SHIPPED}+1", numbers.model_version, numbers.score, 0.3, 0.2)
    async with runtime.db.transaction() as conn:
        await models.keep(conn, Fitted(made, REPORT), clock())
    await log_of(runtime, Arm.SERVED, people=40, liked=1)
    await log_of(runtime, Arm.HELD_OUT, people=40, liked=4)
    clock.advance(days=1)
    assert await learn(runtime.records, numbers, clock()) == Learning(None, taken_back=True)
    assert await models.serving(runtime.db, numbers) is None


async def test_the_worker_learns_once_a_week(runtime: Runtime, clock: FixedClock) -> None:
    learner = next(worker for worker in workers(runtime) if worker.name == "matching.learning")
    clock.advance(days=3650)
    assert [await learner.run_once() for _ in range(2)] == [1, 0]
    await log_of(runtime, Arm.SERVED, people=1, liked=1)
    clock.advance(days=7, minutes=1)
    assert await learner.run_once() == 1
    assert await runtime.db.fetchval("SELECT count(*) FROM showing") == 10
    clock.advance(days=182)
    assert await learner.run_once() == 1
    assert await runtime.db.fetchval("SELECT count(*) FROM showing") == 0


NUMBERS: Iterator[int] = count(1000)


async def log_of(runtime: Runtime, arm: Arm, *, people: int, liked: int) -> None:
    """Write the log of people who were each shown ten others, and liked the first few."""
    chance = np.random.default_rng(1)
    profile = Profile(display_name="Somebody").model_dump(mode="json")
    async with runtime.db.transaction() as conn:
        ids = [per(next(NUMBERS)) for _ in range(people + 10)]
        person = (
            "INSERT INTO person (id, profile, version, updated_at, revision, traits, vectors, topic_ids,"
            " derived_by, name_is_public) VALUES ($1, $2, 1, $3, 1, $4, '', '{}', '', true)"
        )
        now = runtime.clock()
        await conn.executemany(person, [(one, profile, now, {"topics": [], "sentences": []}) for one in ids])
        for reader in ids[10:]:
            for place, other in enumerate(ids[:10], start=1):
                key = runtime.ids("sug")
                await conn.execute(
                    "INSERT INTO suggestion VALUES ($1, $2, $3, '', 1, '', $4, $4, 0.5, 'good', '[]', 'x')",
                    key, reader, other, now,
                )  # fmt: skip
                inputs = chance.random((2, 6)).tolist()
                await conn.execute(
                    "INSERT INTO showing VALUES ($1, 'w', $2, $3, $4, $5, $6, $7)",
                    key, now, place, arm, SHIPPED, *inputs,
                )  # fmt: skip
                if place <= liked:
                    await conn.execute("INSERT INTO outcome VALUES ($1, 'useful', $2)", key, now)


async def keep_log(runtime: Runtime, log: Showings) -> None:
    """Write an invented log as the service would have."""
    readers, others = sorted(set(log.people.tolist())), range(10)
    profile = Profile(display_name="Somebody").model_dump(mode="json")
    began, numbers = runtime.clock(), {reader: per(2000 + reader) for reader in readers}
    people = [*numbers.values(), *(per(9000 + i) for i in others)]
    shown_at = [began + timedelta(days=7 * (int(key) % 3)) for key in log.lists]
    async with runtime.db.transaction() as conn:
        await conn.execute(
            "INSERT INTO person (id, profile, version, updated_at, revision, traits, vectors, topic_ids,"
            " derived_by, name_is_public) SELECT id, $2, 1, $3, 1, $4, '', '{}', '', true"
            " FROM unnest($1::text[]) id",
            people, profile, began, {"topics": [], "sentences": []},
        )  # fmt: skip
        keys = [runtime.ids("sug") for _ in log.lists]
        await conn.executemany(
            "INSERT INTO suggestion VALUES ($1, $2, $3, $4, 1, '', $5, $5, 0.5, 'good', '[]', 'x')",
            [
                (key, numbers[reader], per(9000 + place - 1), str(made), at)
                for key, reader, place, made, at in zip(
                    keys, log.people.tolist(), log.places.tolist(), log.lists, shown_at, strict=True
                )
            ],
        )
        grouped = set(log.lists[log.windows > 1].tolist())
        arms = [
            (Arm.GROUPED if made in grouped else Arm.SHUFFLED) if window else Arm.SERVED
            for made, window in zip(log.lists.tolist(), log.windows.tolist(), strict=True)
        ]
        rows = zip(keys, shown_at, log.places.tolist(), arms, log.there, log.back, strict=True)
        await conn.executemany(
            "INSERT INTO showing VALUES ($1, 'w', $2, $3, $4, $5, $6, $7)",
            [
                (key, at, place, arm, SHIPPED, there[1:].tolist(), back[1:].tolist())
                for key, at, place, arm, there, back in rows
            ],
        )
        await conn.executemany(
            "INSERT INTO outcome VALUES ($1, 'asked', $2)",
            [(key, at) for key, at, liked in zip(keys, shown_at, log.liked, strict=True) if liked],
        )
