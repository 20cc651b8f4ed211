"""Which listings tell of the same event."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.compare.block import lookup_keys, own_keys
from services.events.ingest.resolve.compare.decide import are_in_reach, decide, may_be_one
from services.events.ingest.resolve.compare.place import home_country
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.model import Decision, Sighting, Verdict
from services.events.ingest.resolve.titles.title import dissect
from services.events.ingest.when import When
from shared.contracts.events import Mode
from tests.support.listings import listing, sighting

TITLES = (
    "PyCon DE",
    "PyCon DE 2027",
    "PyCon Germany",
    "PyConDE & PyData",
    "KubeCon",
    "KubeCon Security Day",
    "International PHP Conference",
    "PHP Conference",
    "PHPConf",
    "Online",
)
DAYS = ("2027-05-18", "2027-05-19", "2027-05-21")
CITIES = ("Berlin", "Munich", None)
PLACES = (*(Place(country=code) for code in ("CN", "HK", "DE")), Place(city="Berlin"), None)
EVENING = When("2027-05-19T19:00")
MODES = (None, Mode.ONLINE, Mode.IN_PERSON)


def compare(a: Sighting, b: Sighting) -> Decision:
    return decide(Profile(a.listing, a.source_id), Profile(b.listing, b.source_id))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (listing("RailsConf"), listing("Rails Conf 2027"), True),
        (listing("JSConf EU"), listing("jsconf eu", day="2027-05-20"), True),
        (listing("PyCon Germany"), listing("PyConDE"), True),
        (listing("Devoxx Berlin"), listing("Devoxx"), True),
        (listing("13th Rust Days"), listing("Rust Days #12"), False),
        (listing("13th Rust Days"), listing("14th Rust Days", day="2027-05-20"), False),
        (listing("13th Rust Days"), listing("14th Rust Days", place=Place(city="Munich")), False),
        (listing("13th Rust Days", starts=EVENING), listing("14th Rust Days", starts=EVENING), False),
        (listing("Rust Days, level 1"), listing("Rust Days, level 2"), False),
        (listing("3rd Book Club"), listing("4th Book Club"), False),
        (listing("Acme Engineers: Code Mobile"), listing("CodeMobile"), True),
        (listing("Acme Engineers: RailsConf"), listing("RailsConf"), True),
        (listing("Acme Engineers: RailsConf"), listing("Beta Guild: RailsConf"), False),
        (listing("Story Time: Dinosaurs"), listing("Dinosaurs"), False),
        (listing("Acme AngularConnect"), listing("Angular Connect"), True),
        (listing("PyConUS"), listing("PyCon US Pittsburgh", city="Pittsburgh"), True),
        (listing("RailsConf Internatoinal Conferecne"), listing("RailsConf"), True),
        (listing("EuroPytohn"), listing("Euro Python"), True),
        (listing("FSDEM"), listing("FOSDEM"), True),
        (listing("FSDEM", city=None), listing("FOSDEM", city=None), False),
        (listing("JSDay"), listing("CSDay"), False),
        (listing("ICML"), listing("ICMLT 2027"), False),
        (listing("PyCon DE 2027"), listing("PyCon DE 2026"), False),
        (listing("PyCon DE"), listing("PyCon DE", day="2027-05-22"), False),
        (listing("DevFest"), listing("DevFest", place=Place(city="Paris", country="FR")), False),
        (listing("KubeCon Europe"), listing("KubeCon Europe Security Workshop"), False),
        (listing("International PHP Conference"), listing("International JavaScript Conference"), False),
        (listing("Data Night"), listing("Data Night", mode=Mode.ONLINE, city=None), True),
        (listing("Systems", url="https://a.example/x"), listing("Rust", url="https://a.example/x"), False),
        (
            listing("Rust Berlin Evening", url="http://www.a.example/x/"),
            listing("Rust Evening with Anna", url="https://a.example/x?utm=1"),
            True,
        ),
        (listing("Save the date: RailsConf"), listing("RailsConf\u2122 2027"), True),
        (listing("RailsConf - Call for Papers open"), listing("RailsConf"), True),
        (listing("Ruby Ireland presents: Euruko"), listing("EuRuKo 2027"), True),
        (listing("Euroku"), listing("EuRuKo"), True),
        (listing("Warsaw Pythno Pizza", city="Warsaw"), listing("Python Pizza", city="Warsaw"), True),
        (listing("Lightning Fair Grmany"), listing("Lightning Fair Germany"), True),
        (listing("Shift"), listing("Swift"), False),
        (listing("FOSDEM"), listing("FOSDEM - the largest gathering of free software"), True),
        (listing("KubeCon"), listing("KubeCon: Observability Day"), False),
        (listing("Rust Evening (sold out)"), listing("Kubernetes Evening (sold out)"), False),
        (listing("Sketching (beginners)"), listing("Sketching (advanced)"), False),
        (listing("Docker Tutorial (PyCon DE)"), listing("PyCon DE"), False),
        (
            listing("Rust Evening"),
            listing("Live Rust Evening at Gasteig", place=Place("Gasteig", city="Berlin")),
            True,
        ),
        (listing("Ruby Evening at RailsConf"), listing("RailsConf"), False),
    ],
)  # fmt: skip
def test_pairs_of_two_sources(one: object, other: object, *, same: bool) -> None:
    pair = (sighting(one, "src_a"), sighting(other, "src_b"))  # type: ignore[arg-type]
    assert (same, same) == (compare(*pair).same, compare(*reversed(pair)).same)


def test_instances_of_one_series_are_distinct() -> None:
    first = listing("Rust Meetup", uid="series", recurrence_id="2027-05-19")
    second = listing("Rust Meetup", day="2027-05-20", uid="series", recurrence_id="2027-05-20")
    assert not compare(sighting(first), sighting(second)).same


def test_the_halves_of_a_hybrid_event_are_one_and_rooms_of_one_hour_are_not() -> None:
    there, online = (
        listing("Rust Meetup", uid="1"),
        listing("Rust Meetup (online)", uid="2", mode=Mode.ONLINE, city=None),
    )
    elsewhere = listing("Rust Meetup", uid="3", place=Place(city="Hamburg", country="DE"))
    assert [True, False] == [compare(sighting(there), sighting(other)).same for other in (online, elsewhere)]


def test_a_short_everyday_word_is_no_name_where_the_place_is_not_told() -> None:
    pair = (listing("Taekwon-do class", city=None), listing("Class"))
    assert not compare(sighting(pair[0]), sighting(pair[1], "src_b")).same


def test_titles_that_name_two_cities_tell_of_two_events() -> None:
    belem = listing("DevOpsDays Belém", place=Place(city="Belém", country="BR"))
    recife = listing("DevOpsDays Recife", place=Place(city="Recife", country="BR"))
    decision = compare(sighting(belem), sighting(recife, "src_b"))
    assert (False, True, "another place is named") == (decision.same, decision.veto, decision.reason)


def test_suburb_within_reach_is_the_same_place_and_a_far_city_is_not() -> None:
    berlin = listing("Data Day", place=Place(city="Berlin", country="DE", lat=52.52, lon=13.40))
    potsdam = listing("Data Day", place=Place(city="Potsdam", country="DE", lat=52.40, lon=13.06))
    munich = listing("Data Day", place=Place(city="Munich", country="DE", lat=48.14, lon=11.58))
    assert (True, False) == (
        compare(sighting(berlin), sighting(potsdam, "src_b")).same,
        compare(sighting(berlin), sighting(munich, "src_b")).same,
    )


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (listing("Open Mic Night"), listing("Open Mic Night"), Verdict.SAME),
        (listing("Open Mic", starts=EVENING), listing("Open Mic", starts=EVENING), Verdict.REVIEW),
        (
            listing("Open Mic", starts=EVENING, uid="made-by-software-once"),
            listing("Open Mic", starts=EVENING, uid="made-by-software-once"),
            Verdict.SAME,
        ),
        (
            listing("Open Mic", starts=EVENING, place=Place("The Crown", city="Berlin")),
            listing("Open Mic", starts=EVENING, place=Place("Crown Pub", city="Berlin")),
            Verdict.SAME,
        ),
        (listing("Bingo", city=None), listing("Bingo", city=None), Verdict.REVIEW),
        (listing("Cobol Users", city=None), listing("Cobol Users", city=None), Verdict.SAME),
        (
            listing("Cobol Users", place=Place("Betahaus", city="Berlin")),
            listing("Cobol Users", place=Place("C-Base", city="Berlin")),
            Verdict.REVIEW,
        ),
        (
            listing("Cobol Users", place=Place("Betahaus", city="Berlin"), url="https://a.example/1"),
            listing("Cobol Users", place=Place("C-Base", city="Berlin"), url="https://a.example/1"),
            Verdict.SAME,
        ),
        (listing("Cobol Users", city=None), listing("Cobol Users", "2027-05-20", None), Verdict.REVIEW),
    ],
)
def test_a_name_that_is_anybodys_needs_more_than_town_and_time(
    one: Listing, other: Listing, verdict: Verdict
) -> None:
    pair = (sighting(one, "src_a"), sighting(other, "src_b"))
    assert [verdict, verdict] == [compare(*pair).verdict, compare(*reversed(pair)).verdict]


def test_one_page_listed_twice_by_a_source_is_one_event_and_two_pages_are_two() -> None:
    bare = listing("DevOpsDays", uid="1", url="https://a.example/berlin")
    whole = listing("DevOpsDays Berlin", uid="2", url="https://a.example/berlin")
    other = listing("DevOpsDays Berlin", uid="3", url="https://a.example/late")
    assert [True, False] == [compare(sighting(bare), sighting(it)).same for it in (whole, other)]


listings = st.builds(listing, st.sampled_from(TITLES), st.sampled_from(DAYS), st.sampled_from(CITIES))


@given(listings, listings)
def test_a_decision_is_symmetric_and_reflexive_and_never_missed_by_blocking(
    one: object, other: object
) -> None:
    a, b = sighting(one, "src_a"), sighting(other, "src_b")  # type: ignore[arg-type]
    assert compare(a, b) == compare(b, a)
    # "Online" of which nobody tells where may be anybody's.
    is_anybodys = a.listing.title == "Online" and a.listing.place is None
    assert compare(a, sighting(one, "src_b")).same is not is_anybodys  # type: ignore[arg-type]
    assert bool(lookup_keys(a.listing) & own_keys(b.listing)) == bool(
        own_keys(a.listing) & lookup_keys(b.listing)
    )


spans = st.builds(
    lambda it, length: replace(it, ends=When(f"2027-05-{it.starts.day.day + length}")),
    st.builds(
        listing,
        st.sampled_from(TITLES),
        st.sampled_from((*DAYS, "2027-05-11", "2027-05-25")),
        st.sampled_from(CITIES),
    ),
    st.integers(0, 6),
)


@given(spans, spans, st.sampled_from(("src_a", "src_b")))
def test_what_is_ruled_out_beforehand_is_different_whoever_tells_of_it(
    one: Listing, other: Listing, source_id: str
) -> None:
    told_apart = compare(sighting(one, "src_a"), sighting(other, source_id)).verdict is Verdict.DIFFERENT
    if not may_be_one(Profile(one), Profile(other)):
        assert told_apart
    elif source_id == "src_b":
        assert not told_apart


somewhere = st.builds(
    lambda title, place, mode: listing(title, place=place, mode=mode),
    st.sampled_from(TITLES),
    st.sampled_from(PLACES),
    st.sampled_from(MODES),
)


@given(somewhere, somewhere)
def test_home_countries_that_differ_keep_any_two_apart(one: Listing, other: Listing) -> None:
    countries = {home_country(one), home_country(other)} - {None}
    verdict = compare(sighting(one, "src_a"), sighting(other, "src_b")).verdict
    assert len(countries) < 2 or verdict is Verdict.DIFFERENT


def test_when_values_compare_by_day() -> None:
    evening = listing("Rust Meetup", starts=When("2027-05-19T19:00", "Europe/Berlin"))
    assert compare(sighting(evening), sighting(listing("Rust Meetup"), "src_b")).same


def test_names_that_only_share_words_are_one_event_a_day_apart_at_most() -> None:
    def told(title: str, day: str) -> Listing:
        return listing(title, day=day, ends=When("2027-05-22"), url="https://a.example/x")

    reasons = [
        compare(
            sighting(told("Rust Berlin Evening", "2027-05-19")),
            sighting(told("Rust Evening with Anna", day), "src_b"),
        ).reason
        for day in ("2027-05-20", "2027-05-21")
    ]
    assert ["one name holds the other, days overlap, same page, same place", "days apart"] == reasons


@pytest.mark.parametrize(
    ("word", "verdict"), [("Choir", Verdict.REVIEW), ("Garden", Verdict.SAME), ("Pottery", Verdict.SAME)]
)
def test_a_word_of_six_letters_is_a_name(word: str, verdict: Verdict) -> None:
    pair = (listing(f"Taekwon-do {word.lower()}", city=None), listing(word))
    assert verdict is compare(sighting(pair[0]), sighting(pair[1], "src_b")).verdict


def test_a_title_that_names_no_place_is_not_told_apart_by_one_that_does() -> None:
    belem = listing("DevOpsDays Belém", place=Place(city="Belém", country="BR"))
    recife = listing("DevOpsDays", place=Place(city="Recife", country="BR"))
    assert compare(sighting(belem), sighting(recife, "src_b")).reason == "same name, same days, place unlike"


@pytest.mark.parametrize(("name", "code"), [("South Africa", "za"), ("Middle East", "me"), ("Brazil", "br")])
def test_a_country_is_one_word_by_name_or_code(name: str, code: str) -> None:
    assert ("pycon", code) == dissect(f"PyCon {name}").core == dissect(f"PyCon {code.upper()}").core


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (("2027-05-19", "2027-05-19"), ("2027-05-20", "2027-05-20"), True),
        (("2027-05-19", "2027-05-19"), ("2027-05-21", "2027-05-21"), False),
        (("2027-05-19", "2027-05-26"), ("2027-05-24", "2027-05-25"), True),
        (("2027-05-19", "2027-05-26"), ("2027-05-25", "2027-05-25"), False),
        (("2027-05-19", "2027-05-22"), ("2027-05-23", "2027-05-23"), False),
    ],
)
def test_how_near_in_time_names_matter(one: tuple[str, str], other: tuple[str, str], *, near: bool) -> None:
    a, b = (Profile(listing("Data Day", starts=When(first), ends=When(last))) for first, last in (one, other))
    assert (near, near) == (are_in_reach(a, b), are_in_reach(b, a))
