"""Names that mean the like bring people together who wrote nothing but names."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from services.matching.people.person import WIDTH, Vectors
from services.matching.recommend.arrays import Floats
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.population.kindred import fit_kindred, kindred_rows, names_of
from tests.support.people import person

PARAMETERS = load_parameters()
FIELDS, NAMES = 20, 5


def _named(field: int, number: int) -> tuple[str, Vectors]:
    """Name a thing of a field: what a field's names have in common is most of each."""
    of_field, own = (np.random.default_rng(seed).standard_normal(WIDTH) for seed in (field, 100 + number))
    vector = of_field + 0.4 * own
    return f"{field}/{number}", (vector / np.linalg.norm(vector)).astype(np.float32)


def _crowd() -> list[Mapping[str, Vectors]]:
    """Return 160 people, each with two names of one field and one of another."""
    draw = np.random.default_rng(7).integers
    return [
        dict(_named(field % FIELDS, int(draw(NAMES))) for field in (i, i, int(draw(FIELDS))))
        for i in range(160)
    ]


CROWD = _crowd()


def _likeness(people: Sequence[Mapping[str, Vectors]], crowd: Sequence[Mapping[str, Vectors]]) -> Floats:
    space = fit_kindred(crowd, PARAMETERS.kindred, PARAMETERS.latent)
    rows = kindred_rows(people, space, PARAMETERS.kindred)
    return np.asarray(rows @ rows.T)


def test_different_names_of_one_field_are_nearer_than_names_of_two() -> None:
    told = _likeness([dict([_named(3, 0)]), dict([_named(3, 4)]), dict([_named(11, 0)])], CROWD)
    assert told[0, 1] > 0.9
    assert abs(told[0, 2]) < 0.3


def test_a_name_nobody_had_stands_for_those_like_it() -> None:
    told = _likeness([dict([_named(3, 99)]), dict([_named(3, 1)]), dict([_named(11, 1)])], CROWD)
    assert told[0, 1] > 0.9 > told[0, 2]


def test_the_order_of_people_and_of_names_changes_nothing() -> None:
    turned = [{name: own[name] for name in reversed(list(own))} for own in reversed(CROWD)]
    assert np.allclose(_likeness(turned, turned)[::-1, ::-1], _likeness(CROWD, CROWD), atol=1e-4)


def test_who_names_nothing_is_like_nobody() -> None:
    assert _likeness([{}, CROWD[0]], CROWD)[0].tolist() == [0, 0]


def test_of_few_people_nothing_is_told() -> None:
    space = fit_kindred(CROWD[:30], PARAMETERS.kindred, PARAMETERS.latent)
    assert kindred_rows(CROWD, space, PARAMETERS.kindred).shape == (160, 0)


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"interests": ["kilns", "glaze", "kilns"]}, {"kilns", "glaze"}),
        ({"skills": ["throwing"], "interests": ["kilns"]}, {"throwing", "kilns"}),
        ({"interests": ["kilns"], "bio": "I fire pots."}, set()),
        ({"interests": ["kilns"], "needs": [{"kind": "mentor", "text": "Somebody patient"}]}, set()),
        ({}, set()),
    ],
)
def test_names_tell_of_whoever_wrote_nothing_else(fields: dict[str, object], names: set[str]) -> None:
    assert names_of(person("ana", **fields).traits).keys() == names
