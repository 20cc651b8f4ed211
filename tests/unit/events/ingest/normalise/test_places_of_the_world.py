"""Places as people of many countries write them, and what is none."""

import pytest

from services.events.ingest.model import RawListing
from services.events.ingest.normalise.where import whereabouts
from shared.places.geonames import load_gazetteer
from shared.places.leaning import Leaning

Told = tuple[str | None, str | None, str | None]


def told(**raw: str) -> tuple[Told, str | None]:
    """Return (city, region, country), and the venue."""
    place = whereabouts(RawListing(title="x", **raw), load_gazetteer()).place  # type: ignore[arg-type]
    return ((place.city, place.region, place.country), place.venue) if place else ((None, None, None), None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Park City, USA", ("Park City", None, "US")),
        ("Park City, UT (USA)", ("Park City", "UT", "US")),
        ("USA", (None, None, "US")),
        ("Jalisco, México", (None, "Jalisco", "MX")),
        ("Bahia, Brazil", (None, "Bahia", "BR")),
        ("Bavaria, Germany", (None, "Bavaria", "DE")),
        ("Scotland", (None, "Scotland", "GB")),
        ("Mon-Repos, Corfu/Greece", ("Corfu", None, "GR")),
        ("Takamatsu City, Kagawa Prefecture, Japan", ("Takamatsu", "Kagawa Prefecture", "JP")),
        ("Online and in Lisbon", ("Lisbon", None, "PT")),
        ("Hybrid: Paris", ("Paris", None, "FR")),
        ("Mexico", (None, None, "MX")),
        ("Singapur", ("Singapore", None, "SG")),
        ("София, България", ("Sofia", None, "BG")),
        ("California", (None, "CA", "US")),
        ("Washington", ("Washington", "DC", "US")),
        ("Leipzig, Saxony, Germany", ("Leipzig", "Saxony", "DE")),
        ("Sector 62, Noida, Uttar Pradesh", ("Noida", "Uttar Pradesh", "IN")),
        ("Urbino, Italy", ("Urbino", None, "IT")),
        ("Saint-Petersburg, Russia", ("Saint Petersburg", None, "RU")),
        ("Frankfurt (Oder)", ("Frankfurt (Oder)", None, "DE")),
        ("Storgatan 1, 111 22 Stockholm", ("Stockholm", None, "SE")),
        ("東京都千代田区千代田1-1", ("Tokyo", None, "JP")),
        ("愛知県名古屋市中区", ("Nagoya", None, "JP")),
        ("北京市海淀区", ("Beijing", None, "CN")),
        ("서울특별시 강남구", ("Seoul", None, "KR")),
        ("Orange County, CA", (None, "CA", "US")),
        ("London or online", ("London", None, "GB")),
        ("Chevy Chase, MD", ("Chevy Chase", "MD", "US")),
        ("Chisinau, MD", ("Chisinau", None, "MD")),
        ("8 Place Haute, 75205 Paris Cedex 13", ("Paris", None, "FR")),
        ("Old Mill Rome,Italy hybrid", ("Rome", None, "IT")),
        ("Masaryk Univ. Brno, Czech Rep.", ("Brno", None, "CZ")),
        ("Philadelphia, Pa.", ("Philadelphia", "PA", "US")),
        ("Calle 5, Centro, Monterrey, N.L., 64000", ("Monterrey", None, "MX")),
        ("Guadalajara, JAL", ("Guadalajara", "JAL", "MX")),
        ("Av. 1, Centro, Mérida, Yuc., México", ("Mérida", "YUC", "MX")),
        ("University, FL", ("University", "FL", "US")),
        ("St. John's, NL", ("St. John's", "NL", "CA")),
        ("Kings Road 1, Perth, WA", ("Perth", "WA", "AU")),
        ("Seattle, WA", ("Seattle", "WA", "US")),
        ("Zonda University, England - In person", (None, None, "GB")),
        ("Hybrid: in person at Zonda Hall, Seattle, WA, and virtually", ("Seattle", "WA", "US")),
        ("In-person: Seattle, WA", ("Seattle", "WA", "US")),
        ("Nijkerk, Netherlands", ("Nijkerk", None, "NL")),
        ("Martinikerk, Breda", ("Breda", None, "NL")),
    ],
)
def test_a_town_a_province_or_a_country(line: str, expected: Told) -> None:
    assert expected == told(address=line)[0]


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("MIT, USA", "MIT"),
        ("Stanford University, CA, USA", "Stanford University"),
        ("Hotel Lathe, Kansas, USA", "Hotel Lathe"),
        ("Paris and Lyon, France", "Paris and Lyon"),
        ("UTE", "UTE"),
        ("University", "University"),
        ("University, 2nd floor", "University"),
        ("Downtown", "Downtown"),
        ("Zonda University, England - In person", "Zonda University"),
    ],
)
def test_a_house_is_no_town(line: str, venue: str) -> None:
    (city, _, _), found = told(address=line)
    assert (None, venue) == (city, found)


@pytest.mark.parametrize(
    ("line", "town", "house"),
    [
        ("JFK Airport, New York", ("New York City", "NY", "US"), "JFK Airport"),
        ("Madison Square Garden, New York", ("New York City", "NY", "US"), "Madison Square Garden"),
        ("The Shed, New York, USA", ("New York City", "NY", "US"), "The Shed"),
        ("Kennedy Center, Washington", ("Washington", "DC", "US"), "Kennedy Center"),
        ("Rhinebeck, New York", ("Rhinebeck", "NY", "US"), None),
        ("Rochester, New York", ("Rochester", "NY", "US"), None),
        ("Hilton Austin, TX, USA", ("Austin", "TX", "US"), "Hilton Austin"),
        (
            "Palais des congrès Montréal, Québec, Canada",
            ("Montréal", "QC", "CA"),
            "Palais des congrès Montréal",
        ),
        ("206 Beverley St. Toronto, Canada", ("Toronto", "ON", "CA"), "206 Beverley St."),
        ("Old Mill: 2603 Elm Dr Austin, TX 78701", ("Austin", "TX", "US"), "Old Mill"),
        ("1200 Oak Ave. N Dallas TX 75201", ("Dallas", "TX", "US"), "1200 Oak Ave. N"),
        ("2603 Elm Dr Lathebury, TX 76513", ("Lathebury", "TX", "US"), "2603 Elm Dr"),
        ("100 Elm St St. Louis, MO", ("St. Louis", "MO", "US"), "100 Elm St"),
        ("2100 4th Ave South, WA", (None, "WA", "US"), "2100 4th Ave South"),
        ("Loft 1033 W Elm #700 Chicago, IL", (None, "IL", "US"), "Loft 1033 W Elm #700 Chicago"),
        ("Lagos, Lagos, Nigeria", ("Lagos", None, "NG"), None),
    ],
)
def test_a_house_before_a_name_that_is_a_towns_and_a_states(line: str, town: Told, house: str | None) -> None:
    assert (town, house) == told(address=line)


@pytest.mark.parametrize(
    "line",
    [
        "#_LOCATIONNAME",
        "Africa",
        "Worldwide",
        "Various locations",
        "Online (Europe)",
        "Twitter Spaces",
        "Fully virtual",
        "TBA",
        "APAC",
    ],
)
def test_what_is_no_place_is_none(line: str) -> None:
    assert ((None, None, None), None) == told(address=line)


def test_a_part_of_the_world_is_no_province_and_an_open_town_none() -> None:
    assert told(city="Vienna", country="Austria", region="europe")[0] == ("Vienna", None, "AT")
    assert told(city="TBD", country="Japan", region="world")[0] == (None, None, "JP")


def test_a_house_may_stand_where_its_town_is_asked_for_and_two_small_letters_are_a_word() -> None:
    assert told(city="TU Berlin")[0] == ("Berlin", None, "DE")
    assert told(city="Hall of Nowhere")[0] == ("Hall of Nowhere", None, None)
    assert [told(address=f"Lathebury, {it}")[0] for it in ("We", "Hue")] == [(None,) * 3, ("Huế", None, "VN")]


def test_a_town_that_nobody_knows_is_no_province() -> None:
    assert told(city="Stanwell Moor", region="Surrey", country="GB")[0] == ("Stanwell Moor", "Surrey", "GB")


@pytest.mark.parametrize(
    ("city", "country", "expected"),
    [
        ("Breckenridge Manor, CO", "U.S.A.", ("Breckenridge Manor", "CO", "US")),
        ("Canarias", "Spain", (None, "Canarias", "ES")),
        ("Falmouth, Cornwall", "U.K.", ("Falmouth", "Cornwall", "GB")),
    ],
)
def test_a_province_in_the_column_of_the_city(city: str, country: str, expected: Told) -> None:
    assert expected == told(city=city, country=country)[0]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/New_York", (None, "NC", "US")),
        ("Pacific/Noumea", (None, None, "NC")),
        (None, (None, None, "NC")),
    ],
)
def test_a_code_alone_is_a_state_in_a_zone_of_the_states(zone: str | None, expected: Told) -> None:
    raw = RawListing(title="x", address="NC")
    place = whereabouts(raw, load_gazetteer(), leaning=Leaning(timezone=zone)).place
    assert place is not None
    assert expected == (place.city, place.region, place.country)


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Gran Canaria, Spain", "Atlantic/Canary"),
        ("Canggu, Bali, Indonesia", "Asia/Makassar"),
        ("California", "America/Los_Angeles"),
        ("Queensland, Australia", "Australia/Brisbane"),
        ("Indiana, USA", None),
        ("Spain", None),
    ],
)
def test_an_island_and_a_state_of_one_zone_tell_it_without_a_town(line: str, zone: str | None) -> None:
    assert whereabouts(RawListing(title="x", address=line), load_gazetteer()).zone == zone
