"""Pages that label when and where their one event is, and midnights that stand for days."""

import json

from tests.support.reading import placed, read

_PAGE = """<html><head><title>Ours</title></head><body><h1>An evening about rivers</h1>{}</body></html>"""


def test_a_page_of_one_event_tells_by_labels_when_and_where_it_is() -> None:
    for labels in (
        "<b>Date:</b> Wednesday, 19th May 2027<br/><b>Time:</b> 8:00 PM<br/><b>Location:</b> Hall 1, Berlin",
        "<dl><dt>Date</dt><dd>19 May 2027</dd><dt>Time</dt><dd>8 pm</dd><dt>Where</dt><dd>Hall 1, Berlin",
        "<table><tr><th>Datum<td>19.05.2027<tr><th>Uhrzeit<td>20 Uhr<tr><th>Ort<td>Hall 1, Berlin</table>",
        "<div><h4>When</h4><p>19 May 2027 at 8pm</p><h4>Where</h4><p>Hall 1, Berlin</p></div>",
        "<span>Date: 19 May 2027</span> <span>Time: 20:00</span> <span>Venue: Hall 1, Berlin</span>",
    ):
        reading = read(_PAGE.format(labels))
        assert reading.format == "labelled_page"
        assert placed(reading) == [("An evening about rivers", "2027-05-19T20:00", None, "Hall 1", "Berlin")]


def test_a_page_that_labels_several_dates_or_only_a_date_is_no_event() -> None:
    for labels in (
        "<p><b>Date:</b> 19 May 2027</p><p>By us.</p>",
        "<b>Date:</b> 19 May 2027 <b>Place:</b> Berlin <b>Date:</b> 20 May 2027 <b>Place:</b> Berlin",
        "<h1>Another</h1><p><b>Date:</b> 19 May 2027<br><b>Place:</b> Berlin</p>",
        "<p><b>Date:</b> some day in spring<br><b>Place:</b> Berlin</p>",
    ):
        assert read(_PAGE.format(labels)).listings == ()


def _marked(starts: str, ends: str | None) -> tuple[str, str | None]:
    event = {"@type": "Event", "name": "Fest", "startDate": starts} | ({"endDate": ends} if ends else {})
    body = f'<html><script type="application/ld+json">{json.dumps(event)}</script></html>'
    (listing,) = read(body).listings
    return listing.starts.local, listing.ends.local if listing.ends else None


def test_midnights_of_the_place_s_own_are_days_but_not_the_end_of_one() -> None:
    assert _marked("2027-05-19T00:00:00+02:00", "2027-05-23T00:00:00+02:00") == ("2027-05-19", "2027-05-23")
    assert _marked("2027-05-19T00:00:00+02:00", None) == ("2027-05-19", None)
    assert _marked("2027-05-19T00:00:00+02:00", "2027-05-20T00:00:00+02:00") == (
        "2027-05-19T00:00",
        "2027-05-20T00:00",
    )
    assert _marked("2027-05-19T00:00:00+02:00", "2027-05-19T03:00:00+02:00") == (
        "2027-05-19T00:00",
        "2027-05-19T03:00",
    )
