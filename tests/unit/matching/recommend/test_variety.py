"""The dial from people like me to people unlike me, the bridge and the one to find out about."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from services.matching.recommend.diversify.diversify import Pool, diversify, gap_weighted
from services.matching.recommend.population.facets import Facets, code_of, facets_of, gaps
from services.matching.recommend.population.ties import weak_ties
from tests.support.people import PARAMETERS, person

LIST = PARAMETERS.list
ME: Facets = ("health", "PT", "senior", "software")


def pool(ranks: list[float], facets: Sequence[Facets], **fields: list[float]) -> Pool:
    codes = np.array([code_of(one) for one in facets])
    filled = gaps(code_of(ME), np.zeros((0, 4), dtype=int), codes)
    given = {name: np.array(fields.get(name, [0.0] * len(ranks))) for name in ("ties", "doubt", "luck")}
    return Pool(np.array(ranks), filled, codes, **given)


def order(there: Pool, novelty: float, limit: int = 20) -> list[int]:
    return [i for i, _ in diversify(there, novelty, limit, LIST)]


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
    there = pool(ranks, facets)
    assert order(there, 0.0) == list(range(len(ranks)))
    assert sorted(order(there, data.draw(st.floats(0, 1)))) == list(range(len(ranks)))


def test_turned_up_people_of_other_trades_come_before_more_of_ones_own() -> None:
    facets = [ME, ME, ("law", "PT", "senior", "software"), ("law", "DE", "junior", "finance")]
    there = pool([0.5, 0.49, 0.48, 0.4], facets)
    assert order(there, 0.0) == [0, 1, 2, 3]
    assert order(there, 1.0)[0] == 3


def test_the_dial_moves_evenly_however_far_apart_those_one_is_allotted_stand() -> None:
    far: Facets = ("law", "DE", "junior", "finance")
    allotted = [1.0 - i / 100 for i in range(10)]
    there = pool([*allotted, *(i / 1e4 for i in range(50, 10, -1)), 1e-4], [ME] * 50 + [far])
    places = [gap_weighted(there, share, 60, 60).index(50) for share in (0.0, 0.15, 0.3, 0.35, 0.45)]
    assert places == [50, 40, 25, 18, 1]


def test_who_fills_a_gap_that_another_filled_gains_nothing_by_it() -> None:
    lawyer: Facets = ("law", "", "", "")
    nurse: Facets = ("nursing", "", "", "")
    assert order(pool([0.5, 0.5, 0.4], [lawyer, lawyer, nurse]), 1.0) == [0, 2, 1]


def test_knowing_people_of_a_trade_closes_the_gap() -> None:
    lawyer: Facets = ("law", "", "", "")
    code = code_of(lawyer)[None, :]
    alone, among = (gaps(code_of(ME), np.repeat(code, known, axis=0), code)[0, 0] for known in (0, 9))
    assert (alone, among) == (1.0, 0.1)


def test_the_fourth_is_a_bridge_and_the_fifth_somebody_little_is_known_of() -> None:
    far: Facets = ("law", "DE", "junior", "finance")
    facets = [ME] * 6 + [far] + [ME]
    doubt = [0.0] * 7 + [0.9]
    there = pool([0.5 - i / 100 for i in range(8)], facets, doubt=doubt, luck=[0.9] * 8)
    found = diversify(there, 0.01, 8, LIST)
    assert found[3:5] == [(6, "bridge"), (7, "explored")]
    assert [place for _, place in found].count("ranked") == 6


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
