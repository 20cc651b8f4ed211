"""Words of pages kept by hand: boxes that are links, articles with feet, what one of two readings sees."""

from services.events.ingest.model import Reading
from tests.support.reading import placed, read, told


def _page(body: str, title: str = "Konzerte") -> Reading:
    return read(f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>")


def test_a_box_that_is_one_link_is_read_line_by_line_and_links_to_its_event() -> None:
    boxes = "".join(
        f"<a href='https://a.example/{day}'><div><span>Details</span></div>"
        f"<div>{day}. Dezember 2027</div><div>{name}</div></a>"
        for day, name in ((4, "Advent"), (11, "Finale"))
    )
    assert told(_page(f"<div>{boxes}</div>")) == [
        ("Advent", "2027-12-04", "2027-12-04", None, None, "https://a.example/4"),
        ("Finale", "2027-12-11", "2027-12-11", None, None, "https://a.example/11"),
    ]


def test_the_foot_of_an_article_is_read_and_that_of_the_page_is_not() -> None:
    articles = "".join(
        f"<article><header>Le {day} novembre 2027</header>Concert {day}"
        "<footer>Old Mill, Mill Road 3, Berlin</footer></article>"
        for day in (14, 28)
    )
    reading = _page(f"{articles}<footer><p>30 novembre 2027</p><p>Mentions</p></footer>", "Concerts")
    assert placed(reading) == [
        ("Concert 14", "2027-11-14", "2027-11-14", "Old Mill", "Berlin"),
        ("Concert 28", "2027-11-28", "2027-11-28", "Old Mill", "Berlin"),
    ]


def test_a_day_with_the_place_below_it_is_named_by_the_line_behind_that() -> None:
    reading = _page(
        "<h2>2027</h2><h4>19 mei · 20.30 uur</h4><p>Martinikerk, Berlin<br>Orgelconcert</p>"
        "<h4>22 mei · 17.00 uur</h4><p>Stadtkirche, Berlin<br>Orgel en fluit</p>",
        "Agenda",
    )
    assert placed(reading) == [
        ("Orgelconcert", "2027-05-19T20:30", None, "Martinikerk", "Berlin"),
        ("Orgel en fluit", "2027-05-22T17:00", None, "Stadtkirche", "Berlin"),
    ]


def test_what_only_the_lines_tell_is_kept_beside_what_the_blocks_tell() -> None:
    reading = _page(
        "<h3>Lathes</h3><p>19 May 2027</p><h3>Chisels</h3><p>26 May 2027</p><h3>Saws</h3><p>2 June 2027</p>"
        "<h2>More</h2><ul><li>9 June 2027: <a href='https://a.example/'>Planes</a></li></ul>",
        "Events",
    )
    assert [it[:2] for it in told(reading)] == [
        ("Lathes", "2027-05-19"),
        ("Chisels", "2027-05-26"),
        ("Saws", "2027-06-02"),
        ("Planes", "2027-06-09"),
    ]


def test_a_link_to_a_map_is_no_part_of_the_place_beside_it() -> None:
    reading = _page(
        "<h4>Estate</h4>"
        "<p>Luogo: Teatro Nuovo, Via Roma 3 <a href='https://goo.gl/maps/x'>Vedi sulla mappa</a></p>"
        "<p>Data: 30 giugno 2027</p>",
        "Eventi",
    )
    assert placed(reading) == [("Estate", "2027-06-30", "2027-06-30", "Teatro Nuovo", None)]


def test_a_sentence_just_below_a_day_is_not_passed_over_for_what_stands_further_below() -> None:
    rows = "".join(
        f"<div>{day}. 1. 2027</div><div>Odvoz šrotu, pomáhali Jan a Petr J.</div><div>16,5 h práce</div>"
        for day in (13, 14)
    )
    assert _page(rows, "Akce").listings == ()


def test_a_field_and_its_value_may_be_a_line_each() -> None:
    boxes = "".join(
        f"<h3>{name}</h3><div>Data</div><div>{day}/07/2027 · sexta-feira</div>"
        "<div>Local</div><div>Old Mill</div>"
        for name, day in (("Tornos", 17), ("Serras", 24))
    )
    assert placed(_page(boxes, "Eventos")) == [
        ("Tornos", "2027-07-17", "2027-07-17", "Old Mill", None),
        ("Serras", "2027-07-24", "2027-07-24", "Old Mill", None),
    ]


def test_a_heading_broken_into_lines_tells_the_time_above_the_day_and_the_place_in_two() -> None:
    page = "".join(
        f"<h3>Samstag, {clock}<br><b>{day}.09.27<br>{name}</b><br>im Laden,<br>Mill Road 3, Berlin</h3>"
        for clock, day, name in (("9:30 Uhr bis 12 Uhr", 17, "Frühstück"), ("19:30 Uhr", 24, "Anden"))
    )
    assert placed(_page(page, "Veranstaltungen")) == [
        ("Frühstück", "2027-09-17T09:30", "2027-09-17T12:00", "im Laden", "Berlin"),
        ("Anden", "2027-09-24T19:30", None, "im Laden", "Berlin"),
    ]


def test_what_a_line_says_of_an_event_is_told_with_what_its_block_says_of_the_place() -> None:
    page = "".join(
        f"<h3>{name}</h3><p>Date : {day} octobre 2027 à 14h00</p><p>Lieu : Old Mill, Berlin</p>"
        for name, day in (("Un", 18), ("Deux", 25))
    )
    assert placed(_page(page, "Concerts")) == [
        ("Un", "2027-10-18T14:00", None, "Old Mill", "Berlin"),
        ("Deux", "2027-10-25T14:00", None, "Old Mill", "Berlin"),
    ]


def test_rows_without_a_head_that_begin_with_a_day_go_on_with_the_name_and_the_place() -> None:
    row = "<tr><td>{}</td><td>{}</td><td>19:30 Uhr</td><td>Mill Road 3<br>10115 Berlin</td></tr>"
    tables = "".join(
        f"<table>{''.join(row.format(*each) for each in rows)}</table>"
        for rows in (
            [("Samedi 8 Mai 2027", "@ Old Mill")],
            [("Samedi 15 Mai 2027", "Lathes"), ("22 mai 2027", "Chisels")],
        )
    )
    assert placed(_page(tables, "Gigs")) == [
        ("Old Mill", "2027-05-08T19:30", None, "Mill Road 3", "Berlin"),
        ("Lathes", "2027-05-15T19:30", None, "Mill Road 3", "Berlin"),
        ("Chisels", "2027-05-22T19:30", None, "Mill Road 3", "Berlin"),
    ]
