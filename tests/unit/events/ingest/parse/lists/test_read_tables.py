"""Tables and lists of events: CSV, YAML and Markdown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.events.ingest.fact import Fact
from services.events.ingest.model import Listing, Outcome, Place, Reading, Rejected
from services.events.ingest.when import When
from shared.contracts.events import EventKind, EventStatus, Mode
from tests.support.reading import read

CSV = "https://example.org/conferences/2027.csv"
YAML = "https://example.org/conferences.yml"
MARKDOWN = "https://example.org/agenda/2027.md"


def _days(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [
        (each.title, each.starts.local, each.ends.local if each.ends else None) for each in reading.listings
    ]


def test_a_row_of_python_organizers_becomes_a_listing() -> None:
    reading = read(
        "Subject,Start Date,End Date,Location,Country,Venue,Tutorial Deadline,Talk Deadline,Website URL,"
        "Proposal URL\n"
        'PyConWeb,2027-01-24,2027-01-25,"Berlin, Germany",DEU,CIC Berlin,,2026-12-01,https://py.example,'
        "https://py.example/cfp\n",
        CSV,
    )
    (listing,) = reading.listings
    expected = Listing(
        uid=listing.uid,
        recurrence_id="",
        title="PyConWeb",
        starts=When("2027-01-24", "Europe/Berlin"),
        kind=EventKind.CONFERENCE,
        ends=When("2027-01-25", "Europe/Berlin"),
        mode=Mode.IN_PERSON,
        place=Place(
            venue="CIC Berlin", city="Berlin", country="DE", lat=listing.place.lat, lon=listing.place.lon
        )
        if listing.place
        else None,
        url="https://py.example/",
        cfp_url="https://py.example/cfp",
        cfp_closes=When("2026-12-01", "Europe/Berlin"),
        facts=(Fact("kind", "conference", 'category: "conference"'),),
        content_hash=listing.content_hash,
    )
    assert expected == listing
    assert ("csv", Outcome.OK, ()) == (reading.format, reading.outcome, reading.rejected)


def test_a_slip_of_one_cell_does_not_hide_the_order_that_the_others_prove() -> None:
    reading = read("Title,Start,End\nA,22/1/27,28/1/27\nB,01/02/27,01/02/27\nC,30/3/27,30/13/27\n", CSV)
    assert [("A", "2027-01-22", "2027-01-28"), ("B", "2027-02-01", "2027-02-01")] == _days(reading)[:2]


def test_a_table_of_any_language_and_delimiter_is_read_by_its_header() -> None:
    rows = (
        "Titel;Datum;Beginn;Ort\nTreffen;3. bis 5. März 2027;;Munich\nFest;13.05.2027;;Berlin\nOffen;TBD;;\n"
    )
    reading = read(rows.encode("cp1252"))
    assert [("Treffen", "2027-03-03", "2027-03-05"), ("Fest", "2027-05-13", "2027-05-13")] == _days(reading)
    assert [Rejected("date_to_be_announced", "row 4", "Offen")] == list(reading.rejected)


def test_times_of_their_own_columns_are_set_to_their_days() -> None:
    rows = "Subject,Start Date,Start Time,End Date,End Time\nMeet,2027-05-30,7:30 PM,2027-05-30,21:00\n"
    assert [("Meet", "2027-05-30T19:30", "2027-05-30T21:00")] == _days(read(rows))


def test_a_table_shows_by_one_date_how_all_are_written() -> None:
    rows = "Event Name,Start Date\nA,02/04/2027\nB,05/30/2027 7:30 PM\n"
    assert [("A", "2027-02-04", "2027-02-04"), ("B", "2027-05-30T19:30", None)] == _days(read(rows))
    reading = read("Event Name,Start Date\nA,02/04/2027\n")
    assert [Rejected("ambiguous_date", "row 2", "A")] == list(reading.rejected)


def test_rows_with_faults_keep_what_can_be_read() -> None:
    rows = "name,start,end\nBack,2027-05-30,2027-05-01\nShort,2027-06-01\n,2027-06-01,\nOdd,2027-13-45,\n"
    reading = read(rows)
    assert [("Back", "2027-05-30", None), ("Short", "2027-06-01", "2027-06-01")] == _days(reading)
    assert [("no_title", "row 4"), ("no_such_day", "row 5")] == [
        (each.reason, each.where) for each in sorted(reading.rejected, key=lambda each: each.where)
    ]


def test_records_of_yaml_say_what_they_know_and_no_more() -> None:
    reading = read(
        "---\n# a list\n- name: MagicConf\n  location: 🇩🇪 Berlin, Germany\n  start_date: 2027-02-04\n"
        "  end_date: 2027-02-05\n  cfp:\n    link: https://m.example/cfp\n    deadline: 2026-12-01\n"
        "- name: Someday\n  start_date: 2027-12-31\n  end_date: 2027-12-31\n  date_precision: year\n"
        "- name: Off\n  start: 2027-03-01\n  cancelled: true\n"
        "- name: Broken\n  start: 2027-02-30\n"
        "- just words\n",
        YAML,
    )
    assert [("MagicConf", "2027-02-04", "2027-02-05"), ("Off", "2027-03-01", "2027-03-01")] == _days(reading)
    magic, off = reading.listings
    assert magic.place is not None
    assert ("Berlin", "DE", "https://m.example/cfp") == (magic.place.city, magic.place.country, magic.cfp_url)
    assert EventStatus.CANCELLED is off.status
    assert [
        ("only_year_known", "[1]", "Someday"),
        ("no_such_day", "[3]", "Broken"),
        ("malformed_item", "[4]", None),
    ] == [(each.reason, each.where, each.title) for each in reading.rejected]


def test_mistyped_fields_are_mended_by_the_words_beside_them() -> None:
    reading = read(
        "- title: LEARN\n  year: 2027\n  id: learn27\n  deadline: '2027-05-22 23:59:59'\n  timezone: UTC-12\n"
        "  start: 2027-12-09\n  end: 2026-12-15\n  data: December 9 - December 15, 2027\n"
        "  sub: ['ML', 'KR']\n",
        YAML,
    )
    assert [("LEARN 2027", "2027-12-09", "2027-12-15")] == _days(reading)
    (listing,) = reading.listings
    assert ("learn27", None) == (listing.uid, listing.starts.timezone)
    assert "2027-05-23T11:59:59Z" == (listing.cfp_closes.to_moment().utc if listing.cfp_closes else None)


@pytest.mark.parametrize(
    ("fields", "closes"),
    [
        ("deadline: 2027-01-01 23:59\n  timezone: UTC-12", "2027-01-02T11:59:00Z"),
        ("deadline: '2027-01-01 23:59:59'\n  timezone: UTC", "2027-01-01T23:59:59Z"),
        ("deadline: '2027-01-01 23:59'\n  timezone: America/Los_Angeles", "2027-01-02T07:59:00Z"),
        (
            "abstract_deadline: '2026-12-24 23:59'\n  deadline: '2027-01-01 23:59'\n  timezone: AoE",
            "2027-01-02T11:59:00Z",
        ),
        ("abstract_deadline: '2026-12-24 23:59'\n  timezone: GMT+8", "2026-12-24T15:59:00Z"),
    ],
)
def test_papers_are_due_by_the_clock_of_their_deadline(fields: str, closes: str) -> None:
    (it,) = read(f"- title: LEARN\n  start: 2027-05-19\n  place: Rome, Italy\n  {fields}\n", YAML).listings
    assert (None, closes) == (
        it.starts.timezone,
        it.cfp_closes.to_moment().utc if it.cfp_closes else None,
    )


def test_editions_inherit_from_their_series_and_take_the_year_beside_the_words() -> None:
    reading = read(
        "- title: AAAI\n  description: A Conference\n  confs:\n"
        "    - year: 2027\n      id: aaai27\n      date: November 30 - December 3\n"
        "      place: Berlin, Germany\n"
        "      timeline:\n        - deadline: '2027-07-21 23:59:59'\n      timezone: UTC-12\n"
        "    - year: 2028\n      date: TBD\n"
    )
    assert [("AAAI 2027", "2027-11-30", "2027-12-03")] == _days(reading)
    assert ["A Conference"] == [each.summary for each in reading.listings]
    assert [Rejected("date_to_be_announced", "[0].confs[1]", "AAAI 2028")] == list(reading.rejected)


def test_yaml_obeys_no_tag_and_multiplies_no_alias() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]\n" for n in range(40)
    )
    assert Outcome.UNSUPPORTED_FORMAT is read(bomb).outcome
    tagged = (
        "- name: !!python/object/apply:os.system [id]\n  start: 2027-01-01\n"
        "- {name: Fine, start: 2027-01-01}\n"
    )
    assert ["id", "Fine"] == [each.title for each in read(tagged).listings]
    merged = "- &base {name: One, start: 2027-01-01, url: https://o.example}\n- {<<: *base, name: Two}\n"
    assert [("One", "https://o.example/"), ("Two", "https://o.example/")] == [
        (each.title, each.url) for each in read(merged).listings
    ]
    deep = read("- name: A\n  start: 2027-01-01\n  x: " + "[" * 500)
    assert (["A"], ["cut_off_nested_too_deep"]) == (
        [each.title for each in deep.listings],
        [each.reason for each in deep.rejected],
    )


BADGE = (
    '<a href="https://c.example"><img alt="CFP web3"'
    ' src="https://i.example?label=CFP&message=until%2002-November-2026&color=red"></a>'
)
AGENDA = """# Agenda

* [About](#about)

## 2027

### January

* 1-31/03: [90Days](https://n.example) - Online
* [Canceled] 8-12: [Devoxx](https://d.example/) - Munich (Germany)
* (Postponed) 9: [Later](https://l.example) - Berlin (Germany) & Online
* End of month [GopherCon](https://g.example/) - Berlin (Germany)
* 28-6: [web3](https://w.example) - Austin, TX (USA) BADGE
* Thanks to everybody

### November

* 27-01/12: [Long](https://o.example) - Online
* <details><summary>31: <a href="https://x.example">No day</a> - Online</summary>
* 30-02/01: [Turn](https://t.example) - Online
"""


def test_bullets_under_months_are_events() -> None:
    reading = read(AGENDA.replace("BADGE", BADGE), MARKDOWN)
    assert [
        ("90Days", "2027-01-01", "2027-03-31"),
        ("Devoxx", "2027-01-08", "2027-01-12"),
        ("Later", "2027-01-09", "2027-01-09"),
        ("web3", "2027-01-28", "2027-02-06"),
        ("Long", "2027-11-27", "2027-12-01"),
        ("Turn", "2027-11-30", "2028-01-02"),
    ] == _days(reading)
    assert [("no_date", "line 12", "GopherCon"), ("no_such_day", "line 19", "No day")] == [
        (each.reason, each.where, each.title) for each in reading.rejected
    ]
    _, devoxx, later, web3, *_rest = reading.listings
    assert (EventStatus.CANCELLED, EventStatus.POSTPONED, Mode.HYBRID) == (
        devoxx.status,
        later.status,
        later.mode,
    )
    assert ("https://c.example/", "2026-11-02") == (
        web3.cfp_url,
        web3.cfp_closes.local if web3.cfp_closes else None,
    )


def test_bullets_with_a_whole_date_need_no_headings() -> None:
    text = (
        "[![badge](https://b.example/x.svg)](https://b.example)\n\n"
        "- 19 May 2027: [Alpha](https://a.example) - Berlin\n"
        "- [Beta](https://b.example), May 20-21, 2027\n- more soon\n"
    )
    assert [("Alpha", "2027-05-19", "2027-05-19"), ("Beta", "2027-05-20", "2027-05-21")] == _days(read(text))


def test_a_date_may_stand_anywhere_in_a_bullet() -> None:
    text = "## 2027\n- [Gamma](https://g.example) | Berlin | 3-5 May\n- **May 9, 2027** - [Delta](https://d.example)\n"
    reading = read(text)
    assert [("Gamma", "2027-05-03", "2027-05-05"), ("Delta", "2027-05-09", "2027-05-09")] == _days(reading)
    assert ["Berlin", None] == [each.place.city if each.place else None for each in reading.listings]


def test_a_list_that_begins_with_a_piece_of_a_page_is_still_a_list() -> None:
    text = "<h1 align='center'>Agenda</h1>\n\n- 19 May 2027: [Alpha](https://a.example) - Berlin\n"
    assert [("Alpha", "2027-05-19", "2027-05-19")] == _days(read(text))


def test_a_table_under_a_year_is_read_by_its_columns() -> None:
    text = (
        "## 2027\n\n| Conference | When | Where |\n|---|:-:|---|\n"
        "| [Alpha \\| Beta](https://a.example) | May 19 - 21 | Berlin, Germany |\n"
        "| Delta | 2027-03-01 - 2027-03-03 | |\n| Gamma | TBD | |\n"
    )
    reading = read(text, MARKDOWN)
    assert [("Alpha | Beta", "2027-05-19", "2027-05-21"), ("Delta", "2027-03-01", "2027-03-03")] == _days(
        reading
    )
    assert [Rejected("date_to_be_announced", "line 7", "Gamma")] == list(reading.rejected)
    bare = read(text.partition("\n\n")[2], MARKDOWN)
    assert ("markdown", _days(reading)) == (bare.format, _days(bare))


@pytest.mark.parametrize(
    "text", ["Just some words.", "# Read me\n\n* a\n* b\n", "key: value\n", "a,b\n1,2\n", "{not: json"]
)
def test_other_texts_are_of_no_format(text: str) -> None:
    assert read(text).outcome in {Outcome.UNSUPPORTED_FORMAT, Outcome.UNREADABLE}


STARTS = [
    "<schedule><conference><title>x</title></conference><day date='2027-01-01'>", "name,start\n",
    "- name: x\n  start: ", "## 2027\n### May\n* ",
    "| name | date |\n|--|--|\n|", '{"schedule": {"conference": ',
]  # fmt: skip


@given(
    st.sampled_from(STARTS),
    st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")),
)
@settings(deadline=None)
def test_no_text_makes_reading_raise(start: str, rest: str) -> None:
    reading = read((start + rest).encode("utf-8", "surrogatepass"))
    assert not any(each.reason.startswith("reader_failed") for each in reading.rejected)
    assert bool(reading.listings or reading.rejected) or reading.outcome is Outcome.EMPTY


def test_a_title_that_is_quoted_twice() -> None:
    reading = read('Date,meetupTitle\n09/23/2027,"""Planning"""\n09/13/2027,"On ""us"""\n')
    assert [it.title for it in reading.listings] == ["Planning", 'On "us"']
