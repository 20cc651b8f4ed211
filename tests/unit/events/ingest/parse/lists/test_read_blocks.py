"""Events that are a block each: a name and a day in a heading, below it or above it, in text and in pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Reading
from services.events.ingest.parse.lists.markdown_list import parse_markdown
from shared.contracts.catalogue.origins import HowTold
from tests.support.reading import read

Told = tuple[str, str, str | None, str | None]


def _told(reading: Reading) -> list[Told]:
    return [
        (
            it.title,
            it.starts.local,
            it.ends.local if it.ends else None,
            (it.place.venue or it.place.city) if it.place else None,
        )
        for it in reading.listings
    ]


def _page(body: str, title: str = "Events") -> Reading:
    return read(f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def test_a_bold_line_below_a_heading_tells_day_and_place() -> None:
    reading = read(
        "# Eventos\n\n## 2027\n\n### Madera y metal\n**📅 19 de mayo de 2027 · Molino (presencial)**\n\n"
        "Dos charlas.\n\n🎥 [Ver en YouTube](https://tube.example/1)\n\n---\n\n"
        "### Tornos\n**📅 20 de mayo de 2027 · Online**\n"
    )
    assert _told(reading) == [
        ("Madera y metal", "2027-05-19", "2027-05-19", "Molino"),
        ("Tornos", "2027-05-20", "2027-05-20", None),
    ]
    assert [it.mode and it.mode.value for it in reading.listings] == ["in_person", "online"]
    assert [it.url for it in reading.listings] == [None, None]


def test_events_called_alike_in_a_year_are_told_apart_and_others_may_move_within_it() -> None:
    text = "# Events\n\n## Ours\n19 May 2027\n\n## Ours\n16 June 2027\n\n## Theirs\n7 July 2027\n"
    uids = [it.uid for it in read(text).listings]
    assert uids == ["ours|2027||2027-05-19", "ours|2027||2027-06-16", "theirs|2027|"]


def test_blocks_and_lines_of_one_list_are_read_beside_each_other() -> None:
    text = (
        "# Talks\n\n## Upcoming\n\n### Of wood\n**19 May 2027 · Old Mill**\n\n### Of stars\n"
        "**26 May 2027 · Old Mill**\n\n## Past\n\n- **2 April 2027:** [Of engines](https://e.example)\n"
    )
    assert sorted(told[:2] for told in _told(read(text))) == [
        ("Of engines", "2027-04-02"),
        ("Of stars", "2027-05-26"),
        ("Of wood", "2027-05-19"),
    ]


def test_a_block_and_a_line_of_one_day_are_two_events_where_neither_name_nor_lines_are_shared() -> None:
    text = (
        "# Talks\n\n## Upcoming\n\n### Of wood\n**19 May 2027 · Old Mill**\n\n### Of stars\n"
        "**26 May 2027 · Old Mill**\n\n## All\n\n- **19 May 2027:** [Of engines](https://e.example)\n"
        "- **26 May 2027:** [Of Stars](https://s.example)\n"
    )
    assert sorted(told[:2] for told in _told(read(text))) == [
        ("Of Stars", "2027-05-26"),
        ("Of engines", "2027-05-19"),
        ("Of wood", "2027-05-19"),
    ]


def test_a_line_within_a_block_of_its_day_is_that_event_whatever_it_is_called() -> None:
    block = "## {}\n{} - Old Mill\n\n"
    text = "# Talks\n\n" + block.format("Of wood", "19 May 2027") + block.format("Of stars", "26 May 2027")
    assert sorted(told[:2] for told in _told(read(text))) == [
        ("Of stars", "2027-05-26"),
        ("Of wood", "2027-05-19"),
    ]


def test_a_day_ends_a_heading_of_whatever_level() -> None:
    reading = read(
        "### Vergangene Stammtische\n\n#### 44./ Ours Stammtisch am 19.05.2027\n\nWorte.\n\n"
        "- Thema - Jane Roe\n\n###### 43\\. Ours Stammtisch am 20.04.2027\n\n"
        "- Wir treffen uns am Dienstag, den 20.04.2027 im [Brauhaus](https://b.example) ab 18Uhr.\n",
        "https://example.org/past-events.md",
    )
    assert [told[:2] for told in _told(reading)] == [
        ("44./ Ours Stammtisch", "2027-05-19"),
        ("43. Ours Stammtisch", "2027-04-20"),
    ]


def test_a_heading_that_is_a_day_is_named_by_the_first_below_it() -> None:
    text = (
        "Upcoming events:\n================\n\n19 May 2027\n-----------\n\nOf wood\n.......\n\nWords.\n\n"
        "Past events\n===========\n\n7 April 2027\n------------\n\nOf stars\n........\n\nWords.\n"
    )
    reading = read(text, "https://example.org/docs/events.rst")
    assert [told[:2] for told in _told(reading)] == [("Of wood", "2027-05-19"), ("Of stars", "2027-04-07")]


def test_a_part_of_an_event_that_names_its_day_again_is_no_other() -> None:
    text = (
        "# Notes\n\n## Ours (19 May 2027)\n\n### Programme of ours\nWhen: 19 May 2027\n\n"
        "## Theirs (20 May 2027)\n\n### Programme of theirs\nWhen: 20 May 2027\n"
    )
    parsed = parse_markdown(text, "https://example.org/events.md")
    assert parsed
    assert [(it.title, it.starts) for it in parsed.listings] == [
        ("Ours", "2027-05-19"),
        ("Theirs", "2027-05-20"),
    ]


def test_below_who_speaks_stands_what_is_spoken_of() -> None:
    reading = read(
        "# Seminar\n\n## Ada Ours (University of Ours, UK) - May 19th, 2027\n\nOf engines\n\n"
        "## Bea Theirs (Institute of Stars, Spain) - June 16th, 2027\n\nOf stars\n"
    )
    assert [told[:2] for told in _told(reading)] == [("Of engines", "2027-05-19"), ("Of stars", "2027-06-16")]


def test_the_year_of_a_name_completes_the_days_below_it() -> None:
    reading = read(
        "# Eventos\n\n#### [Ours Jam 2027][o]\n\n31 de Enero - 2 de Febrero\n\n#### [Ours 2026][p]\n\n"
        "30 - 31 de Mayo\n\n[o]: https://o.example\n[p]: https://p.example\n"
    )
    assert _told(reading) == [
        ("Ours Jam 2027", "2027-01-31", "2027-02-02", None),
        ("Ours 2026", "2026-05-30", "2026-05-31", None),
    ]
    assert [it.url for it in reading.listings] == ["https://o.example/", "https://p.example/"]
    assert {it.dates_told for it in reading.listings} == {HowTold.COMPLETED}


def test_days_in_pieces_open_the_boxes_of_a_page() -> None:
    box = "<div><div>{}</div><div>{}</div><div>{}</div><p>{} (House)</p><div>Title: <b>{}</b></div></div>"
    reading = _page(
        "<h1>Seminars</h1><h2>Past</h2>"
        + box.format(20, "Jan", 2027, "Jane Roe", "Of engines: a view")
        + box.format(22, "Dec", 2026, "Ann Doe", "Of stars")
    )
    assert _told(reading) == [
        ("Of engines: a view", "2027-01-20", "2027-01-20", None),
        ("Of stars", "2026-12-22", "2026-12-22", None),
    ]


def test_a_day_and_month_in_elements_of_their_own_below_the_heading_of_a_year() -> None:
    item = "<div><span>{}</span><span>{}</span></div><p>{}</p><p>{}</p>"
    reading = _page(
        "<h1>Veranstaltungen</h1><h2>Termine 2027</h2><nav>"
        + item.format("06", "Apr", "Versammlung", "10:00 – 12:00 Uhr")
        + item.format("14", "Dez", "Schachturnier", "Haus Ours | 13:00 – 17:00 Uhr")
        + "</nav>"
    )
    assert _told(reading) == [
        ("Versammlung", "2027-04-06T10:00", "2027-04-06T12:00", None),
        ("Schachturnier", "2027-12-14T13:00", "2027-12-14T17:00", "Haus Ours"),
    ]


def test_a_day_above_a_heading_is_of_that_heading_and_not_of_the_one_before() -> None:
    card = "<div><div>{}</div><div>Apr</div></div><div><h3>{}</h3><div>{}</div><p>Worte hierzu.</p></div>"
    reading = _page(
        "<h1>Termine</h1><h2>April 2027</h2>"
        + card.format("05", "Stammtisch", "19:00 Uhr")
        + card.format("13", "Workshop: Holz", "10:00 - 14:00 Uhr")
        + card.format("20", "Ausflug", "14:00 - 16:00 Uhr")
    )
    assert [told[:2] for told in _told(reading)] == [
        ("Stammtisch", "2027-04-05T19:00"),
        ("Workshop: Holz", "2027-04-13T10:00"),
        ("Ausflug", "2027-04-20T14:00"),
    ]


def test_one_block_is_enough_that_labels_when_and_where() -> None:
    body = (
        "<h1>Événements</h1><h2>Rencontre</h2>Une soirée.<br><b>Où ?</b> – Au Bar, 6 rue Haute à Paris<br>"
        "<b>Quand ?</b> – Mercredi 19 mai 2027 à partir de 19h00<br>"
    )
    assert [told[:2] for told in _told(_page(body, "Événements"))] == [("Rencontre", "2027-05-19T19:00")]
    assert _told(_page("<h1>Events</h1><h2>Ours</h2><p>19 May 2027</p>")) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Events\n\n## News\n\n### We moved\n19 May 2027\n\n### We grew\n20 May 2027\n",
        "# Workshops\n\n## Important dates\n\n* **19 May 2027** – Website online\n* **20 May 2027** – Talk\n",
        "# Events\n\n### Of engines\nBy Jane Roe, 19 May 2027\n\n### Of stars\nBy Ann Doe, 20 May 2027\n",
        "# Events\n\n## May 2027\n19 May 2027\n\n## June 2027\n16 June 2027\n",
        "# Notes\n\n## Of engines\n19 May 2027\n\n## Of stars\n20 May 2027\n",
        "# Events\n\n## Ours\n19 May 2027\n20 May 2027\n\n## Theirs\n21 May 2027\n22 May 2027\n",
        "# Talks\n\n- head: Ours\n  as: x\n  on: 19 May 2027\n- head: Theirs\n  as: y\n  on: 20 May 2027\n",
    ],
    ids=["news", "on the way", "bylines", "months", "of no events", "of several days", "yaml"],
)
def test_names_with_a_day_that_are_no_events(text: str) -> None:
    assert _told(read(text, "https://example.org/list.md")) == []


def test_names_above_several_days_and_a_town_are_events_wherever_they_stand() -> None:
    text = "# Where we go\n\n## {}\n5-7 May 2027, Berlin\n\n## EuroTurn\n{}\n"
    listed = read(text.format("LatheCon", "Vienna, 10-12 June 2027"), "https://example.org/list.md")
    assert _told(listed) == [
        ("LatheCon", "2027-05-05", "2027-05-07", "Berlin"),
        ("EuroTurn", "2027-06-10", "2027-06-12", "Vienna"),
    ]
    for name, day in (("LatheCon", "Ann Lee, 10 June 2027"), ("Date", "Vienna, 10-12 June 2027")):
        assert _told(read(text.format(name, day), "https://example.org/list.md")) == []


def test_the_days_of_a_programme_are_no_events_of_their_own() -> None:
    rows = "".join(f"<tr><td>{day}.05.2027</td><td>Of engines</td></tr>" for day in (19, 20))
    page = f"<h1>2nd Ours Workshop</h1><h2>Agenda</h2><table>{rows}</table>"
    assert _told(_page(page, "Ours Workshop")) == []


def test_linked_data_within_markdown_is_read_where_its_words_are_not() -> None:
    reading = read(
        "---\ntitle: イベント\n---\n\n### 会\n\n日時\n: 2027年5月19日(水)・6月2日(水)\n\n"
        '<script type="application/ld+json">\n{"@type": "Event", "name": "Ours",'
        ' "startDate": "2027-05-19T18:00:00+09:00"}\n</script>\n',
        "https://example.org/ja/events.md",
    )
    assert reading.format == "json_ld"
    assert [it.title for it in reading.listings] == ["Ours"]


_LINES = ("# Events", "## x", "**x**", "- x", "19 May 2027", "20", "May", ": y", "<b>", "x · 18:00", "x?: y")


@given(st.lists(st.sampled_from(_LINES)))
def test_any_lines_give_listings_or_none(lines: list[str]) -> None:
    parsed = parse_markdown("\n".join(lines), "https://example.org/events.md")
    assert parsed is None or all(it.title and it.starts for it in parsed.listings)
