from collections import Counter
from math import log, sqrt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.recommend.population.term_index import count_stems, term_rows, vocabulary, weigh

WORDS = ("rosters", "wards", "the", "glaze", "kilns", "tax")
people_with_words = st.lists(st.lists(st.sampled_from(WORDS), max_size=8), min_size=1, max_size=8)


def likenesses(people: list[list[str]], slope: float = 1.0) -> np.ndarray:
    counted = [count_stems(own) for own in people]
    words = vocabulary(counted)
    rows = term_rows(weigh(counted, words), words, slope)
    return np.asarray((rows @ rows.T).toarray())


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
    expected = [[cosine(own, other, people) for other in people] for own in people]
    assert np.allclose(likenesses(people), expected)


def test_words_are_folded_and_lose_their_plural() -> None:
    expected = ["biopsy", "glass", "glass", "status", "cafe", "basis", "gas", "ward"]
    assert Counter(expected) == count_stems(["Biopsies, glasses, glass; status:", "Cafés; basis (gas) wards"])


def test_a_rare_word_brings_people_nearer_than_one_that_all_use() -> None:
    crowd = [["the bread and the butter"]] * 10
    likeness = likenesses([["the kiln"], ["a kiln"], ["the oven"], *crowd])[0]
    assert likeness[1] > likeness[2] > 0


def test_a_word_is_rare_that_two_use_or_few_of_many() -> None:
    crowd = [
        ["kiln glaze"],
        ["kiln glaze"],
        ["glaze tax"],
        ["glaze tax wards"],
        ["wards tax"],
        *[["rosters"]] * 25,
    ]
    words = vocabulary([count_stems(own) for own in crowd])
    assert {stem for stem, i in words.terms.items() if i in words.rare(0.1)} == {"kiln", "ward", "tax"}
    assert {stem for stem, i in words.terms.items() if i in words.rare(0.0)} == {"kiln", "ward"}


def test_a_length_between_the_usual_and_ones_own_favours_who_says_more() -> None:
    """Whoever says twice as many words has half the cosine of each of them, and more than that here."""
    crowd = [["kiln glaze"], ["kiln glaze wards tax"], ["wards"], ["tax"], ["rosters"], ["rosters"]]
    by_cosine, here = likenesses(crowd), likenesses(crowd, 0.5)
    assert here[0, 1] / here[0, 0] > by_cosine[0, 1] / by_cosine[0, 0]
    counted = [count_stems(own) for own in crowd]
    words = vocabulary(counted)
    lengths = np.linalg.norm(term_rows(weigh(counted, words), words, 0.0).toarray(), axis=1)
    assert np.isclose(lengths.mean(), 1.0)


def test_of_texts_without_spaces_every_pair_of_characters_is_a_word() -> None:
    assert count_stems(["机器学习，PyTorch入门 3"]) == {
        "机器": 1,
        "器学": 1,
        "学习": 1,
        "pytorch": 1,
        "入门": 1,
    }
    assert count_stems(["データ分析のデータ"])["デー"] == 2
    assert count_stems(["선거와 민주주의 été"]) == {"선거와": 1, "민주주의": 1, "ete": 1}
