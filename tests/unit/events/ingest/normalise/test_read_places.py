"""One line of text to a place; links, prices, languages, statuses and kinds from what sources write."""

import pytest

from services.events.ingest.classify.kind import kind_of
from services.events.ingest.model import Listing, Price, RawListing
from services.events.ingest.normalise.language import languages_of
from services.events.ingest.normalise.links import clean_link
from services.events.ingest.normalise.place_text import read_place
from services.events.ingest.normalise.price import price_of
from services.events.ingest.normalise.status import status_of, unmarked
from services.events.ingest.normalise.text import plain
from services.events.ingest.normalise.where import whereabouts
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.when import When
from shared.contracts.events import EventKind, EventStatus
from shared.places.gazetteer import Gazetteer
from shared.places.leant import Leant
from tests.support.reading import SMALL_WORLD

_PARK = "Regent's area, NW1 5LJ, spot by mail"


@pytest.mark.parametrize(
    ("line", "city", "region", "country", "venue", "address"),
    [
        ("Berlin", "Berlin", None, "DE", None, None),
        ("Munich (Germany)", "Munich", None, "DE", None, None),
        ("München, DEU", "Munich", None, "DE", None, None),
        ("Austin, TX (USA)", "Austin", "TX", "US", None, None),
        ("Portland", "Portland", "OR", "US", None, None),
        ("Portland, ME", "Portland", "ME", "US", None, None),
        ("London", "London", None, "GB", None, None),
        ("London, ON", "London", "ON", "CA", None, None),
        ("London, ON N6A 1A1, Canada", "London", "ON", "CA", None, None),
        ("10 Downing St, London SW1A 2AA, UK", "London", None, "GB", "10 Downing St", None),
        ("Hall 1, Marienplatz 1, 80331 München, Germany", "Munich", None, "DE", "Hall 1", "Marienplatz 1"),
        ("Singapore", "Singapore", None, "SG", None, None),
        ("Singapore, Suntec City", "Singapore", None, "SG", "Suntec City", None),
        ("Germany, Munich", "Munich", None, "DE", None, None),
        ("France, Biot", "Biot", None, "FR", None, None),
        (
            "1 Plaza, Portland, ME 04101, 3rd Floor, Hall 2",
            "Portland",
            "ME",
            "US",
            "1 Plaza",
            "3rd Floor, Hall 2",
        ),
        ("Biot (France)", "Biot", None, "FR", None, None),
        ("Smallville, TX", "Smallville", "TX", "US", None, None),
        ("Austin, Tex., Old Mill", "Austin", "TX", "US", "Old Mill", None),
        ("Location\nRoom 6", None, None, None, "Room 6", None),
        ("Room 6 · 5–6 pm EDT", None, None, None, "Room 6", None),
        ("France", None, None, "FR", None, None),
        ("Room 6", None, None, None, "Room 6", None),
        ("TBA", None, None, None, None, None),
        ("Away", None, None, None, None, None),
        ("Via Roma 1 Berlin", "Berlin", None, "DE", "Via Roma 1", None),
        ("Hauptstraße 5a Berlin", "Berlin", None, "DE", "Hauptstraße 5a", None),
        ("Via Roma 1 Ingresso", None, None, None, "Via Roma 1 Ingresso", None),
        ("/", None, None, None, None, None),
        ("Hall 1, 10115 Berlin SO", "Berlin", None, "DE", "Hall 1", None),
        ("A park, Regent's area, NW1 5LJ (spot by mail)", None, None, None, "A park", _PARK),
    ],
)
def test_a_line_is_taken_apart_from_its_end(
    line: str,
    city: str | None,
    region: str | None,
    country: str | None,
    venue: str | None,
    address: str | None,
) -> None:
    found = read_place(line, Leant(SMALL_WORLD))
    expected = (city, region, country, venue, address, False)
    assert expected == (
        found.city_name, found.region, found.country, found.venue, found.address, found.online,
    )  # fmt: skip


def test_the_street_stays_where_the_venue_has_a_field_of_its_own() -> None:
    raw = RawListing(venue="Hall", address="Marienplatz, 1, 80331 München")
    repeated = RawListing(venue="Hall", address="Hall, Marienplatz 1, 80331 München")
    read = [whereabouts(it, SMALL_WORLD).place for it in (raw, repeated)]
    assert [("Hall", "Marienplatz, 1", "Munich"), ("Hall", "Marienplatz 1", "Munich")] == [
        (place.venue, place.address, place.city) for place in read if place
    ]


def test_a_venue_of_which_nothing_else_is_told_is_the_whole_place() -> None:
    told = (("Munich, Germany", None), ("Hall 1, Munich", None), ("Hall 1, Njiro", "DE"))
    read = [whereabouts(RawListing(venue=name, country=code), SMALL_WORLD).place for name, code in told]
    assert [(None, "Munich"), ("Hall 1", "Munich"), ("Hall 1, Njiro", None)] == [
        (place.venue, place.city) for place in read if place
    ]


@pytest.mark.parametrize(
    ("line", "city", "venue"),
    [
        ("Munich (Germany) & Online", "Munich", None),
        ("Online", None, None),
        ("Online; Workshop", None, None),
        ("Zoom / YouTube", None, None),
        ("Virtual / Munich", "Munich", None),
        ("Munich (and virtual)", "Munich", None),
        ("Munich (online & live), Germany", "Munich", None),
        ("🌐 Online and Munich", "Munich", None),
        ("Hall 1, Munich, Hybrid", "Munich", "Hall 1"),
    ],
)
def test_online_beside_a_city(line: str, city: str | None, venue: str | None) -> None:
    found = read_place(line, Leant(SMALL_WORLD))
    assert (city, venue, True) == (found.city_name, found.venue, found.online)


def test_a_link_behind_a_place_is_no_part_of_it() -> None:
    found = read_place("Munich (Germany) https://ours.example/grants", Leant(SMALL_WORLD))
    linked = read_place("Munich (Germany) - [](https://ours.example/grants)", Leant(SMALL_WORLD))
    assert [("Munich", None, None)] * 2 == [(it.city_name, it.venue, it.address) for it in (found, linked)]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://X.example/a?utm_source=b&id=2#top", "https://x.example/a?id=2"),
        ("webcal://x.example/a.ics", "https://x.example/a.ics"),
        ("www.x.example", "https://www.x.example/"),
        ("/events/1", "https://base.example/events/1"),
        ("https://user:pw@x.example/", None),
        ("javascript:alert(1)", None),
        ("https://x.example/a b", None),
        ("n/a", None),
        ("http://[bad", None),
        (None, None),
        ("https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ],
)
def test_links_are_absolute_and_carry_no_tracking(link: str | None, expected: str | None) -> None:
    assert expected == clean_link(link, "https://base.example/feed")


def test_text_loses_markup_scripts_and_double_encoding() -> None:
    assert "Salt & pepper\nnow" == plain("<b>Salt</b> &amp;amp; pepper<script>x()</script><br>now\u202e")


@pytest.mark.parametrize(
    ("text", "is_free", "expected"),
    [
        ("10..25 EUR", None, Price(is_free=False, min=10, max=25, currency="EUR")),
        ("0 USD", None, Price(is_free=True, min=0, max=0, currency="USD")),
        ("Free entry", None, Price(is_free=True)),
        ("£7,50", None, Price(is_free=False, min=7.5, max=7.5, currency="GBP")),
        (None, False, Price(is_free=False)),
        (None, None, None),
    ],
)
def test_prices(text: str | None, is_free: bool | None, expected: Price | None) -> None:
    assert expected == price_of(text, is_free)


def test_languages_zones_and_statuses() -> None:
    assert ("en", "de", "pt-BR") == languages_of("EN, German;pt_br,klingon")
    assert [None, "America/New_York", "UTC", None] == [
        zone_name(name) for name in ("", "Eastern Standard Time", "GMT", "../../etc/passwd")
    ]
    assert [EventStatus.CANCELLED, EventStatus.CANCELLED, EventStatus.SCHEDULED] == [
        status_of(field, title)
        for field, title in (("CANCELLED", "A"), (None, "[Cancelled] A"), (None, "Cancelled flights: a talk"))
    ]


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("CANCELLED: Rust Night", "Rust Night"),
        ("Rust Night [postponed]", "Rust Night"),
        ("(ABGESAGT) Rust Night – Berlin", "Rust Night – Berlin"),
        ("Cancelled flights: a talk", "Cancelled flights: a talk"),
        ("Cancelled!", "Cancelled!"),
    ],
)
def test_a_mark_leaves_the_title(title: str, bare: str) -> None:
    assert bare == unmarked(title)


@pytest.mark.parametrize(
    ("title", "categories", "expected"),
    [
        ("Berlin Hackathon", (), EventKind.HACKATHON),
        ("Rust Meetup", (), EventKind.MEETUP),
        ("RustConf 2027", (), EventKind.CONFERENCE),
        ("Connect", ("conference",), EventKind.CONFERENCE),
        ("Workshop: soldering", ("conference",), EventKind.WORKSHOP),
        ("Making bread", ("EducationEvent",), EventKind.COURSE),
        ("Cities after Cars 2027", (), EventKind.CONFERENCE),
        ("Ann Other 2027", ("MusicEvent",), EventKind.OTHER),
        ("Making bread", (), EventKind.OTHER),
    ],
)
def test_kinds(title: str, categories: tuple[str, ...], expected: EventKind) -> None:
    listing = Listing("1", "", title, When("2027-05-19"))
    assert expected is kind_of(RawListing(title=title, categories=categories), listing, "rss")[0]


def test_a_code_in_the_column_for_the_state_is_a_state_unless_a_large_city_is_elsewhere() -> None:
    towns = [
        {"name": name, "countrycode": "CA", "admin1code": "08", "alternatenames": [], "latitude": 43.0,
         "longitude": -79.0, "timezone": "America/Toronto", "population": people}
        for name, people in (("Woodland", 12_000), ("Toronto", 2_700_000))
    ]  # fmt: skip
    countries = [{"name": "Canada", "iso": "CA", "iso3": "CAN"}]
    world = Gazetteer(towns, countries, {"California": "CA"})
    raws = [
        RawListing(title="A", starts="2027-05-19", city=city, region="CA") for city in ("Woodland", "Toronto")
    ]
    places = [place for raw in raws if (place := whereabouts(raw, world).place)]

    assert [(place.city, place.country) for place in places] == [("Woodland", "US"), ("Toronto", "CA")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        ("DE", "DE"),
        ("DEU", "DE"),
        ("U.S.A.", "US"),
        ("u.s.a", "US"),
        ("de", None),
        ("X", None),
    ],
)
def test_a_country_by_name_or_code_with_its_dots(text: str, code: str | None) -> None:
    assert code == SMALL_WORLD.country(text)


@pytest.mark.parametrize(
    ("line", "city"),
    [("ULM", "Ulm"), ("ULM, Main Hall", None), ("Ulm, Main Hall", "Ulm"), ("ULM, Main Hall, Germany", "Ulm")],
)
def test_few_capitals_before_a_street_are_a_house(line: str, city: str | None) -> None:
    ulm = {"name": "Ulm", "countrycode": "DE", "admin1code": "01", "alternatenames": [], "latitude": 48.4,
           "longitude": 10.0, "timezone": "Europe/Berlin", "population": 120_000}  # fmt: skip
    world = Gazetteer([ulm], [{"name": "Germany", "iso": "DE", "iso3": "DEU"}], {})
    assert city == read_place(line, Leant(world)).city_name


def test_two_capitals_behind_a_large_town_are_its_state_and_territories_are_within_their_country() -> None:
    row = {"admin1code": "1", "latitude": 1.0, "longitude": 2.0, "timezone": "UTC"}
    cities = [
        {**row, "name": "Natal", "countrycode": "BR", "population": 780_000, "alternatenames": []},
        {**row, "name": "Rennes", "countrycode": "FR", "population": 220_000, "alternatenames": ["RN", "SF"]},
        {**row, "name": "Mission", "countrycode": "US", "population": 84_000, "alternatenames": []},
        {**row, "name": "Hong Kong", "countrycode": "HK", "population": 7_000_000, "alternatenames": []},
    ]
    names = {"BR": "Brazil", "FR": "France", "US": "United States", "CN": "China", "HK": "Hong Kong"}
    countries = [{"name": name, "iso": code, "iso3": f"{code}X"} for code, name in names.items()]
    world = Gazetteer(cities, countries, {})
    lines = ("Natal, RN", "Our hall, RN", "Mission, SF", "Hong Kong, China", "Natal, China")
    assert [("Natal", "BR"), ("Rennes", "FR"), ("Rennes", "FR"), ("Hong Kong", "HK"), (None, "CN")] == [
        (found.city.name if found.city else None, found.country)
        for found in (read_place(line, Leant(world)) for line in lines)
    ]


@pytest.mark.parametrize(
    ("line", "venue", "city"),
    [
        ("Old Mill, 12 rue du Moulin à Berlin", "Old Mill", "Berlin"),
        ("Old Mill, Mühlweg 1 10115 Berlin", "Old Mill", "Berlin"),
        ("Old Mill, Berlin/Germany", "Old Mill", "Berlin"),
        ("Room 12 in Hall A", "Room 12 in Hall A", None),
    ],
)
def test_a_town_behind_a_word_or_before_a_slash(line: str, venue: str, city: str | None) -> None:
    place = whereabouts(RawListing(address=line), SMALL_WORLD).place
    assert place
    assert (place.venue, place.city) == (venue, city)
