"""iCalendar as real producers write it: zones by any name, bytes of any charset, values off the standard."""

import pytest

from services.events.ingest.model import Listing, Reading
from tests.support.reading import calendar, read

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}BEGIN:VEVENT\r\nUID:1\r\n{event}\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def _read(event: str, head: str = "", **known: str) -> Reading:
    lines = event if "SUMMARY" in event else f"SUMMARY:T\n{event}"
    return read(EVENT.format(head=head, event=lines.replace("\n", "\r\n")), **known)


def _one(event: str, head: str = "") -> Listing:
    (listing,) = _read(event, head).listings
    return listing


CUSTOM = (
    "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
    "DTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
    "END:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)


@pytest.mark.parametrize(
    ("tzid", "zone", "utc"),
    [
        ("Pacific Standard Time", "America/Los_Angeles", "2027-05-20T02:00:00Z"),
        ('"(GMT-05.00) Eastern Time (US & Canada)"', "America/New_York", "2027-05-19T23:00:00Z"),
        ("(UTC+01:00) Amsterdam\\, Berlin\\, Bern\\, Rome", "Europe/Amsterdam", "2027-05-19T17:00:00Z"),
        ("Eastern", "America/New_York", "2027-05-19T23:00:00Z"),
        ("US-Eastern", "America/New_York", "2027-05-19T23:00:00Z"),
        ("europe/berlin", "Europe/Berlin", "2027-05-19T17:00:00Z"),
        ("America/New York", "America/New_York", "2027-05-19T23:00:00Z"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin", "2027-05-19T17:00:00Z"),
        ("tzone://Microsoft/Utc", "UTC", "2027-05-19T19:00:00Z"),
        ("GMT+0200", "Etc/GMT-2", "2027-05-19T17:00:00Z"),
        ("UTC+05:30", "Asia/Kolkata", "2027-05-19T13:30:00Z"),
        ("Europe/Kiev", "Europe/Kyiv", "2027-05-19T16:00:00Z"),
        ("CEST", "Europe/Berlin", "2027-05-19T17:00:00Z"),
        ("Mars/Olympus", None, None),
    ],
)
def test_a_zone_is_known_by_any_of_its_names(tzid: str, zone: str | None, utc: str | None) -> None:
    moment = _one(f"DTSTART;TZID={tzid}:20270519T190000").starts.to_moment()
    assert ("2027-05-19T19:00", zone, utc) == (moment.local, moment.timezone, moment.utc)


def test_a_zone_of_no_telling_name_is_known_by_its_behaviour() -> None:
    listing = _one("DTSTART;TZID=Customized Time Zone:20270519T190000", CUSTOM)
    assert ("Europe/Berlin", "2027-05-19T17:00:00Z") == (
        listing.starts.timezone,
        listing.starts.to_moment().utc,
    )


@pytest.mark.parametrize(
    ("event", "starts", "ends"),
    [
        (
            "DTSTART:2027-05-19T19:00:00+02:00\nDTEND:2027-05-19T21:00:00+02:00",
            "2027-05-19T19:00",
            "2027-05-19T21:00",
        ),
        ("DTSTART:20270519T190000-0500", "2027-05-19T19:00", None),
        ("DTSTART:20270519T240000", "2027-05-20T00:00", None),
        ("DTSTART;VALUE=DATE: 20270519", "2027-05-19", None),
        ("DTSTART;VALUE=DATE-TIME:20270519\nDTEND;VALUE=DATE-TIME:20270521", "2027-05-19", "2027-05-20"),
        (
            "DTSTART:20270519T000000\nDTEND:20270521T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "2027-05-19",
            "2027-05-20",
        ),
        ("DTSTART;TZID=Europe/Berlin:20270519T000000\nX-FUNAMBOL-ALLDAY:1", "2027-05-19", None),
        ("DTSTART;VALUE=DATE:20270519\nDURATION:P2D", "2027-05-19", "2027-05-20"),
        ("DTSTART:20270519T190000Z\nDTEND:20270518T190000Z", "2027-05-19T19:00", None),
    ],
)
def test_values_off_the_standard_say_what_they_mean(event: str, starts: str, ends: str | None) -> None:
    listing = _one(event)
    assert (starts, ends) == (listing.starts.local, listing.ends.local if listing.ends else None)


@pytest.mark.parametrize(
    ("title", "charset"),
    [
        ("Café Zürich – “live”", "cp1252"),
        ("Spotkanie Łódź, święto wolności Gdańsk", "iso8859_2"),
        ("Příští setkání v Brně, žluťoučký kůň", "cp1250"),
        ("Встреча разработчиков в Москве", "cp1251"),
        ("Встреча разработчиков в Москве", "koi8_r"),
        ("Συνάντηση προγραμματιστών στην Αθήνα", "cp1253"),
        ("Café Łódź", "utf-16"),
        ("Café Łódź", "utf-16-le"),
    ],
)
def test_the_charset_is_found_by_evidence(title: str, charset: str) -> None:
    body = EVENT.format(head="", event=f"SUMMARY:{title}\r\nDTSTART:20270519T190000Z")
    assert [title] == [listing.title for listing in read(body.encode(charset)).listings]


def test_a_declared_charset_is_believed_where_it_fits() -> None:
    body = EVENT.format(head="", event="SUMMARY:İstanbul günleri\r\nDTSTART:20270519T190000Z").encode(
        "cp1254"
    )
    assert ["İstanbul günleri"] == [
        listing.title for listing in read(body, media_type="text/calendar; charset=windows-1254").listings
    ]


def test_a_fold_may_cut_a_character_and_a_line_may_be_of_another_charset() -> None:
    body = EVENT.format(
        head="", event="SUMMARY:Z\xc3\r\n \xbcrich\r\nLOCATION:Caf\xe9\r\nDTSTART:20270519T190000Z"
    )
    (listing,) = read(body.encode("latin-1")).listings
    assert ("Zürich", "Café") == (listing.title, listing.place and listing.place.venue)


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\r\n", "\r\n\r\n"])
def test_lines_may_end_in_any_way(ends: str) -> None:
    body = EVENT.format(head="", event="SUMMARY:T\r\nDTSTART:20270519T190000Z").replace("\r\n", ends)
    assert ["T"] == [listing.title for listing in read(body).listings]


def test_quoted_printable_of_the_older_version_is_undone() -> None:
    listing = _one(
        "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9 =\n night\nDTSTART:20270519T190000Z"
    )
    assert listing.title == "Café night"


def test_a_calendar_below_a_complaint_or_without_its_frame_is_read() -> None:
    whole = EVENT.format(head="", event="SUMMARY:T\r\nDTSTART:20270519T190000Z")
    bare = whole[whole.index("BEGIN:VEVENT") : whole.index("END:VCALENDAR")]
    readings = [read(body) for body in ("Warning: foo in bar.php on line 3\n" + whole, bare)]
    assert [("icalendar", 1, ())] * 2 == [(it.format, len(it.listings), it.rejected) for it in readings]


def test_a_page_that_shows_a_calendar_in_a_script_is_still_a_page() -> None:
    page = "<!doctype html><html><script>x=`\nBEGIN:VCALENDAR\n`</script></html>"
    assert read(page, url="https://example.org/a.ics").outcome == "not_what_it_claims"


def test_properties_of_later_standards_are_used() -> None:
    listing = _one(
        "DTSTART:20270519T190000Z\nCONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.org/1\n"
        "IMAGE;VALUE=URI;DISPLAY=BADGE:https://example.org/i.png\nX-COST:12 EUR\n"
        "BEGIN:VLOCATION\nUID:l\nNAME:The Hall\nGEO:52.5;13.4\nEND:VLOCATION"
    )
    assert ("https://meet.example.org/1", "https://example.org/i.png", "hybrid") == (
        listing.url,
        listing.image_url,
        listing.mode and listing.mode.value,
    )
    assert listing.place is not None
    assert ("The Hall", 52.5, 13.4) == (listing.place.venue, listing.place.lat, listing.place.lon)
    assert listing.price is not None
    assert (12.0, "EUR") == (listing.price.min, listing.price.currency)


def test_an_added_date_that_is_a_period_ends_when_it_says() -> None:
    reading = read(
        calendar(
            "UID:p\nSUMMARY:Review\nDTSTART;TZID=Europe/Berlin:20270519T100000\n"
            "DTEND;TZID=Europe/Berlin:20270519T110000\n"
            "RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20270520T093000/20270520T113000,20270521T093000/PT3H\n"
            "RDATE;VALUE=PERIOD:20270522T080000Z/20270522T083000Z\nRDATE;TZID=Europe/Berlin:20270523T100000"
        ),
        "https://example.org/c.ics",
    )
    assert [
        ("2027-05-19T10:00", "2027-05-19T11:00"),
        ("2027-05-20T09:30", "2027-05-20T11:30"),
        ("2027-05-21T09:30", "2027-05-21T12:30"),
        ("2027-05-22T10:00", "2027-05-22T10:30"),
        ("2027-05-23T10:00", "2027-05-23T11:00"),
    ] == [(it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]


def test_a_whole_day_of_a_calendar_in_utc_is_one_of_its_place() -> None:
    event = "UID:d\nSUMMARY:D\nDTSTART;VALUE=DATE:20270519\nLOCATION:"
    head = "X-WR-TIMEZONE:UTC\n"
    placed, nowhere = (
        read(calendar(event + place, head=head), "https://example.org/c.ics").listings[0].starts.timezone
        for place in ("Berlin\\, Germany", "Our hall")
    )
    assert ("Europe/Berlin", None) == (placed, nowhere)


@pytest.mark.parametrize("tzid", [" 1", "1 "])
def test_spaces_about_the_name_of_a_zone_are_no_part_of_it(tzid: str) -> None:
    zone = CUSTOM.replace("TZID:Customized Time Zone", f"TZID:{tzid}")
    listing = _one(f"DTSTART;TZID={tzid}:20270519T190000", head=zone)
    assert "2027-05-19T17:00:00Z" == listing.starts.to_doc()["utc"]


def test_quotes_that_close_behind_the_moment_and_a_clock_left_empty() -> None:
    assert (
        "2027-05-19T17:00:00Z" == _one('DTSTART;TZID="Europe/Berlin:20270519T190000"').starts.to_doc()["utc"]
    )
    assert "2027-05-19" == _one("DTSTART;TZID=Europe/Berlin:20270519T::").starts.local
