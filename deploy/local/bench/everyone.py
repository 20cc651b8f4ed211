"""A person's list out of everybody, on Postgres: how long it takes, and whether the best of all are in it."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice

import numpy as np

from deploy.local.bench.crowd import NOW, invented
from deploy.local.bench.people import CLEAN
from services.matching.composition import DERIVED_BY
from services.matching.people.person import WIDTH, Person, Vectors
from services.matching.recommend.arms import Arm, arm_of
from services.matching.recommend.arrays import Block
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.candidates.roster import NOWHERE, Former, Members, build_roster
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.pipeline import decide, people_for_each
from services.matching.recommend.population.text_index import meaning
from services.matching.recommend.population.topic_index import Background
from services.matching.recommend.score.score import chances
from services.matching.runtime import Runtime
from services.matching.store.people.rows import PUT, row_of
from shared.contracts.people import AttendanceStatus, Visibility

_BATCH, _BLOCK = 1000, 4000
_PUBLIC = {"display_name": Visibility.PUBLIC}
_EVENT = """
INSERT INTO catalogue_event (event_id, version, title, kind, status, starts_local, starts_utc, ends_utc,
                             topics, languages)
VALUES ('evt_bench', 1, 'Bench', 'meetup', 'scheduled', '', $1::timestamptz, $1, '{}', '{}')
"""
_GO = """
INSERT INTO attendance (person_id, event_id, status, match, listed, updated_at)
SELECT id, 'evt_bench', 'interested', true, false, $2 FROM unnest($1::text[]) AS them (id)
"""
_INDEXES = """
SELECT indexname AS name, indexdef AS made FROM pg_indexes
WHERE tablename = 'person' AND indexname <> 'person_pkey'
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """Seconds of each list, end to end inside the service; of each judged, how many of the best it holds.

    `read_s` is how long everybody took to be read, which the lists waited for; `at_5` and `at_10` are shares
    of so many; `in_order` is false where the first ten are in random order.
    """

    read_s: float
    seconds: Sequence[float]
    batch_a_second: float
    at_5: Block
    at_10: Block
    in_order: np.ndarray


async def fill(runtime: Runtime, people: int, askers: int) -> tuple[Vectors, list[Person]]:
    """Store people who may be found, and those who ask; return the centres of all, and who asks."""
    numbers = runtime.kit.parameters
    db, centres, asking = runtime.db, np.zeros((people, WIDTH), dtype=np.float32), list[Person]()
    async with db.connection() as conn:
        await conn.execute("SET statement_timeout = 0; SET maintenance_work_mem = '4GB'")
        indexes = await conn.fetch(_INDEXES)
        for index in indexes:
            await conn.execute(f"DROP INDEX {index['name']}")
        await conn.execute(_EVENT, NOW + timedelta(days=10))
        for first, some in _batches(people):
            async with conn.transaction():
                await conn.executemany(PUT, [row_of(person, DERIVED_BY, numbers) for person in some])
                await conn.execute(_GO, [person.id for person in some], NOW)
            centres[first : first + len(some)] = meaning([person.traits for person in some])
        for person in islice(invented(_PUBLIC, seed=1), askers):
            asking.append(replace(person, id=person.id.replace("per_0", "per_a")))
        await conn.executemany(PUT, [row_of(person, DERIVED_BY, numbers) for person in asking])
        for index in indexes:
            await conn.execute(index["made"])
        await conn.execute("VACUUM (ANALYZE) person, attendance")
        await conn.execute("RESET statement_timeout; RESET maintenance_work_mem")
    return centres, asking


def floor_s(centres: Vectors) -> float:
    """Return the seconds of one product of all people's centres and a vector."""
    started = time.perf_counter()
    centres @ centres[0]
    return time.perf_counter() - started


def _batches(people: int) -> Iterator[tuple[int, list[Person]]]:
    them = islice(invented(_PUBLIC), people)
    for first in range(0, people, _BATCH):
        yield first, list(islice(them, _BATCH))


async def measure(runtime: Runtime, people: int, asking: Sequence[Person]) -> Listed:
    """Compare lists with scoring everybody, then time lists of other people, one by one and together."""
    judged, timed, together = np.array_split(np.arange(len(asking)), 3)
    await runtime.shelf.beyond.fit(asking[0], NOW)
    read_s = await _read(runtime)
    found = [await _scores(runtime, asking[i]) for i in judged]
    best = await _exact(runtime, people, [asking[i] for i in judged])
    seconds = [await _timed(runtime, [asking[i]]) for i in timed]
    spent = await _timed(runtime, [asking[i] for i in together])
    draw, learn = Draw.at(NOW, runtime.kit.key), runtime.kit.parameters.learn
    in_order = np.array([arm_of(asking[i].id, draw, learn) is not Arm.SHUFFLED for i in judged])
    at_5, at_10 = _held(found, best, 5), _held(found, best, 10)
    return Listed(read_s, seconds, len(together) / spent, at_5, at_10, in_order)


async def _read(runtime: Runtime) -> float:
    """Wait until everybody is read: before that a list is out of those read so far. Return the seconds."""
    started = time.perf_counter()
    reading = runtime.shelf.beyond.everybody().reading
    if reading is not None:
        await reading
    return time.perf_counter() - started


def _ask(person: Person) -> ListRequest:
    return ListRequest(person.id, 20, None, NOW, NOW + timedelta(days=400), wider=True)


async def _timed(runtime: Runtime, people: Sequence[Person]) -> float:
    started = time.perf_counter()
    await people_for_each([(person, _ask(person)) for person in people], runtime.shelf, runtime.kit)
    return time.perf_counter() - started


async def _scores(runtime: Runtime, person: Person) -> list[float]:
    """Return the chances with those served, with the dial on likeness."""
    ask, likest = _ask(person), replace(person, novelty=0.0)
    rosters = (await runtime.shelf.rosters([(likest, ask)], runtime.kit.parameters))[0]
    return [draft.score for draft in decide([Asked(ask, likest, CLEAN, rosters)], runtime.kit)[0]]


async def _exact(runtime: Runtime, people: int, asking: Sequence[Person]) -> Block:
    """Return the ten best chances of each who asks with all people; shape (asking, 10)."""
    beyond, kit = runtime.shelf.beyond, runtime.kit
    former = Former(await beyond.fit(asking[0], NOW))
    best: Block = np.zeros((len(asking), 10), dtype=np.float32)
    them = islice(invented(_PUBLIC), people)
    while some := tuple(map(_as_stored, islice(them, _BLOCK))):
        members = Members(NOWHERE, (*asking, *some), tuple(AttendanceStatus.GOING for _ in (*asking, *some)))
        roster = build_roster(members, NOW, kit.labels, Background(0, {}), kit.parameters, former)
        block = chances(np.arange(len(asking)), roster, kit.parameters)[:, len(asking) :]
        best = -np.sort(-np.hstack([best, block]), axis=1)[:, :10]
    return best


def _as_stored(person: Person) -> Person:
    """Return a person with sentence vectors as exact as the database keeps them."""
    vectors = person.traits.vectors.astype("<f2").astype(np.float32)
    return replace(person, traits=replace(person.traits, vectors=vectors))


def _held(found: Sequence[Sequence[float]], best: Block, places: int) -> Block:
    """Return for each the share of the first places whose chance is no less than the last of the best has."""
    least = best[:, places - 1] - 1e-6
    hits = [sum(score >= bar for score in own[:places]) for own, bar in zip(found, least, strict=True)]
    return np.array(hits, dtype=np.float32) / np.float32(places)
