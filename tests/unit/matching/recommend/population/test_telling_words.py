"""Words that few of a roster say: true reasons, found without a list of topics and in any language."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.recommend.population.telling_words import few_say, said_rows, said_words
from services.matching.recommend.score.best import standing_chances
from tests.support.people import PARAMETERS, person, roster
from tests.unit.matching.recommend.test_decide import NURSES, told


@pytest.mark.parametrize(
    ("mine", "theirs", "word"),
    [
        ({"bio": "I look after costumes."}, {"headline": "Costume curator"}, True),
        ({"bio": "Wir bauen ein Wärmenetz mit Seewasser."}, {"headline": "Wärmenetze finanzieren"}, True),
        ({"headline": "Fachstelle Velo"}, {"bio": "Veloverkehr in kleinen Gemeinden."}, True),
        ({"bio": "Recherche de provenance"}, {"bio": "Provenance of objects", "interests": ["lace"]}, True),
        ({"bio": "Wir haben viele Fragen."}, {"headline": "Fragen haben"}, False),
        ({"bio": "I work with people."}, {"headline": "People at work"}, False),
        ({"interests": ["lace curtains"]}, {"interests": ["bobbin lace"]}, False),
    ],
)
def test_two_who_say_a_word_that_nobody_else_says_are_told_so(
    mine: dict[str, object], theirs: dict[str, object], word: bool
) -> None:
    found = told(person("ann", **mine), person("bob", **theirs), *NURSES)
    assert ("shared_words" in found) is word


def test_it_is_told_by_what_each_does_who_says_it() -> None:
    need = {"needs": [{"kind": "learn", "text": "pests on costumes"}]}
    found = told(person("ann", **need), person("bob", bio="I mend costumes."), *NURSES)
    assert found["shared_words"] == "You want to learn “pests on costumes”; they write “I mend costumes”."


WORDS = st.lists(st.sampled_from(["costume", "velo", "velorouten", "lease", "people", "und"]), max_size=4)


@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(2, 4))
def test_rows_count_the_words_that_two_share_and_few_say(people: list[list[str]], most: int) -> None:
    said = [said_words(person("ann", bio=" ".join(words)).traits.sentences) for words in people]
    few = few_say(said, most)
    own = [set(few.of(one)) for one in said]
    assert all(1 < sum(word in words for words in own) <= most for word in few.users)
    alike = said_rows(said, few).toarray() @ said_rows(said, few).toarray().T
    for i, one in enumerate(own):
        for j, other in enumerate(own):
            assert alike[i, j] == pytest.approx(sum(1 / few.users[word] for word in one & other))


def test_colleagues_stand_back_wherever_people_are_put_together() -> None:
    """As lists have it, so do meeting plans."""
    at = {"a": "Zoo", "b": "Zoo", "c": "Inn", "d": "Bus", "e": "Spa"}
    here = roster(*(person(name, organisation=where, bio="Costumes") for name, where in at.items()))
    found = standing_chances(np.arange(5), here, PARAMETERS)
    assert found.diagonal().tolist() == [0] * 5
    assert found[0, 1] == pytest.approx(found[0, 2] * PARAMETERS.list.colleague, rel=0.05)
