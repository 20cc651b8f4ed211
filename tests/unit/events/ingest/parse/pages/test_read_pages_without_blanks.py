"""Pages whose elements touch, whose places are told by a picture, and whose times stand a line below."""

import json

from services.events.ingest.model import Reading
from tests.support.reading import placed, read, told


def _page(body: str, title: str = "Termine") -> Reading:
    return read(f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>")


def test_elements_that_touch_are_words_apart_and_groups_of_them_lines() -> None:
    boxes = "".join(
        f"<li><a href='https://a.example/{day}'><span><b>{day}</b><i>Okt</i><em>{until}</em></span><span>"
        f"<span><span>Schau</span><span><i></i><span>Meldeschluss 26.09.2027</span></span></span>"
        f"<h3>{name}</h3><span>Berlin</span></span><span>Details</span></a></li>"
        for day, until, name in (("03", "So", "Drehbank"), ("23", "bis 25. Okt", "Meißel"))
    )
    assert told(_page(f"<h3>Oktober <span>2027</span></h3><ol>{boxes}</ol>")) == [
        ("Drehbank", "2027-10-03", "2027-10-03", None, None, "https://a.example/03"),
        ("Meißel", "2027-10-23", "2027-10-25", None, None, "https://a.example/23"),
    ]


def test_letters_in_elements_of_their_own_are_a_word() -> None:
    letters = "".join(f"<span>{letter}</span>" for letter in "Lathes")
    items = f"<ul><li>19 May 2027: {letters}</li><li>26 May 2027: Saws</li></ul>"
    assert [it[0] for it in told(_page(items))] == ["Lathes", "Saws"]


def test_cells_are_words_apart() -> None:
    cells = "<table><tr><td>{}. Mai 2027: Neue</td><td>{}</td><td></td><td>für alle</td></tr></table>"
    rows = (cells.format(day, name) for day, name in ((19, "Drehbank"), (26, "Säge")))
    assert [it[0] for it in told(_page("".join(rows)))] == ["Neue Drehbank für alle", "Neue Säge für alle"]


def test_the_picture_of_a_pin_tells_a_place() -> None:
    pins = (
        "<i data-feather='map-pin'></i>",
        "<i class='fa fa-map-marker'></i>",
        "<svg class='icon'><use href='#location'/></svg>",
        "<svg><title>Pin</title></svg>",
        "<img src='a.png' alt='Venue'>",
        "<span class='material-icons'>place</span>",
        "</div><div><i class='bi bi-geo-alt'></i></div><div>",
    )
    boxes = "".join(
        f"<div>{day}</div><div>Mai</div><h3>Treffen {day}</h3><div><i class='fa-clock'></i>19:00 Uhr</div>"
        f"<div>{pin} Alte Post</div><p>Wer kommt, ist willkommen.</p>"
        for day, pin in enumerate(pins, 11)
    )
    assert placed(_page(f"<h2>Mai 2027</h2>{boxes}")) == [
        (f"Treffen {day}", f"2027-05-{day}T19:00", None, "Alte Post", None) for day in range(11, 18)
    ]


def test_the_line_below_tells_from_when_and_where_and_what_follows_no_house() -> None:
    lines = (
        "<p>19.05.2027 – Drehbank<br>18:00 - 20:00 Uhr</p>"
        "<p>26.05.2027 – Meißel<br>ab 18 Uhr im Café Luna</p>"
        "<p>02.06.2027 – Säge<br>Beginn 11:00 Uhr im Anschluss an den Umzug</p>"
        "<p>09.06.2027 – Hobel<br>Bitte um 11:00 Uhr da sein</p>"
    )
    assert placed(_page(lines)) == [
        ("Drehbank", "2027-05-19T18:00", "2027-05-19T20:00", None, None),
        ("Meißel", "2027-05-26T18:00", None, "Café Luna", None),
        ("Säge", "2027-06-02T11:00", None, None, None),
        ("Hobel", "2027-06-09", "2027-06-09", None, None),
    ]


def test_data_of_a_program_may_be_json_within_a_text_of_json() -> None:
    events = [{"title": "Lathes", "date": "2027-05-19", "time": "15:30", "location": "Room 204"}]
    script = f"<script id='events-data' type='application/json'>{json.dumps(json.dumps(events))}</script>"
    assert placed(_page(script)) == [("Lathes", "2027-05-19T15:30", None, "Room 204", None)]


def test_a_fragment_at_the_address_of_a_page_is_a_page_that_its_file_may_name() -> None:
    body = "".join(
        f"<h3>{name}</h3>\n<p>\n\tSunday, May {day}, 2027, 3pm<br />\n\tOld Mill, 3 Mill Road\n</p>\n"
        for name, day in (("Requiem", 16), ("Madrigali", 23))
    )
    reading = read(f"---\ntitle: Season of 2027\n---\n{body}", "https://example.org/concerts.html")
    assert [(it[0], it[1]) for it in placed(reading)] == [
        ("Requiem", "2027-05-16T15:00"),
        ("Madrigali", "2027-05-23T15:00"),
    ]


def test_a_line_of_a_box_tells_the_time_of_day_and_the_place_in_parts() -> None:
    boxes = "".join(
        f"<article class='event-item'><time datetime='2027-05-{day}'>{day}. Mai</time><h2>{name}</h2>"
        f"<p>18:00–19:30 Uhr · {place}</p></article>"
        for day, name, place in ((19, "Drehbank", "Weg 1 · 10115 Berlin"), (26, "Säge", "Alte Post"))
    )
    assert placed(_page(boxes)) == [
        ("Drehbank", "2027-05-19T18:00", "2027-05-19T19:30", "Weg 1", "Berlin"),
        ("Säge", "2027-05-26T18:00", "2027-05-26T19:30", "Alte Post", None),
    ]
