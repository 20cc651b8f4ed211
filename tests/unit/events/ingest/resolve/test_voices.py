"""Who is believed first of a field: the best source, unless another as good says more of the same."""

import pytest

from services.events.ingest.model import Place
from services.events.ingest.resolve.merge import merge
from services.events.ingest.when import When
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import Mode
from tests.support.listings import listing, sighting

TOWN, LAND, ABROAD = Place(city="Bochum", country="DE"), Place(country="DE"), Place(country="FR")
HALL = Place(venue="Big Hall", country="DE")


@pytest.mark.parametrize(
    ("best", "trust", "told", "others"),
    [
        (LAND, 60, TOWN, {}),
        (Place(), 60, TOWN, {}),
        (LAND, 90, LAND, {"src_b": "Bochum, Germany"}),
        (ABROAD, 60, ABROAD, {"src_b": "Bochum, Germany"}),
        (HALL, 60, HALL, {"src_b": "Bochum, Germany"}),
    ],
)
def test_who_names_the_town_goes_before_who_names_its_country_alone(
    best: Place, trust: int, told: Place, others: dict[str, str]
) -> None:
    vague = sighting(listing("Fair", place=best), "src_a", trust=trust)
    exact = sighting(listing("Fair", place=TOWN), "src_b")
    for sightings in ((vague, exact), (exact, vague)):
        found = merge(sightings)
        assert told == found.listing.place
        where = next(it for it in found.truths if it.field == "place")
        assert others == where.others


def test_who_knows_the_house_and_the_zone_goes_before_who_says_the_rest_of_it() -> None:
    hall = Place(venue="Big Hall", city="Bochum", country="DE")
    vague = sighting(listing("Fair", starts=When("2027-05-19T19:00"), place=TOWN), "src_a")
    exact = sighting(listing("Fair", starts=When("2027-05-19T19:00", "Europe/Berlin"), place=hall), "src_b")
    found = merge((vague, exact))
    assert (hall, "Europe/Berlin") == (found.listing.place, found.listing.starts.timezone)
    assert {} == {it.field: it.others for it in found.truths if it.others}


def test_one_day_in_words_does_not_say_that_it_is_the_last() -> None:
    day, last = When("2027-05-19"), When("2027-05-20")
    words = sighting(listing("Fair", ends=day, dates_told=HowTold.IN_WORDS), "src_a")
    told = sighting(listing("Fair", ends=last), "src_b")
    found = merge((words, told))
    assert (last, []) == (
        found.listing.ends,
        [it.field for it in found.truths if it.field == "ends" and it.others],
    )


@pytest.mark.parametrize(
    ("best", "trust", "told"),
    [
        (Mode.IN_PERSON, 60, Mode.HYBRID),
        (Mode.ONLINE, 60, Mode.HYBRID),
        (Mode.IN_PERSON, 90, Mode.IN_PERSON),
    ],
)
def test_who_says_hybrid_goes_before_a_list_that_has_no_word_for_it(
    best: Mode, trust: int, told: Mode
) -> None:
    plain = sighting(listing("Fair", mode=best), "src_a", trust=trust)
    exact = sighting(listing("Fair", mode=Mode.HYBRID), "src_b")
    assert told == merge((plain, exact)).listing.mode == merge((exact, plain)).listing.mode


def test_who_no_longer_lists_it_says_no_more_than_who_does() -> None:
    listed = sighting(listing("Fair", mode=Mode.ONLINE, ends=When("2027-05-20")), "src_a")
    gone = sighting(listing("Fair", mode=Mode.HYBRID), "src_b", vanished_at=listed.changed_at)
    assert merge((listed, gone)).listing.mode is Mode.ONLINE
