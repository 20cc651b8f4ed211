"""From a search to SQL, and from a page to the next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.searchable import words
from services.events.search.cursor import next_cursor, resume
from services.events.search.parse import parse_near, parse_overlaps
from services.events.search.query import Near, Search
from services.events.search.sql import search_sql
from services.events.search.text import group_query
from services.events.search.understood.days import FOREVER, Days
from services.events.search.understood.prices import AtMost
from services.events.search.wording import Group, read_wording
from shared.contracts.events import EventKind, EventStatus, Mode
from shared.kernel.errors import AppError
from shared.kernel.geo import Point

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()

searches = st.builds(
    lambda **asked: Search(NOW, **asked),
    q=st.none() | st.text(min_size=1, max_size=30).filter(str.strip),
    wording=st.none() | st.text(max_size=30).map(lambda text: read_wording(text, lambda _: ("other",))),
    topics=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(EventKind), max_size=2).map(tuple),
    modes=st.lists(st.sampled_from(Mode), max_size=2).map(tuple),
    near=st.none() | st.just(Near(Point(52.5, 13.4))),
    country=st.none() | st.just("DE"),
    overlaps=st.none() | st.just((NOW, NOW)),
    days=st.none() | st.sampled_from([Days(TODAY, TODAY), Days(TODAY, FOREVER, Days(TODAY, TODAY))]),
    at_most=st.sampled_from([None, AtMost(), AtMost(50, ("EUR",))]),
    left_out=st.just(()) | st.just((Group("night", ("nuit",)),)),
    left_out_as=st.just("without night"),
    elsewhere=st.just(()) | st.just(((NOW.date(), Days(NOW.date(), NOW.date())),)),
    free=st.none() | st.booleans(),
    statuses=st.lists(st.sampled_from(EventStatus), max_size=2).map(tuple),
    sort=st.sampled_from(["relevance", "starts_at", "distance", "cfp_closes_at"]),
    is_rare=st.booleans(),
    is_confined=st.booleans(),
)


@given(searches, st.none() | searches)
def test_every_value_is_an_argument_and_every_argument_is_used(search: Search, unless: Search | None) -> None:
    sql, args = search_sql(search, "doc", unless=unless)
    assert all(f"${number}" in sql for number in range(1, len(args) + 1))
    assert f"${len(args) + 1}" not in sql
    assert "'; drop" not in sql


@given(searches)
def test_a_cursor_resumes_its_own_search_alone(search: Search) -> None:
    ranked = (search.sort == "relevance" and search.q) or (search.sort == "distance" and search.near)
    key = 0.25 if ranked else NOW
    search = search._replace(is_rare=False, is_confined=False)
    place = search._replace(after=(key, "evt_1"))
    cursor = next_cursor(place)
    assert place == resume(search, cursor)
    with pytest.raises(AppError, match="bad_cursor"):
        resume(search._replace(country="FR"), cursor)


def test_a_cursor_tells_until_when_each_word_was_looked_up_and_of_how_many_words() -> None:
    search = Search(NOW, "siol talk", wording=read_wording("siol talk", none), sort="relevance")
    place = search._replace(
        mends=(("siol", ("soil",)),), shares=(0.6, 0.4), until=(None, NOW + timedelta(days=9)), skip=20
    )
    cursor = next_cursor(place)
    assert place == resume(search, cursor)
    for damage in ({"u": [None]}, {"u": ["soon", None]}, {"p": [1.0]}):
        with pytest.raises(AppError, match="bad_cursor"):
            resume(search, {**cursor, **damage})


def test_what_a_cursor_tells_of_slips_is_words_and_no_operators() -> None:
    search = Search(NOW, "siol talk", wording=read_wording("siol talk", none), sort="relevance")
    forged = {
        **next_cursor(search),
        "k": 0.5,
        "i": "evt_1",
        "m": [["siol", ["!(&", "So|l:* Soil"]], ["talk", ["|"]]],
    }
    assert (("siol", ("so l soil",)),) == resume(search, forged).mends


@pytest.mark.parametrize(
    "cursor",
    [{}, {"k": 1, "i": "x", "n": "yesterday", "s": "x"}, {"k": [], "i": 1, "n": NOW.isoformat(), "s": ""}],
)
def test_a_damaged_cursor_is_refused(cursor: dict[str, object]) -> None:
    with pytest.raises(AppError, match="bad_cursor"):
        resume(Search(now=NOW), cursor)


def none(phrase: str) -> tuple[str, ...]:
    del phrase
    return ()


@pytest.mark.parametrize(
    ("q", "typed"),
    [
        ("Müller", ("muller",)),
        ("open-source  in Köln!", ("open", "source", "in", "koln")),
        ("C++ & C#, .NET", ("cplusplus", "csharp", "dotnet")),
        ("ru\u200bst \u202elive", ("rust", "live")),
        ("🎉 🎉", ()),
        ("' & | ! ( ) <-> :*", ()),
        ('"data mesh" -java', None),
        ("data -mesh", None),
    ],
)
def test_a_query_is_words_unless_it_uses_operators(q: str, typed: tuple[str, ...] | None) -> None:
    wording = read_wording(q, none)
    assert typed == (wording if wording is None else tuple(group.typed for group in wording))


@given(st.text(alphabet="東京会議勉強ガパーデ人工智能", min_size=2, max_size=12), st.data())
def test_any_part_of_a_title_without_spaces_is_found(title: str, data: st.DataObject) -> None:
    begins = data.draw(st.integers(0, len(title) - 2))
    part = title[begins : data.draw(st.integers(begins + 2, len(title)))]
    assert {*words(part)} <= {*words(f"第12回{title}2027")}


@pytest.mark.parametrize(
    ("q", "read"),
    [
        ("salsa or tango Leeds", (Group("salsa", ("tango",)), Group("leeds", is_open=True))),
        ("Leeds salsa oder tango or jazz", (Group("leeds"), Group("salsa", ("tango", "jazz")))),
        ("talks or salsa", (Group("talks", ("salsa",)),)),
        ("conference or talks rust", (Group("conference", ("talks",), is_optional=True),
                                      Group("rust", is_open=True))),
        ("or rust", (Group("or", is_optional=True), Group("rust", is_open=True))),
        ("rust portland OR", (Group("rust"), Group("portland"), Group("or", is_open=True, is_optional=True))),
        ("or", (Group("or", is_open=True),)),
    ],
)  # fmt: skip
def test_an_or_stands_between_the_words_beside_it_alone(q: str, read: tuple[Group, ...]) -> None:
    assert read == read_wording(q, none)


def test_the_last_word_is_also_a_beginning_and_small_words_may_be_missing() -> None:
    assert (
        Group("news"),
        Group("on", is_optional=True),
        Group("dat", is_open=True),
    ) == read_wording("News on dat", none)
    assert (Group("on", is_open=True),) == read_wording("on", none)
    assert (Group("ai", ("ki",)),) == read_wording("AI", lambda phrase: ("ki",) if phrase == "ai" else ())
    assert (Group("data"), Group("wednesday")) == read_wording("data Wednesday", none)  # begins no other word


def test_the_longest_phrase_with_another_name_is_one_group() -> None:
    names = {"machine learning": ("ki",), "learning": ("training",), "wien": ("vienna",)}
    assert (
        Group("machine learning", ("ki",)),
        Group("wien", ("vienna",), is_open=True),
    ) == read_wording("Machine learning Wien", lambda phrase: names.get(phrase, ()))


def test_a_group_is_met_by_its_words_in_any_order_or_by_another_name_in_a_row() -> None:
    group = Group("machine learning", ("apprentissage automatique",))
    stems = "(machine & learning) | (apprentissage <-> automatique)"

    def told(group: Group, *, is_listed: bool = False) -> list[str]:
        args = ["now"]
        assert f"${len(args) + 2}" in group_query(group, args, is_listed=is_listed)
        return args[1:]

    assert [stems, stems] == told(group)
    assert ["(mee)", "mee:*"] == told(Group("mee", is_open=True))
    assert ["(mee)", "(mee)", "mee"] == told(Group("mee", is_open=True), is_listed=True)
    assert ["(m8)", "m8:*"] == told(Group("m8", is_open=True), is_listed=True)
    assert "to_tsquery('english'" not in group_query(Group("organic"), [])  # its stem is that of organs


def test_near_reads_coordinates_before_names() -> None:
    assert Near(Point(52.5, 13.4), 50.0) == parse_near("52.5, 13.4", None, lambda _: None)
    assert Near(Point(1, 2), 5) == parse_near("Berlin", 5, lambda _: Point(1, 2))


def test_overlaps_reads_dates_and_instants() -> None:
    assert (datetime(2027, 5, 1, tzinfo=UTC), datetime(2027, 5, 2, 8, tzinfo=UTC)) == parse_overlaps(
        "2027-05-01/2027-05-02T10:00+02:00"
    )
