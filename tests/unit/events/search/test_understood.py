"""What a query says in words that no event bears: days, distances, ways to take part."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.searchable import words
from services.events.search.questions import without_question
from services.events.search.understood.days import Days, days_told, read_days, write_days
from services.events.search.understood.prices import read_price
from services.events.search.understood.read import read_query
from services.events.search.understood.typed import Known, read_typed

WEDNESDAY = date(2025, 1, 1)
KNOWN = Known({"Berlin", "New York", "Saint-Denis", "münchen"}.__contains__, {"yoga"}.__contains__)


def read(q: str, *given: str) -> tuple[str, dict[str, str]]:
    """Return what is left to look for, and what was understood."""
    rest, told = read_query(q, WEDNESDAY, KNOWN, frozenset(given))
    return rest, {each.means: each.value for each in told}


@pytest.mark.parametrize(
    ("q", "first", "last"),
    [
        ("today", "2025-01-01", "2025-01-01"),
        ("ce soir", "2025-01-01", "2025-01-01"),
        ("tomorrow", "2025-01-02", "2025-01-02"),
        ("mañana", "2025-01-02", "2025-01-02"),
        ("übermorgen", "2025-01-03", "2025-01-03"),
        ("this weekend", "2025-01-04", "2025-01-05"),
        ("am Wochenende", "2025-01-04", "2025-01-05"),
        ("ce week-end", "2025-01-04", "2025-01-05"),
        ("next weekend", "2025-01-11", "2025-01-12"),
        ("this week", "2024-12-30", "2025-01-05"),
        ("nächste Woche", "2025-01-06", "2025-01-12"),
        ("la semaine prochaine", "2025-01-06", "2025-01-12"),
        ("el próximo mes", "2025-02-01", "2025-02-28"),
        ("next year", "2026-01-01", "2026-12-31"),
        ("in März", "2025-03-01", "2025-03-31"),
        ("em março de 2026", "2026-03-01", "2026-03-31"),
        ("february 2024", "2024-02-01", "2024-02-29"),
        ("in may", "2025-05-01", "2025-05-31"),
        ("in 2026", "2026-01-01", "2026-12-31"),
        ("14 February", "2025-02-14", "2025-02-14"),
        ("on Friday 14th of February", "2025-02-14", "2025-02-14"),
        ("February 14, 2026", "2026-02-14", "2026-02-14"),
        ("2025-03-14", "2025-03-14", "2025-03-14"),
        ("14.3.2025", "2025-03-14", "2025-03-14"),
        ("this wednesday", "2025-01-01", "2025-01-01"),
        ("next Wednesday", "2025-01-08", "2025-01-08"),
        ("am Samstag", "2025-01-04", "2025-01-04"),
        ("3 to 5 March", "2025-03-03", "2025-03-05"),
        ("3-5 March 2027", "2027-03-03", "2027-03-05"),
        ("vom 3.–5. März", "2025-03-03", "2025-03-05"),
        ("March 3-5, 2027", "2027-03-03", "2027-03-05"),
        ("du 3 au 5 mars 2027", "2027-03-03", "2027-03-05"),
        ("del 3 al 5 de marzo", "2025-03-03", "2025-03-05"),
        ("between 3 and 5 March", "2025-03-03", "2025-03-05"),
        ("28 February to 3 March 2028", "2028-02-28", "2028-03-03"),
        ("from December 30th to January 2nd", "2024-12-30", "2025-01-02"),
        ("2027-03-01 to 2027-03-10", "2027-03-01", "2027-03-10"),
        ("von März bis Mai", "2025-03-01", "2025-05-31"),
        ("in March or April", "2025-03-01", "2025-04-30"),
        ("en marzo o en abril", "2025-03-01", "2025-04-30"),
        ("between October and February", "2024-10-01", "2025-02-28"),
        ("March or June", "2025-03-01", "2025-03-31,2025-06-01/2025-06-30"),
        ("in April or in October 2026", "2026-04-01", "2026-04-30,2026-10-01/2026-10-31"),
        ("Dezember oder Januar 2026", "2025-12-01", "2026-01-31"),
        ("before May", "2025-01-01", "2025-04-30"),
        ("bis 9. Mai", "2025-01-01", "2025-05-09"),
        ("after June 2026", "2026-07-01", ".."),
        ("from September onwards", "2025-09-01", ".."),
        ("à partir du 3 mars", "2025-03-03", ".."),
        ("until the end of March", "2025-01-01", "2025-03-31"),
        ("after this weekend", "2025-01-06", ".."),
        ("day after tomorrow", "2025-01-03", "2025-01-03"),
        ("early April", "2025-04-01", "2025-04-10"),
        ("in mid-May", "2025-05-11", "2025-05-20"),
        ("at the end of February", "2025-02-21", "2025-02-28"),
        ("Ende Februar 2028", "2028-02-21", "2028-02-29"),
        ("a finales de mayo", "2025-05-21", "2025-05-31"),
        ("in spring", "2025-03-01", "2025-05-31"),
        ("in the summer 2027", "2027-06-01", "2027-08-31"),
        ("this winter", "2024-12-01", "2025-02-28"),
        ("next winter", "2025-12-01", "2026-02-28"),
        ("im Herbst", "2025-09-01", "2025-11-30"),
        ("Q1 2027", "2027-01-01", "2027-03-31"),
        ("2026 q4", "2026-10-01", "2026-12-31"),
        ("next quarter", "2025-04-01", "2025-06-30"),
        ("in the second half of 2025", "2025-07-01", "2025-12-31"),
        ("erstes Halbjahr 2026", "2026-01-01", "2026-06-30"),
        ("H2 2025", "2025-07-01", "2025-12-31"),
    ],
)
def test_days_in_words_and_figures(q: str, first: str, last: str) -> None:
    assert ("jazz", {"days": f"{first}/{last}"}) == read(f"jazz {q}")
    assert ("jazz", {"days": f"{first}/{last}"}) == read(f"{q} jazz")


@pytest.mark.parametrize(
    "q",
    ["march for science", "may the fourth", "python 2025", "weekend of code", "30 february", "week", "monday",
     '"this weekend"', "-tomorrow", "spring 2025", "today's news", "in set", "Berlin", "près",
     "online marketing",
     "near nowhere", "2025-13-40", "next", "conference", "events", "march to may",
     "microservices in spring boot", "real estate 2027", "Q3", "late night", "mid set",
     "12 to 10", "python 3 5", "between the worlds and may", "from set to art",
     "may or may", "after dark", "free software", "gluten free baking", "not in", "except the",
     "30 under 30", "under the sea", "euro 2028", "bis 100"],
)  # fmt: skip
def test_what_could_be_a_word_stays_one(q: str) -> None:
    assert (q, {}) == read(q)


def test_a_month_alone_is_its_days() -> None:
    assert ("", {"days": "2025-03-01/2025-03-31"}) == read("March")
    assert ("mar", {}) == read("mar")


def test_a_season_of_a_year_is_its_days_beside_other_words() -> None:
    """Of two years are the days of a winter alone."""
    assert ("jazz", {"days": "2025-03-01/2025-05-31"}) == read("jazz printemps 2025")
    assert ("jazz winter 2025", {}) == read("jazz winter 2025")


def test_places_modes_and_calls_for_papers() -> None:
    assert ("jazz", {"near": "New York"}) == read("jazz near New York")
    assert ("jazz", {"near": "münchen"}) == read("jazz in der Nähe von münchen")
    assert ("jazz", {"near": "Saint-Denis"}) == read("jazz près de Saint-Denis")
    assert ("", {"near": ""}) == read("near me")
    assert ("jazz near Berlin", {}) == read("jazz near Berlin", "near")
    assert ("ai workshop", {"mode": "online"}) == read("online ai workshop")
    assert ("rust", {"cfp": "open"}) == read("rust call for papers")
    assert ("", {"days": "2025-03-01/2025-03-31", "kind": "conference"}) == read("Konferenzen im März")
    assert ("rust conference", {"days": "2025-03-01/2025-03-31"}) == read("rust conference in march")
    everything = read("free online ai workshop near Berlin next week but not yoga")
    assert everything == (
        "ai workshop",
        {
            "days": "2025-01-06/2025-01-12",
            "near": "Berlin",
            "mode": "online",
            "free": "true",
            "without": "yoga",
        },
    )
    assert ("jazz", {"without": "Berlin"}) == read("jazz without Berlin")
    assert ("jazz not tea", {}) == read("jazz not tea")
    assert ("jazz", {"without": "yoga"}) == read("jazz not yoga") == read("jazz kein yoga")
    assert ("jazz", {"without": "open mic"}) == read("jazz except for open mic")


@pytest.mark.parametrize(
    ("q", "price"),
    [
        ("under 50 euro", "50 EUR"),
        ("bis zu 20€", "20 EUR"),
        ("below £15", "15 GBP"),
        ("for less than $30", "30 $"),
        ("moins de EUR 100", "100 EUR"),
    ],
)
def test_the_most_that_one_would_pay_is_told_in_words(q: str, price: str) -> None:
    assert ("jazz", {"price": price}) == read(f"jazz {q}")
    assert read_price("30 $").currencies[:2] == ("USD", "CAD")


@pytest.mark.parametrize(
    ("q", "place", "radius_km"),
    [
        ("within 50 km of Berlin", "Berlin", 50.0),
        ("less than 20 miles from New York", "New York", 32.2),
        ("im Umkreis von 30 Kilometern um münchen", "münchen", 30.0),
        ("à moins de 15km de Saint-Denis", "Saint-Denis", 15.0),
        ("near New York within 10 miles", "New York", 16.1),
        ("30 km um Berlin", "Berlin", 30.0),
    ],
)
def test_how_near_is_told_in_words(q: str, place: str, radius_km: float) -> None:
    rest, told = read_query(f"jazz {q}", WEDNESDAY, KNOWN)
    assert rest == "jazz"
    assert [(it.words, it.value, it.radius_km) for it in told] == [(q, place, radius_km)]


@pytest.mark.parametrize(
    "q", ["10 km run Berlin", "5 km of smiles", "jazz 2500 km from Berlin", "jazz 0 km from Berlin"]
)
def test_distances_of_nowhere_or_without_end_are_words(q: str) -> None:
    assert (q, {}) == read(q)


def test_what_is_not_online_is_met_in_person() -> None:
    assert ("jazz", {"mode": "in_person"}) == read("jazz not online") == read("jazz no online")
    assert ("workshop near", {"mode": "in_person"}) == read("workshop near nicht online", "kind")


@pytest.mark.parametrize(
    ("q", "left"),
    [
        ("When is the next PyCon in Italy?", "pycon in italy"),
        ("wann ist die nächste PyCon DE", "pycon de"),
        ("quand a lieu PyConFR ?", "pyconfr"),
        ("¿Cuándo es la PyCon?", "la pycon"),
        ("where is EuroPython", "europython"),
        ("What the Stack", "what the stack"),
        ("Hay Festival", "hay festival"),
        ("who is?", "who is"),
        ("I'm looking for a board game night", "a board game night"),
        ("please can you recommend jazz", "jazz"),
        ("Wo kann ich Salsa lernen?", "salsa lernen"),
        ("busco un taller de cerámica", "taller de ceramica"),
        ("Looking for Alaska", "looking for alaska"),
        ("show me", "show me"),
    ],
)
def test_a_question_asks_for_what_it_is_about(q: str, left: str) -> None:
    assert left.split() == without_question(q, words(q))


def test_each_can_be_taken_back_alone() -> None:
    _, told = read_query("jazz near Berlin this weekend", WEDNESDAY, KNOWN)
    assert [(it.words, it.without) for it in told] == [
        ("this weekend", "jazz near Berlin"),
        ("near Berlin", "jazz this weekend"),
    ]


PIECES = st.sampled_from(
    [
        "this",
        "next",
        "week-end",
        "in",
        "März",
        "14",
        "31.",
        "2025",
        '"',
        "-",
        "near",
        "Berlin",
        "online",
        "ß",
        "to",
        "1-5",
        "from",
        "bis",
        "or",
        "before",
        "except",
        "under",
        "$5",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join)), st.dates())
def test_nothing_typed_is_lost_or_made_up(q: str, today: date) -> None:
    rest, told = read_query(q, today, KNOWN)
    pieces = q.split()
    for each in told:
        assert each.words in q
        pieces = [it for it in pieces if it not in each.words.split()]
    assert all(piece in rest or piece in " ".join(it.words for it in told) for piece in q.split()) or not rest
    assert set(rest.split()) <= set(q.split())


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["this weekend", "next week", "next month"])
)
def test_spans_lie_where_they_are_said_to(today: date, q: str) -> None:
    [(_, days), *_] = days_told(read_typed(q).folded, today)
    assert days.first <= days.last
    both = Days(days.first, days.last, also=days)
    assert both == read_days(write_days(both))
    if q == "this weekend":
        assert (days.first.weekday(), days.last - days.first) == (5, timedelta(days=1))
        assert days.last >= today
    else:
        assert days.first > today
        assert Days(days.first, days.last) == days
