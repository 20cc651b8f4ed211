"""RSS of many producers: event fields of any namespace, and dates completed by what stands beside them."""

import pytest

from services.events.ingest.model import Listing, Place
from tests.support.reading import read

NAMES = (
    'xmlns:mec="http://webnus.net/rss/mec/" xmlns:calendarEvent="https://example.org/Calendar.aspx"'
    ' xmlns:xCal="urn:ietf:params:xml:ns:xcal" xmlns:x-trumba="http://schemas.trumba.com/rss/x-trumba"'
    ' xmlns:gd="http://schemas.google.com/g/2005" xmlns:ev="http://purl.org/rss/1.0/modules/event/"'
    ' xmlns:bc="http://bibliocommons.com/rss/1.0/modules/event/" xmlns:libcal="https://libcal.com/rss_xmlns.php"'
    ' xmlns:s="https://example.org/s" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
LISTED = "Sat, 22 Aug 2026 02:18:51 +0000"


def _item(fields: str, title: str = "T") -> list[Listing]:
    item = f"<title>{title}</title><guid>1</guid><pubDate>{LISTED}</pubDate>{fields}"
    body = f'<rss version="2.0" {NAMES}><channel><title>C</title><item>{item}</item></channel></rss>'
    return list(read(body).listings)


@pytest.mark.parametrize(
    ("fields", "starts", "ends"),
    [
        (
            (
                "<mec:startDate>2027-08-01</mec:startDate><mec:startHour>7:30 pm</mec:startHour>"
                "<mec:endDate>2027-08-01</mec:endDate><mec:endHour>9:30 pm</mec:endHour>"
            ),
            "2027-08-01T19:30",
            "2027-08-01T21:30",
        ),
        (
            (
                "<calendarEvent:EventDates> October 3, 2027 </calendarEvent:EventDates>"
                "<calendarEvent:EventTimes>07:30 PM - 09:30 PM</calendarEvent:EventTimes>"
            ),
            "2027-10-03T19:30",
            "2027-10-03T21:30",
        ),
        (
            "<calendarEvent:EventDates>October 3, 2027 - October 4, 2027</calendarEvent:EventDates>",
            "2027-10-03",
            "2027-10-04",
        ),
        (
            (
                "<calendarEvent:EventDates>Sat, 07 Aug 2027 00:00:00 GMT</calendarEvent:EventDates>"
                "<calendarEvent:EventTimes>6:00 PM - 8:30 PM</calendarEvent:EventTimes>"
            ),
            "2027-08-07T18:00",
            "2027-08-07T20:30",
        ),
        (
            "<libcal:date>2027-07-14</libcal:date><libcal:start>10:15:00</libcal:start><libcal:end>11:00:00</libcal:end>",
            "2027-07-14T10:15",
            "2027-07-14T11:00",
        ),
        (
            '<gd:when startTime="2027-09-20T21:00:00Z" endTime="2027-09-20T22:00:00Z"/>',
            "2027-09-20T21:00",
            "2027-09-20T22:00",
        ),
        ("<ev:startdate>Sat, 22 May 2027 18:00:00 +0200</ev:startdate>", "2027-05-22T18:00", None),
        (
            (
                "<s:enddate>2028-05-19</s:enddate><ev:startdate>2027-05-19</ev:startdate>"
                "<ev:enddate>2027-05-20</ev:enddate>"
            ),
            "2027-05-19",
            "2027-05-20",
        ),
        ("<startDate>2027-05-19</startDate><endDate>2027-05-20</endDate>", "2027-05-19", "2027-05-20"),
        (
            "<category>2027/08/21 (Sat)</category><description>Memorial Hall</description>",
            "2027-08-21",
            "2027-08-21",
        ),
    ],
)
def test_event_fields_are_read_whatever_their_namespace(fields: str, starts: str, ends: str | None) -> None:
    assert [(starts, ends)] == [(it.starts.local, it.ends.local if it.ends else None) for it in _item(fields)]


def test_the_clock_of_the_place_beside_an_instant_gives_its_offset() -> None:
    (listing,) = _item(
        "<bc:start_date>2027-07-15T17:30:00Z</bc:start_date><bc:start_date_local>2027-07-15T10:30</bc:start_date_local>"
        "<bc:end_date>2027-07-15T18:00:00Z</bc:end_date><bc:is_cancelled>true</bc:is_cancelled>"
    )
    assert listing.ends is not None
    assert ("2027-07-15T10:30", "2027-07-15T11:00", "cancelled") == (
        listing.starts.local,
        listing.ends.local,
        listing.status.value,
    )
    assert listing.starts.to_moment().utc == "2027-07-15T17:30:00Z"


@pytest.mark.parametrize(
    ("title", "starts"),
    [
        ("Mojito Club — Fri Aug 21, 7:30 PM — Forge Bar", "2026-08-21T19:30"),
        ("A Closer Look — Sun Nov 1, 1:00 PM — Museum", "2026-11-01T13:00"),
        ("Book Club by Ann — Thu Nov 19", "2026-11-19"),
        ("Neujahr: Fr, 1. Januar, 19 Uhr", "2027-01-01T19:00"),
        ("Rencontre jeudi 19 novembre à 19h30", "2026-11-19T19:30"),
        ("Meetup | 19 September | Berlin", "2026-09-19"),
        ("[5 Oct] Rust night", "2026-10-05"),
    ],
)
def test_a_day_without_a_year_is_of_the_year_in_which_it_is_true(title: str, starts: str) -> None:
    assert [starts] == [listing.starts.local for listing in _item("", title)]


@pytest.mark.parametrize(
    "title",
    [
        "Mojito Club — Fri Aug 22 — Forge Bar",  # a Friday in no year near the listing
        "News of our March 3 release",
        "Recap | 19 August | Berlin",  # before it was listed
        "Far off | 1 August | Berlin",  # eleven months ahead: the year before is as likely
        "Register until Thu Nov 19",
        "Foo 12/09/2026",
    ],
)
def test_a_day_that_could_be_another_is_none(title: str) -> None:
    assert [] == _item("<dc:date>2027-05-19</dc:date>", title)


@pytest.mark.parametrize(
    ("title", "text", "days"),
    [
        ("php[tek] 2027", "It will be taking place May 20-21 in Nashville.", ("2027-05-20", "2027-05-21")),
        (
            "Sofia 2027",
            "It will take place from the 8th to the 10th of November in Sofia.",
            ("2027-11-08", "2027-11-10"),
        ),
        (
            "Northeast",
            "The Call is open until April 15th. The conference will take place October 9-11, and",
            ("2026-10-09", "2026-10-11"),
        ),
        ("X", "on June 17 & 18, 2027", ("2027-06-17", "2027-06-18")),
        ("X", "Conference Date : 2027/12/1 in Tokyo", ("2027-12-01", "2027-12-01")),
        ("X", "Am 19./20. Mai 2027", ("2027-05-19", "2027-05-20")),
        ("X", "2027年5月19日", ("2027-05-19", "2027-05-19")),
        ("Tek 2027, May 19-21 2027", "", ("2027-05-19", "2027-05-21")),
    ],
)
def test_dates_in_sentences(title: str, text: str, days: tuple[str, str]) -> None:
    found = [
        (it.starts.local, it.ends and it.ends.local)
        for it in _item(f"<description>{text}</description>", title)
    ]
    assert [days] == found


@pytest.mark.parametrize(
    "content",
    [
        (
            '<script type="application/ld+json">{"@type":"Event","name":"T","startDate":"2027-05-19T19:00",'
            '"location":{"@type":"Place","name":"Hall"}}</script>'
        ),
        '<div class="vevent"><abbr class="dtstart" title="2027-05-19T19:00">May</abbr></div>',
        '<p>Hall <time datetime="2027-05-19T19:00">Wednesday</time></p>',
    ],
)
def test_markup_within_an_item_tells_when_it_is(content: str) -> None:
    (listing,) = _item(f"<content:encoded><![CDATA[{content}]]></content:encoded>")
    assert ("T", "2027-05-19T19:00") == (listing.title, listing.starts.local)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Words. | Date: 2027-05-19 | Time: 6:00 PM - 7:30 PM | Location: Barn, Berlin",
            ("2027-05-19T18:00", "2027-05-19T19:30", "Barn"),
        ),
        ("Date: 2027-05-19 | Time: 18:30 | Location: Online via Zoom", ("2027-05-19T18:30", None, None)),
        ("Date: 2027-05-19\nTime: 10:00\nTime: 14:00", ("2027-05-19", "2027-05-19", None)),
        ("Date: 2027-05-19 | Time: Time not posted", ("2027-05-19", "2027-05-19", None)),
        ("19 to 21 May 2027\nTime: 10:00", ("2027-05-19", "2027-05-21", None)),
        ("2027年5月19日\n地点：Barn", ("2027-05-19", "2027-05-19", "Barn")),
    ],
)
def test_labelled_words_tell_when_and_where(text: str, told: tuple[str, str | None, str | None]) -> None:
    (it,) = _item(f"<description>{text}</description>")
    assert told == (it.starts.local, it.ends and it.ends.local, it.place and it.place.venue)


@pytest.mark.parametrize(
    ("title", "starts", "told"),
    [
        ("11/10 7:00 PM Ours at home", "2026-11-11T00:00:00Z", "Ours at home"),
        ("10.11. 19:00 - Ours at home", "2026-11-10T19:00:00", "Ours at home"),
        ("9/11 7:00 PM Remembered", "2026-11-11T00:00:00Z", "9/11 7:00 PM Remembered"),
    ],
)
def test_a_day_and_time_before_a_title_are_none_of_it(title: str, starts: str, told: str) -> None:
    item = f"<item><title>{title}</title><guid>1</guid><ev:startdate>{starts}</ev:startdate></item>"
    ns = "xmlns:ev='http://purl.org/rss/1.0/modules/event/'"
    reading = read(f"<rss version='2.0' {ns}><channel><title>x</title>{item}</channel></rss>")
    assert [it.title for it in reading.listings] == [told]


def test_an_address_without_its_scheme_is_one_of_its_own_and_a_texts_base_is_not_the_next_entrys() -> None:
    entries = "".join(
        f'<entry><title>E{day}</title><link href="www.ours.example/event/2027-05-{day}-e/"/><id>{day}</id>'
        f"<updated>2027-04-08T20:18:52Z</updated>"
        f'<content type="html" xml:base="www.ours.example/event/2027-05-{day}-e/">Words</content></entry>'
        for day in (19, 20)
    )
    reading = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entries}</feed>')
    assert [
        ("2027-05-19", "https://www.ours.example/event/2027-05-19-e/"),
        ("2027-05-20", "https://www.ours.example/event/2027-05-20-e/"),
    ] == [(it.starts.local, it.url) for it in reading.listings]


def test_a_notification_of_authors_is_not_the_day_of_a_call() -> None:
    text = (
        "<description>Paper submission: 15 October 2027; Notification of acceptance: 28 February 2028;"
        " Camera-ready submission: 25 March 2028</description>"
    )
    assert [] == _item(text, "Ours 2028")


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("Fecha y hora: jueves, 25 de junio de 2027 a las 19:30 Lugar: Teatro", "2027-06-25T19:30", None),
        ("Fecha: 11 de junio de 2027 Hora: 16:00 h CEST", "2027-06-11T16:00", None),
        ("We meet on June 25, 2027 at 7:30 pm in the hall.", "2027-06-25T19:30", None),
        ("Freitag, 25. Juni 2027 um 19 Uhr", "2027-06-25T19:00", None),
        ("19.05.2027, 19 Uhr", "2027-05-19T19:00", None),
        ("25 June 2027 00:00", "2027-06-25", "2027-06-25"),
        ("25 June 2027, 12 talks", "2027-06-25", "2027-06-25"),
        ("25-26 June 2027 at 19:00", "2027-06-25", "2027-06-26"),
        ("Wednesday, 2 and Thursday, 3 December 2026", "2026-12-02", "2026-12-03"),
        ("Submission deadline: 3 February 2027; Workshop time: 26 April 2027", "2027-04-26", "2027-04-26"),
    ],
)
def test_the_time_of_day_just_behind_a_date_in_words_is_that_of_the_event(
    text: str, starts: str, ends: str | None
) -> None:
    (listing,) = _item(f"<description>{text}</description>")
    assert (starts, ends) == (listing.starts.local, listing.ends.local if listing.ends else None)


@pytest.mark.parametrize("codec", ["punycode", "idna", "unicode_escape", "zlib", "no-such"])
def test_a_codec_that_is_no_charset_is_not_believed(codec: str) -> None:
    item = "<title>Soil-a</title><ev:startdate>2027-07-14</ev:startdate>"
    rss = f'<rss version="2.0" {NAMES}><channel><item>{item}</item></channel></rss>'
    (listing,) = read(f'<?xml version="1.0" encoding="{codec}"?>{rss}').listings

    assert (listing.title, listing.starts.local) == ("Soil-a", "2027-07-14")


@pytest.mark.parametrize("title", ["T", "T <b>of all</b>"])
def test_who_wrote_an_entry_is_no_house(title: str) -> None:
    fields = "<ev:startdate>2027-05-19</ev:startdate><s:city>Bonn</s:city><dc:creator>Ann Bee</dc:creator>"
    (found,) = _item(fields, title)
    assert found.place == Place(city="Bonn")
