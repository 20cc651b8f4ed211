"""What a change of places is said to bring is what it brings, whoever is owed whatever; nothing is lost."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.meetings.tables.owed import LACKING, UNMET, Owed
from services.matching.meetings.tables.seating import Seating, Standby
from services.matching.recommend.arrays import Ints


def valued(seating: Seating) -> int:
    """Say what a round is worth, by the words of what was asked."""
    total = 0
    for table in range(seating.tables):
        here = np.flatnonzero(seating.at == table)
        total += int(seating.pairs[np.ix_(here, here)].sum()) // 2
        for group in seating.owed:
            held = int(group.members[here].sum())
            total -= LACKING * max(group.each_table - held, 0)
            total += UNMET * sum(min(int(group.due[one]), held) for one in here)
    return total


def some_seating(seed: int, size: int, tables: int, idle: int) -> Seating:
    chance = np.random.default_rng(seed)
    people = size * tables + idle
    half = np.triu(chance.integers(0, 1000, (people, people)), 1)
    at = chance.permutation(np.concatenate([np.repeat(np.arange(tables), size), np.full(idle, tables)]))
    owed = []
    for _ in range(int(chance.integers(0, 3))):
        members = chance.random(people) < 0.4
        due = np.where(members, 0, chance.integers(0, 4, people))
        owed.append(Owed(members, int(chance.integers(0, 3)), due))
    sat: Ints = chance.integers(1, 4, people)
    standby = Standby(sat, chance.integers(0, 3, people), chance.integers(1, 4, people))
    return Seating(half + half.T, at, tables, tuple(owed), standby)


@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(1, 5), st.integers(0, 3))
@settings(deadline=None, max_examples=30)
def test_a_change_of_places_brings_what_it_is_said_to(seed: int, size: int, tables: int, idle: int) -> None:
    seating = some_seating(seed, size, tables, idle)
    before = valued(seating)
    for one in range(len(seating.at)):
        for other in np.flatnonzero(seating._able(one)).tolist():
            gain = int(seating._gains(one)[other])
            seating._change(one, other, gain)
            assert valued(seating) - before == gain == seating.value
            seating._change(one, other, -gain)


@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(1, 5), st.integers(0, 3))
@settings(deadline=None, max_examples=30)
def test_settling_and_kicks_never_lose_anything(seed: int, size: int, tables: int, idle: int) -> None:
    seating = some_seating(seed, size, tables, idle)
    before, spread = valued(seating), int(np.ptp(seating.standby.sat))
    rounds = int(seating.standby.sat.sum())
    seating.settle(range(len(seating.at)))
    settled = valued(seating)
    for _ in range(3):
        seating.kick(np.random.default_rng(seed))
    assert before <= settled <= valued(seating) == before + seating.value
    assert np.bincount(seating.at, minlength=tables + 1).tolist() == [size] * tables + [idle]
    assert int(np.ptp(seating.standby.sat)) <= spread
    assert int(seating.standby.sat.sum()) == rounds
    assert not any((seating._gains(one) > 0).any() for one in range(len(seating.at)))
