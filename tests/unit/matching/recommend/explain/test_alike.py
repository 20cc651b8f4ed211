"""Which sentences of two people are the most alike: as if each two were looked at by themselves."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.people.person import WIDTH
from services.matching.recommend.candidates.views import Said, View
from services.matching.recommend.explain.atoms import Alike, most_alike
from tests.support.people import person, roster
from tests.unit.matching.recommend.test_decide import NURSES, told

NOBODY = roster(person("ann")).view(0)


def view(rows: list[int]) -> View:
    """Return somebody who writes a sentence for each number; the same numbers say the same."""
    vectors = np.eye(WIDTH, dtype=np.float32)[rows] if rows else np.zeros((0, WIDTH), dtype=np.float32)
    said = tuple(Said(f"“{row}”", f"bio[{i}]") for i, row in enumerate(rows))
    return replace(NOBODY, sentences=said, vectors=vectors)


def alike(me: View, them: View) -> Alike | None:
    pairs = [
        (-float(me.vectors[i] @ them.vectors[j]), i, j)
        for i in range(len(me.sentences))
        for j in range(len(them.sentences))
    ]
    if not pairs:
        return None
    least, i, j = min(pairs)
    return Alike(me.sentences[i], them.sentences[j], -least)


said = st.lists(st.integers(0, 3), max_size=4)


@settings(deadline=None, max_examples=60)
@given(said, st.lists(said, max_size=5))
def test_the_closest_of_each_is_the_first_of_those_equally_close(
    mine: list[int], others: list[list[int]]
) -> None:
    me, them = view(mine), [view(rows) for rows in others]
    assert [alike(me, one) for one in them] == most_alike(me, them)


def test_like_headlines_stand_before_what_nearly_all_care_for_and_like_sentences_do_not() -> None:
    def both(field: str) -> dict[str, str]:
        said = {"uma": "I plan rosters", "vic": "I weigh rosters daily"}
        wrote = [person(name, interests=["Nutrition"], **{field: text}) for name, text in said.items()]
        return told(*wrote, *NURSES)

    close = "Your profile says “I plan rosters”, theirs “I weigh rosters daily”."
    assert both("headline") == {"shared_words": close}
    assert both("bio") == {"shared_topic": "You are both interested in Nutrition, as are all 14 people here."}
