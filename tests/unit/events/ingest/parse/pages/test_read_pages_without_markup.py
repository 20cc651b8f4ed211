"""Pages whose boxes are called events by their class alone."""

import pytest

from tests.support.reading import read, told

_URL = "https://a.example/news/"


def _page(body: str) -> str:
    return f"<!doctype html><html><body>{body}</body></html>"


def test_a_box_with_a_heading_a_time_and_a_place() -> None:
    body = (
        "<div class='node node--type-event'><h2><a href='/e/1'>Talk: Ada</a></h2>"
        "<time datetime='2027-05-19T19:00:00+02:00'>May 19</time>"
        "<time datetime='2027-05-19T21:00:00+02:00'>9 pm</time>"
        "<div class='field-location'><div>Location</div><div>Town Hall, Berlin</div></div></div>"
        "<article class='event-card'><a href='https://b.example/'><h3>Whole day</h3></a>"
        "<time datetime='2027-05-20'>20</time></article>"
    )
    reading = read(_page(body), _URL)
    assert "event_cards" == reading.format
    assert [
        ("Talk: Ada", "2027-05-19T19:00", "2027-05-19T21:00", "Town Hall", "https://a.example/e/1"),
        ("Whole day", "2027-05-20", None, None, "https://b.example/"),
    ] == [
        (
            it.title,
            it.starts.local,
            it.ends.local if it.ends else None,
            it.place.venue if it.place else None,
            it.url,
        )
        for it in reading.listings
    ]


def test_articles_side_by_side_in_one_box_are_an_event_each() -> None:
    first = "<article><h2>Harbour #2</h2><p><time datetime='2027-05-19'>May 19</time></p></article>"
    second = "<article><h2>Harbour #1</h2><p><time datetime='2027-03-16'>March 16</time></p></article>"
    read_both = read(_page(f"<section class='event'>{first}\n{second}</section>"), _URL)
    assert [("Harbour #2", "2027-05-19"), ("Harbour #1", "2027-03-16")] == [
        (it.title, it.starts.local) for it in read_both.listings
    ]
    alone = read(_page(f"<section class='event'><p>Town Hall</p>{first}</section>"), _URL)
    assert [("Harbour #2", "2027-05-19", None)] == [
        (it.title, it.starts.local, it.ends) for it in alone.listings
    ]


def test_boxes_deeper_than_pages_go_are_not_looked_through_one_by_one() -> None:
    within = "<div class='event'><h2>A</h2><time datetime='2027-05-19'>19</time>"
    assert [1, 0] == [len(read(_page(within * depth), _URL).listings) for depth in (100, 200)]


def test_the_clock_that_is_written_for_people() -> None:
    body = (
        "<article class='eventlist-event'><h1>A</h1><time datetime='2027-05-19'>Wednesday, May 19</time>"
        "<time datetime='2027-05-19'>7:00 PM</time><time datetime='2027-05-19'>11:30 PM</time>"
        "<time datetime='2027-05-19'>19:00</time><time datetime='2027-05-19'>23:30</time></article>"
    )
    assert [("2027-05-19T19:00", "2027-05-19T23:30")] == [
        (it.starts.local, it.ends.local if it.ends else None) for it in read(_page(body), _URL).listings
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<article class='post category-events'><h2>A</h2><time datetime='2027-05-19'>19</time></article>",
        "<article class='event'><h2>A</h2><time class='entry-date' datetime='2027-05-19'>19</time></article>",
        "<article class='event'><h2>A</h2><time datetime='PT2H'>two hours</time></article>",
        "<article class='event'><h2>A</h2><p>May 19, 2027</p></article>",
        "<article class='event'><time datetime='2027-05-19'>19</time></article>",
        "<article class='prevention'><h2>A</h2><time datetime='2027-05-19'>19</time></article>",
        (
            "<div class='events event'><h2>All</h2>"
            + "".join(f"<time datetime='2027-05-{day}'></time>" for day in range(10, 20))
            + "</div>"
        ),
    ],
)
def test_what_is_no_such_box(body: str) -> None:
    assert "no_event_markup" in {it.reason for it in read(_page(body), _URL).rejected}


def test_a_time_of_day_may_stand_in_an_element_behind_its_day() -> None:
    box = (
        "<article class=eventlist-event><h1>Turning</h1><time datetime=2027-05-19></time> <time>22:00</time>"
        "<time datetime=2027-05-20></time><time>03:00</time></article>"
    )
    (listing,) = read(f"<!doctype html><html><body>{box}</body></html>").listings
    assert (listing.starts.local, listing.ends and listing.ends.local) == (
        "2027-05-19T22:00",
        "2027-05-20T03:00",
    )


def test_a_time_without_a_moment_for_programs_tells_its_day_in_words() -> None:
    page = (
        "<!doctype html><html><head><title>Lathes 2027</title></head><body><article class=event-card>"
        "<time>Wednesday, May 19</time><h2>Turning</h2></article></body></html>"
    )
    assert [("Turning", "2027-05-19")] == [(it.title, it.starts.local) for it in read(page).listings]


def test_the_cards_of_a_chamber_of_commerce_tell_their_moments_without_a_name() -> None:
    """GrowthZone: words for people, moments for programs, the end in an element of its own."""
    card = (
        "<div class='card gz-events-card'><div class='gz-events-card-title'>"
        "<h5><a href='/e/{n}'>Fair {n}</a></h5>"
        "<ul><li class='gz-card-date'><span content='2027-05-19T1{n}:00'>Wednesday May 19, 2027</span>"
        "<meta content='2027-05-19T2{n}:00'/></li></ul></div></div>"
    )
    reading = read(_page(f"<div class='upcoming-events'>{card.format(n=1)}{card.format(n=2)}</div>"), _URL)
    assert [(it.title, it.starts.local, it.ends and it.ends.local, it.url) for it in reading.listings] == [
        ("Fair 1", "2027-05-19T11:00", "2027-05-19T21:00", "https://a.example/e/1"),
        ("Fair 2", "2027-05-19T12:00", "2027-05-19T22:00", "https://a.example/e/2"),
    ]


@pytest.mark.parametrize("pin", ["fas fa-map-marker-alt", "bi bi-geo-alt", "fa fa-location-dot"])
def test_the_place_stands_beside_its_pin(pin: str) -> None:
    body = (
        "<div class='event'><h3>Talk</h3><p class='date'>19.05.2027</p>"
        f"<ul><li><i class='{pin}'></i>Town Hall, Berlin</li><li>Free</li></ul></div>"
    )
    (listing,) = read(_page(body), _URL).listings
    assert listing.place is not None
    assert (listing.place.venue, listing.place.city) == ("Town Hall", "Berlin")


def test_clocks_that_stand_beside_the_day_of_a_box() -> None:
    """LiveWhale: the day is told to programs, start and end to people, each in an element of its own."""
    body = (
        "<div class='lw_cal_event'><h3>Talk</h3><div class='lw_events_time'>"
        "<time datetime='2027-05-19'>Wednesday, May 19, 2027</time> "
        "<span class='lw_events_time_s'>2:00 PM</span>"
        " <span class='lw_events_time_e'> - 4:00 PM</span></div></div>"
    )
    (listing,) = read(_page(body), _URL).listings
    assert (listing.starts.local, listing.ends and listing.ends.local) == (
        "2027-05-19T14:00",
        "2027-05-19T16:00",
    )


_CARD = (
    "<div class='event-card'><span class='month h3'>May</span><p class='h4'><a href='/e'>Talk</a></p>"
    "<span class='event-dates'>Wednesday, May 19 @ 10:00 am</span></div>"
)


@pytest.mark.parametrize(
    ("made", "starts"),
    [
        ("<footer>© 2019-2027 Mill</footer>", ["2027-05-19T10:00"]),
        ("<img src='/uploads/2026/12/a.jpg'>", ["2027-05-19T10:00"]),
        ("<p>Copyright Mill, 2021</p>", ["2021-05-19T10:00"]),
        ("<p>since 2027</p>", []),
        ("<footer>© 2024</footer>", []),
    ],
)
def test_a_weekday_tells_which_of_the_years_about_that_of_a_page_is_meant(
    made: str, starts: list[str]
) -> None:
    """A page that names no year as its own, or none in which that day is a Wednesday, tells of none."""
    listings = read(_page(_CARD + made), _URL).listings
    assert [it.starts.local for it in listings] == starts
    assert [(it.title, it.dates_told) for it in listings] == [("Talk", "completed") for _ in starts]


def test_the_clock_that_people_are_shown_tells_the_offset_of_a_moment_in_utc() -> None:
    page = (
        '<!doctype html><body><div class="node--type-event"><h1>Lathes for all</h1>'
        '<time datetime="{}">{}</time>'
        '<a href="/people/ada">Ada</a></div>'
    )
    shown = ("May 19, 2027 - 3:30pm", "5/19, at 17:45", "19 May, 22:30")
    assert [
        ("Lathes for all", starts, None, None, None, None)
        for starts in ("2027-05-19T15:30", "2027-05-19T22:30", "2027-05-19T22:30")
    ] == [each for text in shown for each in told(read(page.format("2027-05-19T22:30:00Z", text)))]
