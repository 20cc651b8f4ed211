"""Tables, and lists of times, of pages that mark no events."""

import pytest

from services.events.ingest.model import Reading
from tests.support.reading import read, told

_URL = "https://a.example/x/"
_TIMES = (
    "<li><time datetime='2027-05-19'>19 May</time> <a href='/a'>Talk by Ada</a>, "
    "<i class='venue'>Berlin</i></li>"
    "<li><time datetime='2027-05-20T18:00'>20 May</time><strong>Dinner</strong></li>"
)


def _page(body: str, title: str = "Ours") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"


def _told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (it.title, it.starts.local, it.place.city if it.place else None, it.url) for it in reading.listings
    ]


_EVENTS = [
    ("Talk by Ada", "2027-05-19", "Berlin", "https://a.example/a"),
    ("Dinner", "2027-05-20T18:00", None, None),
]


@pytest.mark.parametrize(
    "page",
    [
        _page(f"<h2>Upcoming events</h2><ul>{_TIMES}</ul>"),
        _page(f"<h2>Next</h2><div><ul>{_TIMES}</ul></div>", "Seminars of the institute"),
        _page(
            f"<h2>Events</h2><ul>{_TIMES}</ul><h2>News</h2><ul><li><time datetime='2027-01-01'>1</time>"
            "<b>We moved</b></li><li><time datetime='2027-01-02'>2</time><b>We won</b></li></ul>"
        ),
    ],
)
def test_items_that_hold_a_time_and_a_name(page: str) -> None:
    reading = read(page, _URL)
    assert ("page_words", _EVENTS) == (reading.format, _told(reading))


@pytest.mark.parametrize(
    "page",
    [
        _page(f"<h2>News</h2><ul>{_TIMES}</ul>", "Events"),
        _page(f"<ul>{_TIMES}</ul>"),
        _page(f"<h3>Important dates</h3><ul>{_TIMES}</ul>", "A conference"),
        _page(f"<h2>Blog posts on events</h2><ul>{_TIMES}</ul>"),
        _page("<h2>Events</h2><ul>" + "<li><time datetime='2027-05-19'>19</time> 12</li>" * 3 + "</ul>"),
    ],
)
def test_other_lists_of_times_are_no_events(page: str) -> None:
    assert read(page, _URL).listings == ()


def test_a_table_is_read_by_its_columns() -> None:
    rows = (
        "<tr><td>19/05/2027</td><td><a href='/a'>Talk by Ada</a></td><td>Berlin, Germany</td></tr>"
        "<tr><td>03/06/2027</td><td>Dinner</td><td>London, UK</td></tr>"
        "<tr><td>05/06/2027</td><td>Registration deadline</td><td></td></tr><tr><td></td></tr>"
    )
    reading = read(_page(f"<table><tr><th>Date</th><th>Event</th><th>Place</th></tr>{rows}</table>"), _URL)
    assert ("page_table", [(it.reason, it.title) for it in reading.rejected]) == (
        reading.format,
        [("not_an_event", "Registration deadline")],
    )
    assert _told(reading) == [
        ("Talk by Ada", "2027-05-19", "Berlin", "https://a.example/a"),
        ("Dinner", "2027-06-03", "London", None),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "<th>Name</th><th>Date</th>",
        "<th>Version</th><th>Released</th>",
        "<th>Title</th><th>Date</th><th>Journal</th>",
    ],
)
def test_a_table_of_something_else_is_none(head: str) -> None:
    page = _page(f"<table><tr>{head}</tr><tr><td>A thing</td><td>2027-05-19</td><td>B</td></tr></table>")
    assert read(page, _URL).listings == ()


def test_the_dates_on_the_way_to_one_event_are_no_events() -> None:
    titles = ("Abstract submission", "Paper submission opens", "Notification of acceptance", "Conference")
    rows = "".join(f"<tr><td>{title}</td><td>{day} May 2027</td></tr>" for day, title in enumerate(titles, 1))
    page = _page(f"<table><tr><th>Event</th><th>Date</th></tr>{rows}</table>", "A conference on birds")
    assert read(page, _URL).listings == ()


def test_a_table_in_html_within_markdown_of_talks_by_their_topic() -> None:
    row = "<tr><td>2027-05-{}</td><td>{}</td></tr>\n"
    table = "".join(row.format(*each) for each in ((19, "Of wood"), (20, "-"), (21, "Wolny slot")))
    text = f"---\ntitle: Spotkania\n---\n\n<table>\n<tr><th>Data</th><th>Temat</th></tr>\n{table}</table>\n"
    assert [told[:2] for told in _told(read(text, "https://a.example/spotkania.md"))] == [
        ("Of wood", "2027-05-19")
    ]


def test_a_series_without_names_is_called_by_the_page_and_its_years() -> None:
    head = "<tr><th>Year</th><th>Dates</th><th>Location</th><th>Website</th></tr>"
    rows = "".join(
        f"<tr><td>{year}</td><td>July {day}</td><td>{city}</td><td><a href='https://a.example/{year}'>a.example</a>"
        "</td></tr>"
        for year, day, city in ((2026, "28 – August 1", "Berlin"), (2027, "10–14", "Munich"))
    )
    page = f"<html><title>Conferences — Lathes</title><h1>Archive</h1><table>{head}{rows}</table>"
    assert told(read(page)) == [
        ("Lathes 2026", "2026-07-28", "2026-08-01", None, "Berlin", "https://a.example/2026"),
        ("Lathes 2027", "2027-07-10", "2027-07-14", None, "Munich", "https://a.example/2027"),
    ]
    assert read(page.replace("Conferences — ", "")).listings == ()


def test_a_table_without_a_head_is_read_where_each_row_is_a_link_and_a_day() -> None:
    rows = "".join(
        f'<tr><td><a href="/{name}">{name}</a></td><td>{day} 4:30 PM</td></tr>'
        for name, day in (("Oak", "05/19/2027"), ("Ash", "06/02/2027"))
    )
    page = "<!doctype html><html><head><title>%s</title></head><body><table>%s</table></body></html>"
    assert [("Oak", "2027-05-19T16:30"), ("Ash", "2027-06-02T16:30")] == [
        (it.title, it.starts.local) for it in read(page % ("Events", rows)).listings
    ]
    assert not read(page % ("Invoices", rows)).listings
    assert not read(page % ("Events", rows + "<tr><td>Total</td><td>2</td></tr>")).listings


_OF_WHAT = (
    "<table><tr><th>Datum</th><th>Tijd</th><th>Locatie</th><th>Omschrijving</th></tr>"
    "<tr><td>15-10-2027</td><td>19:00</td><td>Berlin</td><td>Openlucht</td></tr></table>"
)


def test_what_describes_the_rows_of_a_page_of_events_names_them_where_nothing_else_does() -> None:
    assert _told(read(_page(_OF_WHAT, "Ours - Evenementen"), _URL)) == [
        ("Openlucht", "2027-10-15T19:00", "Berlin", None)
    ]
    assert _told(read(_page(_OF_WHAT, "Incidents"), _URL)) == []
