"""Home pages and programmes of conferences that mark nothing: a name, its days, and what is on when."""

import pytest

from tests.support.reading import placed, read

_PAGE = "<html><head><title>{}</title></head><body><nav><a href='/'>Home</a></nav>{}</body></html>"


def _told(title: str, body: str) -> list[tuple[object, ...]]:
    reading = read(_PAGE.format(title, body))
    assert reading.format in {"one_event", "html"}
    return [(it.title, it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]


_DEADLINES = "<h2>Important dates</h2><ul><li>Abstracts: 2 January 2027</li><li>3 March 2027</li></ul>"


@pytest.mark.parametrize(
    ("title", "body", "last"),
    [
        ("x", "<h1>River Conference</h1><h2>19-21 May 2027</h2>", "21"),
        ("River Conference 2027 | Home", "<div>May 19 – 21</div><p>Join us.</p>", "21"),
        ("x", "<h1>RivConf '27</h1><p>Save the date: 19 to 21 May</p>", "21"),
        ("x", "<h1>3rd Rivers Workshop 2027</h1><h2>Wednesday, 19 May 2027</h2>", "19"),
        ("x", "<h1>Flusstreffen</h1><h3>Mittwoch, 19. Mai 2027 - Kassel</h3>", "19"),
        ("x", "<h1>Rivers Summit</h1><div>Bonn, Germany | May 19, 2027</div>", "19"),
        ("Rivers Symposium", f"{_DEADLINES}<h2>19 to 20 May 2027</h2><p>Updated: 2 May 2026</p>", "20"),
    ],
)
def test_the_name_of_a_page_and_a_line_of_days_are_its_event(title: str, body: str, last: str) -> None:
    ((_, *days),) = _told(title, body)
    assert days == ["2027-05-19", f"2027-05-{last}"]


def test_the_place_stands_beside_the_days() -> None:
    for line in ("Bonn, Germany | 19 May 2027", "19 May 2027, Bonn, Germany", "19 May 2027 in Bonn, Germany"):
        reading = read(_PAGE.format("x", f"<h1>Rivers Summit</h1><p>{line}</p>"))
        assert placed(reading) == [("Rivers Summit", "2027-05-19", "2027-05-19", None, "Bonn")]


def test_a_place_below_the_days_is_theirs_and_an_event_beside_is_no_place() -> None:
    below = "<b>19 May 2027</b><br><b>Old Hall, Mill Road, Bonn, Germany</b><p>Come.</p>"
    beside = "<p>With FishConf 2027, Bonn, Germany | 19 May 2027</p>"
    assert placed(read(_PAGE.format("x", f"<h1>Rivers Summit</h1>{below}")))[0][3:] == ("Old Hall", "Bonn")
    assert placed(read(_PAGE.format("x", f"<h1>Rivers Summit</h1>{beside}")))[0][3:] == (None, "Bonn")


def test_a_day_below_a_line_of_what_is_due_is_not_the_event_s() -> None:
    due = "<div>Last date of registration</div><div><s>5 April 2027</s><br>9 April 2027</div>"
    days = "<div>Conference dates</div><div>19-20 May 2027</div>"
    assert _told("x", f"<h1>Rivers Congress</h1>{due}{days}{due}") == [
        ("Rivers Congress", "2027-05-19", "2027-05-20")
    ]


def test_what_a_page_says_of_itself_to_others_tells_its_days() -> None:
    head = (
        'x</title><meta name="description" content="Rivers Congress 2027 will be held on 19-21 May."><title>'
    )
    assert _told(head, "<h1>Rivers Congress 2027</h1>") == [
        ("Rivers Congress 2027", "2027-05-19", "2027-05-21")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>My trip to RivConf 2027</h1><h2>19-21 May 2027</h2>",
        "<h1>Rivers Conference 2027 recap</h1><h2>19 May 2027</h2>",
        "<h1>Rivers Conference</h1><p>19 May 2027</p><p>We had a fine time.</p>",
        "<h1>Rivers Conference</h1><h3>19 May 2027</h3><p>We had a fine time.</p>",
        "<h1>Rivers Conference</h1><p>Last updated: 19 May 2027</p>",
        "<h1>Rivers Conference</h1><p>Registration: 19-21 May 2027</p><p>Founded 3 May 1999 in Bonn</p>",
        "<h1>Rivers Conference</h1><h2>Upcoming events</h2><p>19-21 May 2027</p>",
        "<h1>Rivers Conference</h1><h2>19-21 May 2027</h2><h2>20-22 June 2028</h2>",
        "<h1>Rivers Conference</h1><p class='byline'>By Ann</p><h2>19-21 May 2027</h2>",
        "<h1>Annual report of rivers</h1><h2>19-21 May 2027</h2>",
        "<h1>Our holidays</h1><h2>19-21 May 2027</h2>",
        "<h1>A stage</h1><h2>19-21 May 2027</h2>",
    ],
)
def test_a_post_and_dates_of_something_else_are_no_event(body: str) -> None:
    assert _told("Rivers", body) == []


_TABLE = """<h1>{}</h1><h2>Wednesday, May 19, 2027</h2><table><tr><th>Time<th>Title<th>Speaker<th>Room</tr>
<tr><td>9:00 am - 9:30 am PDT<td><strong>Welcome</strong> by the town<td>Ann<td>Hall 1</tr>
<tr><td>from 10:00<td>Floods<br>with slides<td>Bea<td>Hall 2</tr></table>
<table><tr><td colspan=2>Thursday, May 20, 2027</tr>
<tr><td>11:00~11:20<td><div>Dams</div><div>Cem</div></tr></table>"""
_BOXES = """<h1>{}</h1><h2>Program — Wednesday, 19 May 2027</h2>
<div><div class="time">09:00–09:30</div><div>Welcome</div></div>
<div><b class="time">10:00</b> <p>Floods</p></div>
<h2>Thursday, 20 May 2027</h2><div><div class="time">11:00–11:20</div><div>Dams</div></div>"""


@pytest.mark.parametrize(("page", "rooms"), [(_TABLE, ["Hall 1", "Hall 2", None]), (_BOXES, [None] * 3)])
def test_a_programme_is_one_event_with_sessions(page: str, rooms: list[str | None]) -> None:
    (listing,) = read(_PAGE.format("RivConf 2027", page.format("Programme"))).listings
    assert (listing.title, listing.starts.local) == ("RivConf 2027", "2027-05-19")
    assert [(it.title, it.starts, it.ends) for it in listing.sessions] == [
        ("Welcome", "2027-05-19T09:00", "2027-05-19T09:30"),
        ("Floods", "2027-05-19T10:00", None),
        ("Dams", "2027-05-20T11:00", "2027-05-20T11:20"),
    ]
    assert [it.room for it in listing.sessions] == rooms


def test_a_zone_behind_a_clock_is_no_place_and_a_day_of_publishing_no_event() -> None:
    body = """<h1>Our events</h1><p><time itemprop="datePublished">Jan 7 2027</time> 15 minutes</p>
    <h3>Debate: May 19, 2027, 16:00 - 19:00 EST</h3><p>Come.</p>
    <h3>Again: May 20, 2027, 16:00 - 19:00 EST | Hall 1</h3><p>Come.</p>"""
    assert placed(read(_PAGE.format("Ours", body))) == [
        ("Debate", "2027-05-19T16:00", "2027-05-19T19:00", None, None),
        ("Again", "2027-05-20T16:00", "2027-05-20T19:00", "Hall 1", None),
    ]


def test_the_next_meeting_of_a_page_is_told_by_its_kind() -> None:
    page = (
        "<html><title>Lathe Symposium | Lathes</title>"
        "<p>Upcoming Symposium: June 5, 2027 · Old Mill, Berlin · By us</p>"
        "<h1>Highlights</h1><p>The first was held on June 6, 2026 at the mill.</p>"
    )
    assert [(it.title, it.starts.local, it.place and it.place.city) for it in read(page).listings] == [
        ("Lathe Symposium", "2027-06-05", "Berlin")
    ]
