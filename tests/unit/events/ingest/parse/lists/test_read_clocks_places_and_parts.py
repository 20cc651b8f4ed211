"""Lists kept by hand: clocks behind days, places in lines of their own and in sentences, names cut in two."""

import pytest

from services.events.ingest.model import Reading
from tests.support.reading import read

Told = tuple[str, str, str | None, str | None]


def _told(reading: Reading) -> list[Told]:
    return [
        (
            it.title,
            it.starts.local,
            it.ends.local if it.ends else None,
            (it.place.venue or it.place.address or it.place.city) if it.place else None,
        )
        for it in reading.listings
    ]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("[Saws](https://a.example/) – 16 June 2027, 7pm – Mill", ("Saws", "2027-06-16T19:00", None, "Mill")),
        ("23 June, 18h: Glue", ("Glue", "2027-06-23T18:00", None, None)),
        ("2027年6月9日（水）19:00～21:00 会 3", ("会 3", "2027-06-09T19:00", "2027-06-09T21:00", None)),
        ("9 juni 2027 20.30 uur: Lijm", ("Lijm", "2027-06-09T20:30", None, None)),
        ("03.09.2027 // Planes // Old Mill", ("Planes", "2027-09-03", "2027-09-03", "Old Mill")),
    ],
)  # fmt: skip
def test_a_clock_just_behind_the_day_of_an_item_is_its_own(item: str, told: Told) -> None:
    reading = read(f"# Events 2027\n\n- {item}\n- 1 July 2027: Ours\n")
    assert told in _told(reading)


def test_a_sentence_that_names_a_day_and_a_clock_between_dashes_is_no_event() -> None:
    seen = (
        "the date is only in the title (Name — Fri Aug 21, 7:30 PM — Venue), without a year, a zone or a word"
    )
    assert read(f"# Community meetups\n\n## 2027\n\n- Seen: {seen}\n").listings == ()


def test_the_lines_below_a_name_tell_the_day_with_its_clock_and_then_the_place() -> None:
    reading = read(
        "# Upcoming events\n\n"
        "## Lathes\n\n19 May 2027, 18:00\n\nOld Mill, Mill Road 3, 10115 Berlin\n\nWe turn.\n\n"
        "## Chisels\n\n26 May 2027, 18:00\n\nBring your own.\n"
    )
    assert _told(reading) == [
        ("Lathes", "2027-05-19T18:00", None, "Old Mill"),
        ("Chisels", "2027-05-26T18:00", None, None),
    ]


def test_an_item_that_is_cut_goes_on_in_the_line_below() -> None:
    reading = read(
        "# Events\n\n"
        "- [Chisels and how\n  to keep them](https://a.example/), 2 June 2027, Berlin\n"
        "- 9 June 2027: Of planes and\n  how to set them\n"
        "- 16 June 2027: Saws\n  bring your own\n"
    )
    assert [it[0] for it in _told(reading)] == [
        "Chisels and how to keep them",
        "Of planes and how to set them",
        "Saws",
    ]


def test_meetings_told_by_nothing_but_their_day_are_called_as_the_heading_above() -> None:
    days = "- 19 May 2027, 4-5pm UK time\n- 16 June 2027, 4-5pm UK time\n"
    assert _told(read(f"# Events\n\n## Community calls\n\n{days}")) == [
        ("Community calls", "2027-05-19T16:00", "2027-05-19T17:00", None),
        ("Community calls", "2027-06-16T16:00", "2027-06-16T17:00", None),
    ]
    assert read(f"# Events\n\n## Upcoming calls\n\n{days}").listings == ()


def test_what_is_hidden_in_a_comment_is_not_told() -> None:
    reading = read(
        "# Akce\n\n<!--\n## Pilování (3. 2. - 5. 2. 2027)\n\n- nic\n-->\n\n"
        "## Soustružení (29. 6. - 6. 7. 2027)\n\nText.\n\n## Hoblování (3. 8. - 10. 8. 2027)\n\nText.\n"
    )
    assert _told(reading) == [
        ("Soustružení", "2027-06-29", "2027-07-06", None),
        ("Hoblování", "2027-08-03", "2027-08-10", None),
    ]


def test_a_field_of_another_name_does_not_end_those_of_an_event() -> None:
    reading = read(
        "# Events\n\n### Lathes\n- **Start Date**: 2027-05-19\n- **Dress code**: none\n"
        "- **Address**: Old Mill, Mill Road 3\n"
    )
    assert _told(reading) == [("Lathes", "2027-05-19", "2027-05-19", "Old Mill")]


def test_a_day_with_its_clock_below_a_label_and_activities_by_their_column() -> None:
    talks = read(
        "# WEB講義\n\n### 第1回\n- **日時**: 2027年5月19日（水）20:00～21:00\n\n"
        "### 第2回\n- **日時**: 2027年5月26日（水）20:00～21:00\n"
    )
    assert [it[:3] for it in _told(talks)] == [
        ("第1回", "2027-05-19T20:00", "2027-05-19T21:00"),
        ("第2回", "2027-05-26T20:00", "2027-05-26T21:00"),
    ]
    table = read(
        "# Kalender\n\n| Dag | Datum | Tijd | Activiteit |\n|--|--|--|--|\n"
        "| Di | 18 Mei 2027 | 19:30 tot 21:00 | Draaien |\n"
    )
    assert [it[:3] for it in _told(table)] == [("Draaien", "2027-05-18T19:30", "2027-05-18T21:00")]


def test_the_hour_behind_a_word_for_beginning() -> None:
    reading = read("- Datum: 08. August 2027, Beginn 20.00 Uhr\n  Stadt: Berlin\n  Name: Drehabend\n")
    assert [it[:2] for it in _told(reading)] == [("Drehabend", "2027-08-08T20:00")]
