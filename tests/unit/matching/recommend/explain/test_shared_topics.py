"""What both care for, in one sentence and in the words that both use."""

import pytest

from services.matching.recommend.explain.why import why
from tests.support.people import PARAMETERS, person, roster


@pytest.mark.parametrize(
    ("mine", "theirs", "sentence"),
    [
        (["Wedding cakes", "Sourdough"], ["sourdough", "wedding cakes"], "sourdough and wedding cakes"),
        (
            ["Baking", "Sourdough", "Rye", "Salt"],
            ["Salt", "Baking", "Sourdough", "Rye"],
            "Baking, Rye and Salt",
        ),
        (["k8s", "Rye"], ["Kubernetes", "Rye"], "Kubernetes and Rye"),
    ],
)
def test_what_both_care_for_is_told_together_in_the_words_that_both_use(
    mine: list[str], theirs: list[str], sentence: str
) -> None:
    here = roster(person("uma", interests=mine), person("vic", interests=theirs))
    [reason] = why("per_uma", "per_vic", here, PARAMETERS)
    assert reason.text == f"You are both interested in {sentence}."
    first = sentence.partition(",")[0].partition(" and ")[0].casefold()
    named = [name.casefold().replace("k8s", "kubernetes") for name in mine]
    assert reason.evidence[0] == f"me.interests[{named.index(first)}]"
