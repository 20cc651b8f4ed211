"""What texts have in common is taken off: names are like names, and bios like bios."""

import numpy as np

from services.matching.people.person import Vectors
from services.matching.recommend.population.text_index import centred, in_common, meaning
from tests.support.people import person, roster

CASE = "we run and write the day with what people of all kinds ask of us"
SUBJECTS = ("soil", "bread", "bridges", "violins", "vaccines", "pensions")


def rows(seed: int, many: int, towards: int) -> Vectors:
    found = np.random.default_rng(seed).standard_normal((many, 8)).astype(np.float32)
    found[:, towards] += 5
    return found


def test_names_and_texts_are_each_seen_from_their_own_middle() -> None:
    both, told = np.vstack([rows(1, 40, 0), rows(2, 60, 1)]), np.repeat([0, 1], [40, 60])
    middle = in_common(both, told, 10)
    assert np.allclose(middle, [both[:40].mean(axis=0), both[40:].mean(axis=0)], atol=1e-5)
    assert np.abs((both - middle[told])[told == 0].mean(axis=0)).max() < 1e-5


def test_few_of_a_kind_are_seen_from_the_middle_of_all_and_few_in_all_as_they_are() -> None:
    both, told = np.vstack([rows(1, 9, 0), rows(2, 60, 1)]), np.repeat([0, 1], [9, 60])
    assert np.allclose(in_common(both, told, 10), [both.mean(axis=0), both[9:].mean(axis=0)], atol=1e-5)
    assert not in_common(both[:9], told[:9], 10).any()


def test_who_wrote_nothing_moves_no_middle_and_stays_nowhere() -> None:
    both = np.vstack([rows(1, 40, 0), np.zeros((30, 8), np.float32)])
    told = np.zeros(70, dtype=np.int64)
    middle = in_common(both, told, 10)
    assert np.allclose(middle[0], both[:40].mean(axis=0), atol=1e-5)
    assert not centred(both, middle[told])[40:].any()


def test_who_only_names_a_subject_is_as_near_to_who_writes_of_it_as_others_who_write() -> None:
    people = [
        *(person(f"w{i}", bio=f"{CASE}. {CASE} {SUBJECTS[i % 6]} {SUBJECTS[i % 6]}") for i in range(30)),
        *(person(f"n{i}", interests=[SUBJECTS[i % 6], "people"]) for i in range(30)),
    ]
    here = roster(*people)
    own = meaning([one.traits for one in people])
    told = np.array([bool(one.told) for one in here.own], dtype=np.int64)
    seen = centred(own, here.fitted.spaces.middle[told])
    cosines = seen[:30] @ seen[30:].T
    same = np.equal.outer(np.arange(30) % 6, np.arange(30) % 6)
    assert abs(float(cosines.mean())) < 1e-3
    assert float(cosines[same].mean()) > 0.5
    assert float(cosines[~same].mean()) < 0
