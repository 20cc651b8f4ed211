"""What the feed doctor finds."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from services.events.ingest.doctor.advice import advice
from services.events.ingest.doctor.doctor import in_order, of_answer, of_failure, of_reading
from services.events.ingest.fetch.outcome import Fetched, Validators
from services.events.ingest.fetch.verdict import Document
from shared.contracts.sources.doctor import Grade
from shared.http.guarded import Response
from tests.support.reading import NOW, calendar, read

ROOT = Path(__file__).parents[4]
GOOD = (
    "UID:a\nSUMMARY:Rust Day\nDTSTART;TZID=Europe/Berlin:20270519T090000\n"
    "DTEND;TZID=Europe/Berlin:20270519T170000\n"
    "LOCATION:Berlin\\, Germany\nURL:https://example.org/a"
)


def found(*events: str) -> list[tuple[str, str, str | None]]:
    findings = of_reading(read(calendar(*events), "https://example.org/a.ics", with_remarks=True), NOW)
    return [(each.grade.value, each.code, each.where) for each in findings]


def test_a_good_calendar_gives_nothing_to_say() -> None:
    assert [] == found(GOOD)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("SUMMARY:Rust Day", "X-A:b"), ("error", "no_title", "line 3")),
        (
            ("DTSTART;TZID=Europe/Berlin:20270519T090000", "X-A:b"),
            ("error", "no_date", "line 3 (“Rust Day”)"),
        ),
        (("20270519T090000", "soon"), ("error", "bad_date", "line 3 (“Rust Day”)")),
        (("URL:https://example.org/a", "X-A:b"), ("hint", "no_link", "line 3 (“Rust Day”)")),
        (("LOCATION:Berlin\\, Germany", "X-A:b"), ("hint", "no_place", "line 3 (“Rust Day”)")),
        (("DTEND;TZID=Europe/Berlin:20270519T170000", "X-A:b"), ("hint", "no_end", "line 3 (“Rust Day”)")),
        (("T170000", "T070000"), ("warning", "ends_before_start", "line 3 (“Rust Day”)")),
        (("20270519T170000", "20870519T170000"), ("warning", "ends_far_off", "line 3 (“Rust Day”)")),
        (("20270519T170000", "late"), ("warning", "bad_end", "line 3 (“Rust Day”)")),
        (
            ("DTSTART;TZID=Europe/Berlin", "DTSTART;TZID=Mars/Olympus"),
            ("warning", "unknown_zone", "line 3 (“Rust Day”)"),
        ),
        (("https://example.org/a", "javascript:1"), ("warning", "bad_link", "line 3 (“Rust Day”)")),
    ],
)
def test_each_trouble_is_found_where_it_stands(
    change: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    assert [expected] == [each for each in found(GOOD.replace(*change)) if each[1] == expected[1]]


def test_the_first_page_of_a_list_says_that_there_are_more() -> None:
    whole = read(calendar(GOOD), "https://example.org/a.ics")
    more = of_reading(replace(whole, next_page="https://example.org/a.ics?page=2"), NOW)

    assert [] == [it for it in of_reading(whole, NOW) if it.code == "first_of_pages"]
    assert [("hint", "Nothing to do: once it is watched, up to 20 pages are read as one list.")] == [
        (it.grade.value, it.fix) for it in more if it.code == "first_of_pages"
    ]


def test_the_worst_comes_first_and_the_many_are_summed_up() -> None:
    bad = [GOOD.replace("UID:a", f"UID:{n}").replace("SUMMARY:Rust Day", "X-A:b") for n in range(14)]
    findings = found(GOOD.replace("URL:https://example.org/a", "X-A:b"), *bad)

    assert [*["error"] * 11, "hint"] == [grade for grade, _, _ in findings]
    assert "and 4 more" == findings[10][2]


def test_what_holds_for_every_event_is_said_once() -> None:
    bare = GOOD.replace("URL:https://example.org/a", "X-A:b")
    assert [("hint", "no_link", None)] == found(bare, bare.replace("UID:a", "UID:b").replace("19T", "20T"))


def test_dates_that_are_read_from_words_or_completed_are_pointed_out() -> None:
    lines = "- 19 May 2027: [A](https://a.org) - Berlin\n## 2027\n- 20 May: [B](https://b.org) - Berlin\n"
    reading = read(lines, "https://example.org/README.md", with_remarks=True)
    told = [(each.grade.value, each.code) for each in of_reading(reading, NOW)]
    assert [("warning", "dates_completed"), ("hint", "dates_in_words")] == told


def test_past_and_empty_calendars() -> None:
    assert ("warning", "all_past", None) in found(GOOD.replace("2027", "2020"))
    assert [("warning", "no_events", None)] == found()


def test_how_it_is_served() -> None:
    body = b"BEGIN:VCALENDAR"
    url = "http://example.org/a.ics"
    answer = Response(200, {"set-cookie": "a=b"}, body, url, "https://new.example/a.ics")
    document = Document(body, b"", Fetched(Validators(), "text/plain; charset=utf-8"))
    good = Document(body, b"", Fetched(Validators('"a"'), "text/calendar"))

    assert ["moved", "media_type", "no_validators", "not_encrypted", "cookie"] == [
        each.code for each in of_answer(answer, document, url)
    ]
    assert [] == of_answer(Response(200, {}, body, url, None), good, "https://example.org/a.ics")


@pytest.mark.parametrize(
    "reason", ["dns", "http_404", "http_410", "http_503", "http_418", "robots_disallowed"]
)
def test_a_fetch_that_failed_is_explained(reason: str) -> None:
    [finding] = in_order(of_failure(reason))
    assert (Grade.ERROR, reason) == (finding.grade, finding.code)
    assert finding.message.endswith(".")
    assert finding.fix.endswith(".")


def test_every_reason_that_reading_gives_has_its_own_advice() -> None:
    """A reason without an entry still gets a sentence; these must have one of their own."""
    texts = [
        file.read_text()
        for folder in ("parse", "normalise")
        for file in (ROOT / "services" / "events" / "ingest" / folder).rglob("*.py")
    ]
    given = {
        word
        for text in texts
        for pattern in (r'(?:Rejected|RefusedError)\(\s*"([a-z_]+)"', r'refused\([^()]*"([a-z_]+)"\)')
        for word in re.findall(pattern, text)
    }
    assert {"no_title", "no_event_markup", "date_not_understood"} <= given
    assert set() == {reason for reason in given if advice(reason) == advice("else")}
    assert (Grade.WARNING, "A record could not be used.") == advice("something_new")[:2]
    assert [
        (Grade.WARNING, "It has more values than we read."),
        (Grade.WARNING, "A line cannot be read, nor what follows it."),
    ] == [advice(f"cut_off_{why}")[:2] for why in ("too_many_nodes", "malformed")]


@pytest.mark.parametrize(
    ("form", "fix"),
    [("icalendar", "Add DTEND."), ("json_ld", "Add endDate."), ("csv", "Add a field such as end."),
     (None, "Add a field such as end.")],
)  # fmt: skip
def test_advice_is_in_the_words_of_the_format(form: str | None, fix: str) -> None:
    assert fix == advice("no_end", form)[2]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "<rss><channel>\n<item><title>1 June 2027 & more</title></item>\n</channel></rss>",
            ("malformed_feed", "line 2"),
        ),
        ('{"a": 1,\n"b": [}', ("malformed_json", "line 2")),
        ("<rss><channel>\n<item><title>Meet on 1 June 2027</title></item>\n</channel></rss>", None),
    ],
)
def test_the_line_where_a_document_breaks(body: str, told: tuple[str, str] | None) -> None:
    findings = of_reading(read(body, with_remarks=True), NOW)
    broken = [(each.code, each.where) for each in findings if each.code.startswith("malformed")]
    assert ([told] if told else []) == broken


def test_polling_has_no_remarks_made() -> None:
    bare = calendar(GOOD.replace("URL:https://example.org/a", "X-A:b"))
    assert [(), 1] == [read(bare).remarks, len(read(bare, with_remarks=True).remarks)]


def test_a_day_needs_no_end() -> None:
    day = GOOD.replace("DTSTART;TZID=Europe/Berlin:20270519T090000", "DTSTART:20270519")
    assert [] == found(day.replace("DTEND;TZID=Europe/Berlin:20270519T170000\n", ""))


def test_lines_are_counted_as_an_editor_does() -> None:
    folded = GOOD.replace("Rust Day", "Rust\n  Day\n\tfor\n  all").replace(
        "URL:https://example.org/a", "X-A:b"
    )
    untitled = GOOD.replace("SUMMARY:Rust Day\n", "").replace("UID:a", "UID:b")

    assert [("error", "no_title", "line 14"), ("hint", "no_link", "line 3 (“Rust Dayfor all”)")] == found(
        folded, untitled
    )
