"""The dial from people like me to people unlike me, the bridge and the one to find out about."""

from collections.abc import Sequence
from hashlib import blake2b
from zlib import crc32

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from services.matching.recommend.arrays import Block
from services.matching.recommend.candidates.lots import lots_of
from services.matching.recommend.diversify.chosen import in_groups
from services.matching.recommend.diversify.diversify import APART, Pools, fill, halves, kinds_of
from services.matching.recommend.diversify.pools import Candidates, Draw, Reader, pools_of
from services.matching.recommend.population.facets import Facets, code_of, facets_of, gaps
from services.matching.recommend.population.ties import weak_ties
from tests.support.people import PARAMETERS, person

LIST = PARAMETERS.list
ME: Facets = ("health", "PT", "senior", "software")


def pool(ranks: list[float], facets: Sequence[Facets], novelty: float, **fields: list[float]) -> Pools:
    codes = np.array([[code_of(one) for one in facets]])
    given = {name: np.array([fields.get(name, [0.0] * len(ranks))]) for name in ("ties", "doubt", "luck")}
    reader = Reader("per_me", code_of(ME), np.zeros((0, 4), dtype=int), novelty)
    told = Candidates(np.array([ranks]), codes, 1 - given["doubt"], given["ties"], given["luck"])
    return pools_of([reader], told, LIST)


def order(there: Pools, limit: int = 20) -> list[int]:
    many = there.ranks.shape[1]
    return in_groups(there, np.zeros(many, dtype=int), min(limit, many), PARAMETERS)


value = st.sampled_from(("", "health", "law", "PT", "senior"))
ranked = st.lists(st.floats(0.01, 1), min_size=1, max_size=12).map(lambda ranks: sorted(ranks, reverse=True))


@settings(deadline=None, max_examples=60)
@given(ranked, st.data())
def test_the_dial_at_nothing_keeps_the_order_and_anywhere_keeps_everyone(
    ranks: list[float], data: st.DataObject
) -> None:
    facets = data.draw(
        st.lists(st.tuples(value, value, value, value), min_size=len(ranks), max_size=len(ranks))
    )
    assert order(pool(ranks, facets, 0.0)) == list(range(len(ranks)))
    there = pool(ranks, facets, data.draw(st.floats(0, 1)))
    assert sorted(order(there)) == list(range(len(ranks)))


@settings(deadline=None, max_examples=60)
@given(ranked, st.floats(0, 1), st.data())
def test_a_shorter_list_is_the_beginning_of_a_longer_one_and_groups_keep_their_order(
    ranks: list[float], novelty: float, data: st.DataObject
) -> None:
    many = len(ranks)
    facets = data.draw(st.lists(st.tuples(value, value, value, value), min_size=many, max_size=many))
    groups = np.array(data.draw(st.lists(st.integers(0, 2), min_size=many, max_size=many)))
    there = pool(ranks, facets, novelty)
    whole = in_groups(there, groups, many, PARAMETERS)
    assert groups[whole].tolist() == sorted(groups)
    for limit in range(many):
        assert in_groups(there, groups, limit, PARAMETERS) == whole[:limit]


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_lists_filled_together_are_those_filled_one_by_one(many: int, seed: int) -> None:
    chance = np.random.default_rng(seed)

    def draw() -> Block:
        return np.asarray(chance.random((3, many), dtype=np.float32))

    ranks = -np.sort(-draw() * (draw() < 0.9), axis=1)
    told = Candidates(ranks, chance.integers(0, 3, (3, many, 4)), draw(), draw(), draw())
    people, dials = chance.integers(0, 3, (3, 4)), (0.0, 0.4, 1.0)
    readers = [Reader(str(i), people[i], people[:i], dial) for i, dial in enumerate(dials)]
    back, before = -APART * (draw() < 0.3), halves(chance.integers(0, 3, (4, 3, 2)))
    there, places = pools_of(readers, told, LIST), range(2, 12)
    rows = [np.array([i]) for i in range(3)]
    alone = [fill(there.some(row), back[row], before[:, row], places, LIST) for row in rows]
    assert np.array_equal(fill(there, back, before, places, LIST), np.vstack(alone))


@given(st.lists(st.text(max_size=6)), st.text(max_size=6))
def test_luck_is_the_checksum_of_the_id_from_a_start_of_the_readers_own(ids: list[str], reader: str) -> None:
    start = int.from_bytes(blake2b(f"{reader}/week".encode(), key=b"key", digest_size=4).digest())
    expected = [np.float32(crc32(one.encode(), start) / 2**32) for one in ids]
    assert Draw(b"key", "week").of(reader, lots_of(ids)).tolist() == expected


def test_turned_up_people_of_other_trades_come_before_more_of_ones_own() -> None:
    facets = [ME, ME, ("law", "PT", "senior", "software"), ("law", "DE", "junior", "finance")]
    ranks = [0.5, 0.49, 0.48, 0.4]
    assert order(pool(ranks, facets, 0.0)) == [0, 1, 2, 3]
    assert order(pool(ranks, facets, 1.0))[0] == 3


def test_the_dial_moves_evenly_and_leaves_whom_all_speaks_for_in_front() -> None:
    far: Facets = ("law", "DE", "junior", "finance")
    ranks = [1.0 - i / LIST.pool for i in range(51)]
    facets, after = [ME] * 50 + [far], range(LIST.places, LIST.places + 51)

    def place(share: float) -> int:
        there = pool(ranks, facets, share / LIST.most_novelty)
        return int(np.argmax(fill(there, 0 * there.ranks, there.codes[:, :, :0], after, LIST)[0] == 50))

    assert [place(share) for share in (0.0, 0.15, 0.3, 0.35, 0.45)] == [50, 40, 25, 18, 1]
    clear = [0.9, *(0.1 - i / 1000 for i in range(10))]
    assert order(pool(clear, [ME, *[far] * 10], 0.4 / LIST.most_novelty))[0] == 0


def test_who_fills_a_gap_that_another_filled_gains_nothing_by_it() -> None:
    lawyer: Facets = ("law", "", "", "")
    nurse: Facets = ("nursing", "", "", "")
    assert order(pool([0.5, 0.5, 0.4], [lawyer, lawyer, nurse], 1.0)) == [0, 2, 1]


def test_knowing_people_of_a_trade_closes_the_gap() -> None:
    lawyer: Facets = ("law", "", "", "")
    code = code_of(lawyer)[None, :]
    alone, among = (gaps(code_of(ME), np.repeat(code, known, axis=0), code)[0, 0] for known in (0, 9))
    assert (alone, among) == (1.0, 0.1)


def test_the_fourth_is_a_bridge_and_the_fifth_somebody_little_is_known_of() -> None:
    far: Facets = ("law", "DE", "junior", "finance")
    facets = [ME] * 6 + [far] + [ME]
    doubt = [0.0] * 7 + [0.9]
    there = pool([0.5 - i / 100 for i in range(8)], facets, 0.01, doubt=doubt, luck=[0.9] * 8)
    assert order(there)[3:5] == [6, 7]
    assert kinds_of(0.01, 8, LIST) == {3: "bridge", 4: "explored"}
    assert kinds_of(0.0, 8, LIST) == kinds_of(0.01, LIST.places, LIST) == {}


def test_a_few_people_in_common_tell_more_than_none_and_than_all() -> None:
    few, some, all_of_them = 0, 1, 2
    ties = np.zeros((4, 60))
    ties[3, :40] = 1
    ties[some, 38:58] = 1
    ties[all_of_them, :40] = 1
    found = weak_ties(csr_array(ties), 3, np.array([few, some, all_of_them]))
    assert found[few] == 0
    assert found[some] > 0.5 > found[all_of_them]


def test_facets_take_what_may_take_part_and_nothing_hidden() -> None:
    said = {"industry": "Law ", "seniority": "senior", "place": {"city": "Porto", "country": "PT"}}
    strengths = {"software": 0.5, "software.python": 1.0, "food": 0.2, "~own": 2.0}
    assert facets_of(person("ana", **said), strengths) == ("law", "PT", "senior", "software")
    hidden = {**said, "visibility": dict.fromkeys(said, "hidden")}
    assert facets_of(person("ana", **hidden), {}) == ("", "", "", "")
