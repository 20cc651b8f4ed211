"""Real published files, where they lie beside the project: counts as their README states, nothing lost."""

from collections import Counter

import pytest

from services.events.ingest.model import Outcome, Reading
from shared.places.geonames import load_gazetteer
from tests.support.readings.real_feeds import FEEDS, files_of, reading_of

pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the real feed files are not on this machine")


def _read(folder: str) -> list[Reading]:
    return [reading_of(path) for path in files_of(folder)]


def _summary(folder: str) -> tuple[int, dict[str, int]]:
    readings = _read(folder)
    reasons = Counter(each.reason for reading in readings for each in reading.rejected)
    return sum(len(reading.listings) for reading in readings), dict(reasons)


@pytest.mark.parametrize(
    ("folder", "listings", "rejected"),
    [
        ("json/confs-tech", 3265, {}),
        ("ics/developers-conferences-agenda", 2652, {"repeated": 2}),
        ("ics/community-calendar-libcal", 816, {"off_topic_hours": 13, "off_topic_taken": 3}),
        ("ics/community-calendar-meetup", 139, {}),
        ("ics/community-calendar-tockify", 290, {}),
        ("ics/community-calendar-wp-events-manager", 310, {}),
        ("ics/community-calendar-the-events-calendar", 217, {"repeated": 23}),
        ("ics/linux-conf-au", 262, {}),
        ("ics/magento-events", 3, {}),
        ("ics/calagator-samples", 16, {"implausible_date": 1}),
        ("atom/developers-conferences-agenda-2023-11", 1709, {}),
        ("atom/php-net-conferences", 161, {"no_date": 15}),
        ("rss/community-calendar", 200, {}),
        ("html-jsonld/songkick-extruct", 5, {}),
        ("html-jsonld/placecal-recorded-responses", 25 + 46, {}),  # 46 in the boxes of a page of Squarespace
        ("csv/python-organizers", 229, {}),
        ("yaml/ccf-deadlines", 515, {"only_month_known": 3, "only_year_known": 1, "date_to_be_announced": 1}),
        ("yaml/cocoa-conferences", 312, {}),
        ("yaml/paperswithcode-ai-deadlines", 169, {}),
        ("yaml/ruby-conferences", 413, {"only_month_known": 1, "only_year_known": 1}),
        ("markdown/developers-conferences-agenda", 2655, {"no_date": 1, "repeated": 2}),
    ],
)
def test_all_records_are_accounted_for(folder: str, listings: int, rejected: dict[str, int]) -> None:
    assert (listings, rejected) == _summary(folder)


def test_places_of_confs_tech_are_found() -> None:
    places = [
        listing.place for reading in _read("json/confs-tech") for listing in reading.listings if listing.place
    ]
    known = sum(place.lat is not None for place in places if place.city)
    assert known / sum(bool(place.city) for place in places) > 0.96


@pytest.mark.parametrize("folder", ["errors"])
def test_what_we_cannot_read_is_never_taken_for_empty(folder: str) -> None:
    outcomes = {reading.outcome for reading in _read(folder)}
    assert outcomes <= {Outcome.UNSUPPORTED_FORMAT, Outcome.NOT_WHAT_IT_CLAIMS, Outcome.UNREADABLE}


def test_the_gazetteer_knows_cities_by_many_names() -> None:
    world = load_gazetteer()
    names = ["NYC", "Köln", "Bangalore", "Zurich", "The Hague", "São Paulo", "Paris"]
    found = [world.city(name) for name in names]
    expected = ["New York City", "Köln", "Bengaluru", "Zürich", "The Hague", "São Paulo", "Paris"]
    assert expected == [city.name for city in found if city]
    assert ["US", "GB", "KR", "DE"] == [
        world.country(name) for name in ("U.S.A.", "Scotland", "Korea", "DEU")
    ]
