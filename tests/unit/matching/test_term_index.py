from collections import Counter
from math import log, sqrt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.recommend.term_index import build_term_index, stems

WORDS = ("rosters", "wards", "the", "glaze", "kilns", "tax")
people_with_words = st.lists(st.lists(st.sampled_from(WORDS), max_size=8), min_size=1, max_size=8)


def cosine(one: list[str], other: list[str], everyone: list[list[str]]) -> float:
    """The formula as it is written, word by word."""
    users = Counter(word for own in everyone for word in set(own))

    def weigh(own: list[str]) -> dict[str, float]:
        return {
            word: (1 + log(n)) * log((len(everyone) + 1) / (users[word] + 0.5))
            for word, n in Counter(own).items()
        }

    mine, theirs = weigh(one), weigh(other)
    length = sqrt(sum(v * v for v in mine.values()) * sum(v * v for v in theirs.values()))
    shared = {word for word in mine.keys() & theirs.keys() if users[word] > 1}
    return sum(mine[word] * theirs[word] for word in shared) / length if length else 0.0


@settings(deadline=None)
@given(people_with_words)
def test_a_likeness_of_words_is_the_cosine_pair_by_pair(people: list[list[str]]) -> None:
    index = build_term_index([[" ".join(own)] for own in people])
    expected = [[cosine(own, other, people) for other in people] for own in people]
    assert np.allclose((index.rows @ index.rows.T).toarray(), expected)


def test_words_are_folded_and_lose_their_plural() -> None:
    expected = [
        ("biopsy", "Biopsies"), ("glass", "glasses"), ("glass", "glass"), ("status", "status"),
        ("cafe", "Cafés"), ("basis", "basis"), ("gas", "gas"), ("ward", "wards"),
    ]  # fmt: skip
    assert expected == stems("Biopsies, glasses, glass; status: Cafés; basis (gas) wards")


def test_a_rare_word_brings_people_nearer_than_one_that_all_use() -> None:
    crowd = [["the bread and the butter"]] * 10
    index = build_term_index([["the kiln"], ["a kiln"], ["the oven"], *crowd])
    likeness = (index.rows @ index.rows.T).toarray()[0]
    assert likeness[1] > likeness[2] > 0
