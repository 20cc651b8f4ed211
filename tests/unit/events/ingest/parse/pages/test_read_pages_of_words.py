"""Pages that mark no event: their words, boxes without headings, lone starts, the data of their programs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Reading
from services.events.ingest.parse.pages.page import parse_page
from services.events.ingest.parse.pages.page_in_text import parse_page_in_text
from shared.contracts.catalogue.origins import HowTold
from tests.support.reading import read


def _page(body: str, title: str = "Home") -> Reading:
    return read(f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def _told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (
            it.title,
            it.starts.local,
            it.ends.local if it.ends else None,
            (it.place.venue or it.place.city) if it.place else None,
        )
        for it in reading.listings
    ]


def test_lines_that_begin_with_a_day_below_the_heading_of_a_year() -> None:
    reading = _page(
        "<nav><a href='/events'>Events</a></nav><h2>Gigs 2027</h2>"
        "19.05.: <a href='https://x.example/a'><b>Aether</b></a> @ <i>Flex</i>, 10115 Berlin<br>"
        "20.05.: <b>Beta</b> @ <i>Arena</i>, 10115 Berlin – ABGESAGT<br>"
        "21.12.: <b>Gamma</b> @ Hall, Munich<br>02.01.: <b>Delta</b> @ Hall, Munich<br>"
    )
    assert reading.format == "page_words"
    assert [(title, starts) for title, starts, *_ in _told(reading)] == [
        ("Aether", "2027-05-19"),
        ("Beta", "2027-05-20"),
        ("Gamma", "2027-12-21"),
        ("Delta", "2028-01-02"),
    ]
    assert [it.status.value for it in reading.listings] == [
        "scheduled",
        "cancelled",
        "scheduled",
        "scheduled",
    ]
    assert {it.dates_told for it in reading.listings} == {HowTold.COMPLETED}
    assert [it.place and it.place.city for it in reading.listings[1:]] == ["Berlin", "Munich", "Munich"]


def test_items_of_a_list_whose_date_is_a_link_of_its_own() -> None:
    reading = _page(
        "<h1>Upcoming talks</h1><ul><li><a href='https://x.example/1'><aside>May 19-21 2027</aside></a>"
        "<a href='https://x.example/1'>Exploring graphs<h2>GraphConf</h2></a></li></ul>"
    )
    assert _told(reading) == [("Exploring graphs GraphConf", "2027-05-19", "2027-05-21", None)]
    assert reading.listings[0].url == "https://x.example/1"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Home", "<ul><li>19 May 2027: Something, Berlin</li></ul>"),
        (
            "Notes of a conference",
            "<h1>Notes</h1><p>On 19 May 2027 we met in Berlin.</p><p>May 20, 2027 was dull.</p>",
        ),
        (
            "Conference news",
            "".join(
                f"<div><i class='byline'>{it}</i><h2>Post {it}</h2><p>19 May 2027</p></div>" for it in "AB"
            ),
        ),
        (
            "Meetups",
            "<p>Every first Thursday of the month.</p><footer>Copyright 2027. 19 May 2027: changed</footer>",
        ),
        ("Events", "<h3>Fitness</h3><p>Saturday, 15th June, 10:00 AM</p>"),
    ],
)
def test_no_event_is_made_of_other_words(title: str, body: str) -> None:
    assert _page(body, title).listings == ()


def test_a_box_without_a_heading_is_called_by_its_title_and_lasts_from_its_start_to_its_end() -> None:
    reading = _page(
        "<div class='EventItem'><div class='EventTitleLbl'>Event:</div>"
        "<div class='EventTitle'>Open House</div>"
        "<div class='Starts'><span class='StartDate'>19-May-27</span> <span>09:00</span></div>"
        "<div class='Ends'><span class='EndDate'>20-May-27</span> <span>15:00</span></div></div>"
    )
    assert _told(reading) == [("Open House", "2027-05-19", "2027-05-20", None)]


def test_a_property_of_no_item_tells_the_start_of_its_box() -> None:
    reading = _page(
        "<div class='event__item'><a class='event__item__title' href='/a.html'>Koncert</a>"
        "<p itemprop='startDate' content='2027-06-05'>sobota, godz. <b>19:00</b></p>"
        "<div class='event__item__location'>Berlin</div></div>"
    )
    assert _told(reading) == [("Koncert", "2027-06-05T19:00", None, "Berlin")]
    assert reading.listings[0].url == "https://example.org/a.html"


@pytest.mark.parametrize(
    "script",
    [
        "<script type='application/json'>{}</script>",
        "<script>window.__DATA__ = {};</script>",
        "<script>\n  window.__DATA__ = {};\n  window.other = 1;</script>",
    ],
)
def test_data_of_a_program_is_read(script: str) -> None:
    held = [
        {
            "title": "Drinks",
            "dateTime": "2027-05-19T18:30:00+02:00",
            "venue": {"name": "Spot", "city": "Berlin"},
        }
    ]
    reading = _page(script.replace("{}", json.dumps({"events": held})))
    assert _told(reading) == [("Drinks", "2027-05-19T18:30", None, "Spot")]


def test_a_page_below_a_head_of_yaml_is_read_as_a_page() -> None:
    body = "<h1>Next</h1>\n<ul>\n<li>19 May 2027: Graphs, Berlin</li>\n</ul>\n<p>Bye</p>\n"
    text = f"---\ntitle: Talks\n---\n{body}"
    assert [(title, starts) for title, starts, *_ in _told(read(text))] == [("Graphs, Berlin", "2027-05-19")]


_PIECES = st.sampled_from(
    ["<h2>Events 2027</h2>", "<li>", "</li>", "<a href='x'>", "</a>", "19.05.: A @ B", "<br>", "<p>", " ",
     "<div class='event'>", "</div>", "<span class='StartDate'>", "</span>", "19 May 2027", "<b>", "[", "](",
     "|", "<meta itemprop=startDate content='2027-05-19'>", "---\n", "title: Talks\n", "10:00"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_words_give_listings_or_none_and_never_raise(page: str) -> None:
    parse_page(page)
    parse_page_in_text(page, "")


def test_a_page_with_one_start_and_a_title_is_one_event() -> None:
    start = "<meta itemprop='startDate' content='2027-06-05T19:30:00-06:00'>"
    other = "<meta itemprop='startDate' content='2027-06-06T19:30:00-06:00'>"
    assert _told(_page(f"<meta property='og:title' content='A play'>{start}")) == [
        ("A play", "2027-06-05T19:30", None, None)
    ]
    assert _page(f"<h1>Plays</h1>{start}{other}").listings == ()
