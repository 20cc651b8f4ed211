"""Colleagues: they come behind others who suit as well, unless all there are."""

from dataclasses import replace

import pytest

from services.matching.recommend.arrays import Floats
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.population.colleagues import colleagues_of
from services.matching.recommend.score.best import Standing, candidates
from tests.support.people import PARAMETERS, person, roster

COMMON = PARAMETERS.explain.common


def found(organisations: dict[str, str | None], **fields: object) -> dict[str, list[int]]:
    people = [person(name, organisation=it, **fields) for name, it in organisations.items()]
    return {one: those.tolist() for one, those in colleagues_of(people, COMMON).items()}


def test_who_states_the_same_organisation_is_a_colleague_however_it_is_written() -> None:
    bakers = {
        "ann": "Old Mill",
        "ben": "old mill ",
        "cy": "Bakery",
        "dee": None,
        "eve": "Öld Mïll",
        "flo": None,
    }
    assert found(bakers) == {f"per_{one}": [0, 1, 4] for one in ("ann", "ben", "eve")}


@pytest.mark.parametrize("said", ["Freelance", "Selbständig", "-"])
def test_who_works_alone_has_none(said: str) -> None:
    assert found({"ann": said, "ben": said, "cy": None, "dee": None}) == {}


def test_where_most_work_in_one_house_it_parts_nobody() -> None:
    assert found({"ann": "Mill", "ben": "Mill", "cy": "Mill", "dee": None}) == {}


def test_a_hidden_organisation_takes_no_part() -> None:
    assert (
        found({"ann": "Mill", "ben": "Mill", "cy": None, "dee": None}, visibility={"organisation": "hidden"})
        == {}
    )


def test_of_two_who_suit_alike_the_colleague_comes_behind() -> None:
    names = ("ann", "ben", "cy", "dee")
    here = roster(
        *(person(name, interests=["Baking"], organisation=it) for name, it in zip(names, "mmxy", strict=True))
    )

    def ranks(where: Roster) -> Floats:
        ((_, best),) = candidates({"per_ann": Standing(frozenset())}, where, 3, PARAMETERS)
        return best.rank

    alike = ranks(replace(here, colleagues={}))
    assert ranks(here) == pytest.approx([alike[0] * PARAMETERS.list.colleague, *alike[1:]], abs=1e-6)
