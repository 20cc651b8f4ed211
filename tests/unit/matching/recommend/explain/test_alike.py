"""Headlines that are alike are a reason; sentences of bios are so by words of every day."""

import numpy as np

from services.matching.recommend.explain.atoms import like_headlines
from tests.support.people import person, roster
from tests.unit.matching.recommend.test_decide import NURSES, told


def test_headlines_are_compared_as_if_each_two_were_looked_at_by_themselves() -> None:
    said = ("I mend", "We mend", "", "I mend")
    here = roster(*(person(f"p{i}", headline=text or None) for i, text in enumerate(said)))
    views = [here.view(i) for i in range(4)]
    found = [like_headlines(me, views) for me in views]
    alone = [[like_headlines(me, [one])[0] for one in views] for me in views]
    assert np.allclose(found, alone)
    assert [[round(one, 1) for one in row] for row in found] == [
        [1.0, 0.5, 0.0, 1.0], [0.5, 1.0, 0.0, 0.5], [0.0] * 4, [1.0, 0.5, 0.0, 1.0],
    ]  # fmt: skip
    assert like_headlines(views[0], ()) == ()


def test_like_headlines_stand_before_what_nearly_all_care_for_and_like_sentences_do_not() -> None:
    def both(field: str, uma: str = "I always plan work daily", vic: str = "I weigh work") -> dict[str, str]:
        said = {"uma": uma, "vic": vic}
        wrote = [person(name, interests=["Nutrition"], **{field: text}) for name, text in said.items()]
        return told(*wrote, *NURSES)

    close = "Your profile says “I always plan work daily”, theirs “I weigh work”."
    assert both("headline") == {"shared_words": close}
    common = {"shared_topic": "You are both interested in Nutrition, as are all 14 people here."}
    assert both("bio") == common
    assert both("headline", "I plan daily work on Baking", "I plan daily work on Python") == common
    assert both("headline", "I always plan work daily", "I weigh work on Python") == common


def test_an_area_that_most_are_at_home_in_joins_no_two_of_them() -> None:
    topics = ("Baking", "Nutrition")
    here = [person(f"p{i}", interests=[topics[i % 2]], place={"city": f"Town{i}"}) for i in range(12)]
    assert told(*here) == {"same_event": "You both go to Cloud Day."}
    few = [person(f"q{i}", interests=["Python"]) for i in range(12)]
    assert told(*here[:2], *few)["shared_topic"].startswith("Your fields meet in Food")
