"""Day and month swapped: a doubt for a person, met by its keys, and none where a source has both days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Place
from services.events.ingest.resolve.compare.block import lookup_keys, own_keys
from services.events.ingest.resolve.compare.decide import decide, may_be_one
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.compare.swapped import SWAPPED, swapped
from services.events.ingest.resolve.graph import Graph
from services.events.ingest.resolve.model import Sighting
from services.events.ingest.when import When
from tests.support.listings import listing, sighting


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_swapped_twice_is_the_day_itself(day: date) -> None:
    other = swapped(day)
    assert other is None or (other != day and swapped(other) == day and other.year == day.year)
    assert (other is None) == (day.day > 12 or day.day == day.month)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, True),
        ({"title": "Lathe Days 2027"}, {"title": "lathe days"}, True),
        ({"title": "PyCon"}, {"title": "PyCon"}, True),
        ({}, {"ends": When("2027-04-05")}, True),
        ({}, {"city": "Munich"}, False),
        ({}, {"place": None}, False),
        ({}, {"day": "2027-04-02"}, False),
        ({}, {"day": "2028-04-03"}, False),
        ({}, {"title": "Lathe Days Workshop"}, False),
        ({"title": "3rd Lathe Days"}, {"title": "4th Lathe Days"}, False),
        ({"title": "Yoga"}, {"title": "Yoga"}, False),
        ({"starts": When("2027-03-04T19:00")}, {"starts": When("2027-04-03T19:00")}, True),
        ({"starts": When("2027-03-04T19:00")}, {"starts": When("2027-04-03T20:00")}, False),
        ({"title": "Lathe", "starts": When("2027-03-04T19:00")},
         {"title": "Lathe", "starts": When("2027-04-03T19:00")}, False),
    ],
)  # fmt: skip
def test_same_but_for_day_and_month(one: dict[str, object], other: dict[str, object], expected: bool) -> None:
    one, other = {"title": "Lathe Days", "day": "2027-03-04", **one}, {"title": "Lathe Days", **other}
    first, second = listing(**one), listing(**{"day": "2027-04-03", **other})  # type: ignore[arg-type]
    a, b = Profile(first, "src_a"), Profile(second, "src_b")
    told = [decide(a, b) is SWAPPED, decide(b, a) is SWAPPED, may_be_one(Profile(first), Profile(second))]
    assert told == [expected] * 3
    met = [not own_keys(it).isdisjoint(lookup_keys(them)) for it, them in ((first, second), (second, first))]
    assert met == [True, True] or not expected
    assert decide(a, Profile(second, "src_a")) is not SWAPPED


def _doubts(*told: Sighting) -> list[set[str]]:
    graph = Graph()
    graph.add(told)
    groups = graph.groups([it.id for it in told])
    return [{it.one, it.other} for it in graph.doubts(groups)]


def test_it_is_in_doubt_unless_one_source_has_both_days() -> None:
    place = Place(city="Berlin", country="DE")
    one, other = (listing("Lathe Days", day, uid=day, place=place) for day in ("2027-03-04", "2027-04-03"))
    march, april = sighting(one, "src_a"), sighting(other, "src_b")
    assert _doubts(march, april) == [{march.id, april.id}]
    assert _doubts(march, april, sighting(other, "src_c")) != []
    assert _doubts(march, april, sighting(other, "src_a")) == []
    assert _doubts(march, april, sighting(one, "src_b"), sighting(other, "src_a")) == []
