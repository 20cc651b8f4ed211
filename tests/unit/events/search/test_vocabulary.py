"""What else phrases are called, and what a text tells of its meaning."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.searchable import parted, searchable, title_words
from services.events.ingest.resolve.time_words import WEEKDAYS, day_words, month_words
from services.events.search.days_of_week import first_numbered, only_when
from services.events.search.meaning import event_text, fused, query_text
from services.events.search.named import named
from services.events.search.query import Search
from services.events.search.same_words import SameWords, load_same_words
from services.events.search.vocabulary import Vocabulary
from services.events.search.wording import MOST_ALTERNATIVES, Group
from shared.contracts.events import EventKind
from shared.kernel.countries import country_name
from shared.places.continents import COUNTRIES_OF
from shared.places.gazetteer import Gazetteer
from shared.text.same_words import same_words
from shared.topics import load_topics

CITIES = [
    {"name": "Cologne", "countrycode": "DE", "admin1code": "", "alternatenames": ["Koln", "Colonia"],
     "latitude": 50.9, "longitude": 6.9, "timezone": "Europe/Berlin", "population": 1_000_000},
    {"name": "Los Angeles", "countrycode": "US", "admin1code": "CA", "alternatenames": [],
     "latitude": 34.1, "longitude": -118.2, "timezone": "America/Los_Angeles", "population": 4_000_000},
    {"name": "Tokyo", "countrycode": "JP", "admin1code": "", "alternatenames": ["\u6771\u4eac"],
     "latitude": 35.7, "longitude": 139.7, "timezone": "Asia/Tokyo", "population": 9_000_000},
    {"name": "Nice Village", "countrycode": "FR", "admin1code": "", "alternatenames": ["Data"],
     "latitude": 43.7, "longitude": 7.2, "timezone": "Europe/Paris", "population": 20_000},
]  # fmt: skip
PLACES = Gazetteer(CITIES, [{"name": "Germany", "iso": "DE", "iso3": "DEU"}], {})
SAME = SameWords(
    [
        ("nursing", "Pflege", "enfermería"),
        ("law", "Recht"),
        ("knitting", "stricken"),
        ("Germany", "Deutschland"),
    ]
)
VOCABULARY = Vocabulary(load_topics(), SAME, lambda: PLACES)


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        ("pflege", ("nursing", "enfermeria")),
        ("recht", ("law",)),
        ("k8s", ("kubernetes",)),
        ("koln", ("cologne",)),
        ("\u6771\u4eac", ("tokyo",)),  # in letters that need few
        ("los angeles", ("los angeles",)),  # stays together
        ("nice village", ()),
        ("cologne", ()),
        ("after work", ("evening",)),
        ("data", ()),  # a small place's other name
        ("deutschland", ("germany",)),
        ("marz", ("march",)),
        ("set", ()),  # September in Portuguese, and too many other things
        ("summer", ("june", "july", "august")),
        ("dach", ("austria", "switzerland", "germany")),
        ("zebra", ()),
        ("pflegekurse", ("pflege", "nursing", "enfermeria")),
        ("strickkurs", ("stricken", "knitting")),
        ("zebratreffen", ("zebra",)),
        ("exkurs", ()),
        ("glaciologists", ("glaciology",)),
        ("oceanographer", ("oceanography and marine science", "oceanography")),
        ("physicians", ()),
    ],
)
def test_other_names(phrase: str, others: tuple[str, ...]) -> None:
    assert others == VOCABULARY(phrase)


def test_a_continent_is_called_by_its_countries_in_any_language() -> None:
    vocabulary = Vocabulary(load_topics(), load_same_words(), lambda: PLACES)
    named = {phrase: set(vocabulary(phrase)) for phrase in ("europa", "lateinamerika", "pays baltes")}
    assert {"germany", "united kingdom", "europe"} <= named["europa"]
    assert {"brazil", "mexico"} <= named["lateinamerika"]
    assert {"estonia", "latvia", "lithuania"} <= named["pays baltes"]
    for phrase, codes in COUNTRIES_OF.items():
        assert {searchable(country_name(code) or "") for code in codes} <= set(vocabulary(phrase))
        assert len(vocabulary(phrase)) <= MOST_ALTERNATIVES, phrase


def test_a_label_that_is_a_word_besides_is_no_other_name() -> None:
    golang = VOCABULARY("golang")
    assert ("go" in golang, "gophercon" in golang, "rust" in VOCABULARY("rustlang")) == (False, True, True)


def test_the_meaning_of_a_search_is_english_and_without_times_and_places() -> None:
    groups = [Group(it) for it in ("pflegekurs", "koln", "marz", "2027", "deutschland", "zebbra")]
    wording = (*groups, Group("in", is_optional=True))
    text = query_text(wording, (("zebbra", ("zebra",)),), VOCABULARY.english)
    assert ["nursing", "zebra"] == text.split()


def test_a_sort_of_gathering_is_no_meaning_beside_other_words() -> None:
    def text(*typed: str) -> str:
        return query_text(tuple(map(Group, typed)), (), VOCABULARY.english)

    assert "meetup" == text("meetup")
    assert text("pflege", "meetup") == text("pflege", "workshops") == text("pflege")


def test_what_words_name_is_told_as_they_were_meant() -> None:
    search = Search(datetime(2027, 1, 1, tzinfo=UTC), "java", wording=(Group("java"), Group("talleers")))
    found = named(search._replace(mends=(("talleers", ("talleres", "tales")),)))
    assert (EventKind.WORKSHOP, None) == (found.gathering, named(search).gathering)


@pytest.mark.parametrize(
    ("word", "is_name"),
    [("cologne", True), ("colonia", False), ("germany", True), ("friday", True), ("zebra", False)],
)
def test_names_of_places_and_days_are_known_wherever_events_are(word: str, is_name: bool) -> None:
    assert is_name == VOCABULARY.is_a_name(word)


def test_of_an_event_in_another_language_the_topics_speak() -> None:
    doc = {
        "title": "Pflegetag",
        "summary": "Alles über Pflege",
        "topics": [{"label": "Nursing"}],
        "languages": ["de"],
    }
    assert "Nursing" == event_text(doc)
    assert "Pflegetag. Pflegetag. Nursing. Alles über Pflege" == event_text(
        {**doc, "languages": ["de", "en"]}
    )


def test_a_phrase_is_listed_once_a_line_and_no_line_is_alone() -> None:
    for line in same_words():
        phrases = [searchable(phrase) for phrase in line]
        assert all(phrases), line
        assert len(set(phrases)) > 1, line
    assert "machine learning" == load_same_words().first("apprentissage automatique")


def test_titles_as_words() -> None:
    assert "rustfest c cplusplus day rust fest" == title_words("RustFest: C & C++ Day").replace("  ", " ")


@pytest.mark.parametrize(
    ("first", "last", "starts", "words"),
    [
        (date(2026, 12, 10), date(2026, 12, 10), time(18, 30), "december 2026 thursday thursday2 evening"),
        (
            date(2026, 12, 26),
            date(2026, 12, 26),
            time(4),
            "december 2026 saturday saturday4",
        ),
        (date(2026, 12, 10), date(2026, 12, 11), time(9), "december 2026 thursday friday"),
        (date(2026, 12, 30), date(2027, 1, 6), None, "december 2026 january 2027"),
        (date(2027, 3, 1), date(2029, 1, 1), None, "march 2027 april may"),
        (date.max, date.max, time(12), "december 9999 friday friday5 afternoon"),
    ],
)
def test_when_an_event_is_as_words(first: date, last: date, starts: time | None, words: str) -> None:
    assert words == f"{month_words(first, last)} {day_words(first, last, starts)}".rstrip()


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("tuesdays", "tuesday"),
        ("donnerstags", "thursday"),
        ("every second thursday", "thursday2"),
        ("jeden zweiten donnerstag", "thursday2"),
        ("last friday", "friday5"),
        ("wochenende", "saturday"),
        ("tous les mardis", "tuesday"),
        ("segunda feira", "monday"),
        ("abends", "evening"),
    ],
)
def test_days_of_the_week_are_called_in_many_ways(phrase: str, word: str) -> None:
    assert word in VOCABULARY(phrase)


@pytest.mark.parametrize(
    ("phrases", "first", "is_only"),
    [
        (("second tuesday",), "2026-12-08", True),
        (("last friday", "evening"), "2026-11-27", True),
        (("friday", "abends"), None, True),
        (("monday", "tuesday"), None, False),  # of two days no event may be
        (("morning", "evening"), None, False),
        (("jazz", "friday"), None, False),
    ],
)
def test_what_only_says_when_begins_with_the_first_such_day(
    phrases: tuple[str, ...], first: str | None, *, is_only: bool
) -> None:
    told = first_numbered(phrases, date(2026, 11, 27))
    assert (first, is_only) == (told and told.isoformat(), only_when(phrases))


@pytest.mark.parametrize("phrase", ["segunda", "sun", "friday", "second"])
def test_words_that_are_as_often_something_else_are_no_days(phrase: str) -> None:
    assert not {*WEEKDAYS} & {*VOCABULARY(phrase)}


_RANKED = st.lists(st.sampled_from("abcdef"), unique=True)


@given(_RANKED, _RANKED)
def test_fusing_keeps_everything_once_and_words_tell_more_than_likeness(
    worded: list[str], close: list[str]
) -> None:
    found = fused(worded, close)
    assert sorted({*worded, *close}) == sorted(found)
    alone = [it for it in found if it not in worded]
    assert found[len(found) - len(alone) :] == alone == [it for it in close if it not in worded]


@given(st.text(st.sampled_from("aZ9 .#+\u00e9\u00df\u4e2d\u00a0\n_-")))
def test_what_is_parted_for_an_index_are_the_searchable_words(text: str) -> None:
    assert " ".join(parted(text).split()) == searchable(text)
    assert parted(text).isascii() or parted(text) == searchable(text)
