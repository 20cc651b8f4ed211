"""Days that stand where few look: within a title, in the words of a box, in an address, below the name."""

import json

import pytest

from services.events.ingest.model import Outcome, Reading
from tests.support.reading import calendar, read


def _told(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(it.title, it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "- name: A\n  time: May 19, 2027 @ 6:00pm\n  venue: Hall\n",
            [("A", "2027-05-19T18:00", None)],
        ),
        (
            (
                "- name: A\n  begin: 0:0:0 14/01/2027\n  end: 0:0:0 15/01/2027\n  city: Berlin\n"
                "- name: B\n  begin: 0:0:0 05/03/2027\n  end: 0:0:0 05/03/2027\n  city: Berlin\n"
            ),
            [("A", "2027-01-14", "2027-01-15"), ("B", "2027-03-05", "2027-03-05")],
        ),
        (
            (
                '- title: "9/14/2027 - An evening: with guests"\n- title: "5/6/2027 - Another"\n'
                "- title: No day\n"
            ),
            [
                ("An evening: with guests", "2027-09-14", "2027-09-14"),
                ("Another", "2027-05-06", "2027-05-06"),
            ],
        ),
        (
            (
                "events:\n  - number: 7\n    date: 2027-05-19\n    talks:\n"
                "      - {full_name: A. Person, title: First}\n"
                "      - {full_name: B. Person, title: Second}\n"
            ),
            [("First / Second", "2027-05-19", "2027-05-19")],
        ),
        (
            (
                "- talk-id: a\n  authors: [{name: A. Person}]\n  talks:\n"
                "    - title: On things\n      date: Wednesday, May 19th, 2027 @ 1PM EST\n"
            ),
            [("On things", "2027-05-19T13:00", None)],
        ),
        (
            (
                "- {name: A, type: conference, date: 2027-05-19, duration: 2, city: Berlin}\n"
                "- {name: B, type: party, date: 2027-05-19, duration: 2, city: Berlin}\n"
                "- {name: C, type: camp, date: 2027-05-19, duration: 3 days, city: Berlin}\n"
            ),
            [
                ("A", "2027-05-19", "2027-05-20"),
                ("B", "2027-05-19", "2027-05-19"),
                ("C", "2027-05-19", "2027-05-21"),
            ],
        ),
    ],
)
def test_lists(text: str, told: list[tuple[str, str, str | None]]) -> None:
    assert _told(read(text)) == told


def test_digits_with_dashes_are_of_the_order_that_the_table_proves() -> None:
    table = "ConfName,ConfDate,Location\nA,06-22-2027,Berlin\nB,05-09-2027,Berlin\n"
    assert _told(read(table)) == [("A", "2027-06-22", "2027-06-22"), ("B", "2027-05-09", "2027-05-09")]
    alone = read("ConfName,ConfDate,Location\nB,05-09-2027,Berlin\n")
    assert [record.reason for record in alone.rejected] == ["ambiguous_date"]


def _page(body: str, title: str = "Events") -> Reading:
    return read(
        f"<html><head><title>{title}</title></head><body>{body}</body></html>", url="https://a.example/e/"
    )


def test_boxes_called_events_tell_their_day_in_words() -> None:
    box = (
        '<section class="product product_EVENT"><h4>Final</h4><p class="date">'
        "<span>mercredi 19 mai 2027</span>"
        '<span class="time">21:05</span></p><p class="location"><span>Berlin</span></p></section>'
    )
    (listing,) = _page(box).listings
    assert (listing.title, listing.starts.local, listing.place and listing.place.city) == (
        "Final",
        "2027-05-19T21:05",
        "Berlin",
    )


def test_the_year_of_the_page_completes_a_day_whose_weekday_agrees() -> None:
    box = (
        '<a href="x.html"><div class="event-card"><span class="event-date">{day}, May 19</span>'
        "<h1>Night</h1><p>1:00 PM</p></div></a>"
    )
    (listing,) = _page(box.format(day="Wednesday"), "Design Week 2027").listings
    assert (listing.starts.local, listing.url) == ("2027-05-19T13:00", "https://a.example/e/x.html")
    assert _page(box.format(day="Friday"), "Design Week 2027").listings == ()
    assert _page(box.format(day="Wednesday")).listings == ()


def test_the_day_of_a_post_and_a_box_of_many_days_are_no_event() -> None:
    post = '<div class="event-item"><h3>News</h3><span class="post-date">19 May 2027</span></div>'
    days = '<i class="date">19 May 2027</i><i class="date">20 May 2027</i>'
    assert _page(post).listings == ()
    assert _page(f'<div class="events"><h3>All</h3>{days}</div>').listings == ()


def test_the_data_of_a_page_is_read_where_it_holds_events() -> None:
    event = {
        "title": "A Night",
        "dateTime": "2027-05-19T19:00:00+02:00",
        "venue": {"name": "Hall", "city": "Berlin"},
    }
    data = {"props": {"pageProps": {"state": {"Event:1": event, "Group:1": {"name": "Us"}}}}}
    (listing,) = _page(
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    ).listings
    assert (listing.title, listing.starts.local, listing.starts.timezone) == (
        "A Night",
        "2027-05-19T19:00",
        "Europe/Berlin",
    )
    other = _page(
        '<script type="application/json">{"posts": [{"title": "A", "date": "2027-05-19"}]}</script>'
    )
    assert (other.outcome, other.listings) == (Outcome.UNSUPPORTED_FORMAT, ())


def _feed(link: str) -> Reading:
    told = f"<title>Night</title><link>{link}</link><pubDate>Thu, 20 May 2027 00:00:00 GMT</pubDate>"
    return read(f'<rss version="2.0"><channel><title>Events</title><item>{told}</item></channel></rss>')


def test_the_address_of_a_page_of_events_tells_its_day() -> None:
    assert _told(_feed("https://a.example/events/2027-05-19-night/")) == [
        ("Night", "2027-05-19", "2027-05-19")
    ]
    assert _feed("https://a.example/blog/2027-05-19-night/").listings == ()
    assert _feed("https://a.example/events/2027/05/19/recap/").listings == ()


def test_an_address_alone_on_a_line_is_that_of_the_event() -> None:
    event = "UID:1\nSUMMARY:A\nDTSTART:20270519T170000Z\nDESCRIPTION:{}"
    alone = r"Hall\nhttps://a.example/events/1/\nhttps://maps.example.com/x"
    assert read(calendar(event.format(alone))).listings[0].url == "https://a.example/events/1/"
    two = r"https://a.example/events/1/\nhttps://b.example/events/1/"
    assert read(calendar(event.format(two))).listings[0].url is None


@pytest.mark.parametrize(
    ("line", "city", "country"),
    [
        ("Hall — Munich (BA)", "Munich", "DE"),
        ("Smalltown (FR)", "Smalltown", "FR"),
        ("Hall, Berlin, DE", "Berlin", "DE"),
    ],
)
def test_a_code_behind_a_town_of_another_country_is_no_country(line: str, city: str, country: str) -> None:
    (listing,) = read(json.dumps([{"title": "A", "date": "2027-05-19", "location": line}])).listings
    assert listing.place is not None
    assert (listing.place.city, listing.place.country) == (city, country)


def test_parts_of_a_place_that_name_their_kind() -> None:
    parts = [{"type": "country", "name": "Germany"}, {"type": "locality", "name": "Berlin"}]
    record = {"name": "A", "start_date": "2027-05-19", "start_time": "14:00", "locations": parts}
    (listing,) = read(json.dumps({"results": [record]})).listings
    assert listing.place is not None
    assert (listing.place.city, listing.place.country) == ("Berlin", "DE")


def test_a_town_whose_name_is_part_of_a_lake_is_kept() -> None:
    record = {
        "title": "A",
        "date": "2027-05-19",
        "location": "Berlin",
        "address": "Museum am Berliner See, Seeweg 5",
    }
    (listing,) = read(json.dumps([record])).listings
    assert listing.place is not None
    assert "Berlin" in (listing.place.venue, listing.place.city)


def test_a_programme_without_an_end_ends_on_its_last_day() -> None:
    when = "<date>2027-05-19T10:00:00+02:00</date><start>10:00</start><duration>01:00</duration>"
    talk = f"<event id='1'>{when}<title>T</title></event>"
    schedule = (
        "<schedule><conference><title>Ours</title><start>2027-05-19</start></conference>"
        f"<day date='2027-05-19'><room name='R'>{talk}</room></day><day date='2027-05-21'/></schedule>"
    )
    assert _told(read(schedule)) == [("Ours", "2027-05-19", "2027-05-21")]


def test_a_row_that_ends_before_its_title_costs_no_other() -> None:
    table = "| When | Where | Name |\n|---|---|---|\n| 2027-05-19 |\n| 2027-05-20 | Berlin | Good |\n"
    found = read(table, url="https://example.org/table.md")

    assert ([it.title for it in found.listings], [it.reason for it in found.rejected]) == (
        ["Good"],
        ["no_title"],
    )


@pytest.mark.parametrize(
    ("cell", "starts", "city"),
    [
        ("April 14-17, 2027, Berlin, Germany", "2027-04-14", "Berlin"),
        ("19 May 2027 in London, UK", "2027-05-19", "London"),
        ("19.05.2027 @ Munich", "2027-05-19", "Munich"),
        ("19 May 2027, afternoon", "2027-05-19", None),
        ("19 May 2027, rather late", None, None),
        ("TBA, Berlin", None, None),
    ],
)
def test_days_and_place_in_one_column(cell: str, starts: str | None, city: str | None) -> None:
    table = f"| Name | 2027 timing/location |\n|--|--|\n| A | {cell} |\n"
    found = read(f"# Conferences\n{table}", "https://example.org/conferences.md").listings
    told = [(it.starts.local, it.place.city if it.place else None) for it in found]
    assert told == ([(starts, city)] if starts else [])
