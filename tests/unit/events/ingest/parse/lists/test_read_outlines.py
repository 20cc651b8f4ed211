"""Outlines in Markdown: fields as headings, events below days, what the line below a heading says of it."""

import pytest

from tests.support.reading import placed, read


def test_headings_that_are_fields_are_those_of_the_heading_above() -> None:
    listed = """# Open house of lathes

## Date
Sept. 26, 2027

## Time
18:00 - 19:00 (24h)

## Location
Berlin

## Image
lathe.jpg

## Button
link: https://ours.example/1

# Night of wood

## Date
Every Thursday
"""
    (event,) = read(listed).listings
    assert (event.title, event.starts.local, event.ends and event.ends.local) == (
        "Open house of lathes",
        "2027-09-26T18:00",
        "2027-09-26T19:00",
    )
    assert (event.place and event.place.city, event.url) == ("Berlin", "https://ours.example/1")


def test_items_below_days_are_events_of_those_with_their_place_and_link() -> None:
    listed = """* 2027-03-27 Saturday
  * 11:30 am - Design of lathes
    * at the Old Mill
    * RSVP: [Of handles](https://ours.example/1)
* 2027-03-29
  * Wood and more at 6:00 pm
    * at Berlin
    * [Sign up](https://ours.example/2)
  * 7 pm
    * RSVP: [Of chisels](https://ours.example/3)
    * at Berlin
"""
    assert [
        (*it, found.url) for it, found in zip(placed(read(listed)), read(listed).listings, strict=True)
    ] == [
        ("Design of lathes", "2027-03-27T11:30", None, "Old Mill", None, "https://ours.example/1"),
        ("Wood and more", "2027-03-29T18:00", None, None, "Berlin", "https://ours.example/2"),
        ("Of chisels", "2027-03-29T19:00", None, None, "Berlin", "https://ours.example/3"),
    ]


def test_a_programme_of_a_few_days_is_no_list_of_events() -> None:
    talks = "".join(f"  * {hour}:00 - Talk {hour}\n" for hour in range(9, 17))
    assert read(f"# Workshops\n* 2027-03-27\n{talks}* 2027-03-28\n{talks}").listings == ()


@pytest.mark.parametrize(
    ("line", "starts", "ends", "place"),
    [
        ("Le 8 mars, de 19h00 à 22h00 à l’école [Ours](https://ours.example/) (2 rue Haute, London)",
         "2027-03-08T19:00", "2027-03-08T22:00", ("Ours", "London")),
        ("We meet on March 8th at 7pm.", "2027-03-08T19:00", None, None),
        ("Sign up until 7 March, 19:00.", "2027-03-08", "2027-03-08", None),
    ],
)  # fmt: skip
def test_the_line_below_the_heading_of_an_event_tells_its_time_and_place(
    line: str, starts: str, ends: str | None, place: tuple[str, str] | None
) -> None:
    (event,) = read(f"# Our meetups\n\n40th meetup : 8 March 2027\n---\n\n{line}\n").listings
    told = event.place and (event.place.venue, event.place.city)
    assert (event.starts.local, event.ends and event.ends.local, told) == (starts, ends, place)


def test_headings_of_a_name_and_days_below_a_year_are_events() -> None:
    listed = """# Conferences
## 2027
### LatheConf (July 29-30) - Online
[LatheConference](https://lathes.example/) is the first of its kind.

[Recordings](https://tube.example/)
### WoodDays (Oct 10-12)
[Days of the Wood (WoodDays)](https://wood.example/) is a yearly event.
"""
    assert [(it.title, it.starts.local, it.url) for it in read(listed).listings] == [
        ("LatheConf", "2027-07-29", "https://lathes.example/"),
        ("WoodDays", "2027-10-10", "https://wood.example/"),
    ]


def test_where_to_sign_up_is_the_link_of_a_heading() -> None:
    listed = "# Our meetups\n\n## 40th meetup, 8 March 2027\n\n**Inscriptions** : on [ours](https://ours.example/)\n"
    assert [it.url for it in read(listed).listings] == ["https://ours.example/"]


def test_items_that_are_a_bold_name_have_their_day_behind_or_below_it() -> None:
    listed = """# Events

- **May**
  - **LatheConf** 30 May 2027, Berlin
    <https://lathes.example/>
    The days of the lathe.
  - **Days of wood**
    3-8 December, 2027, London
    <https://wood.example/>
  - **Speaker**: Ada Lovelace, 3 May 2027
"""
    found = read(listed).listings
    assert [(it.title, it.starts.local, it.place and it.place.city, it.url) for it in found] == [
        ("LatheConf", "2027-05-30", "Berlin", "https://lathes.example/"),
        ("Days of wood", "2027-12-03", "London", "https://wood.example/"),
    ]


def test_a_bold_title_below_a_day_and_a_speaker_is_a_talk() -> None:
    listed = """# Seminars

### 16 October 2027 — Ada Lovelace

**Of engines**
University of Ours · 14:00 · Room 6

Some words of it.

### 30 October 2027 — Jane Roe

**Of stars**
"""
    assert placed(read(listed)) == [
        ("Of engines", "2027-10-16T14:00", None, "Room 6", None),
        ("Of stars", "2027-10-30", "2027-10-30", None, None),
    ]


def test_lines_below_days_alone_are_events_by_their_first() -> None:
    listed = """# Talks

2027 July 27th
First of our meetups!
2027 August 9th
Ada Lovelace on engines
Lathes for all
2027 August 30th
Night of wood
"""
    assert [(it.title, it.starts.local) for it in read(listed).listings] == [
        ("First of our meetups!", "2027-07-27"),
        ("Ada Lovelace on engines", "2027-08-09"),
        ("Night of wood", "2027-08-30"),
    ]


def test_what_is_left_of_a_talk_is_no_place() -> None:
    listed = "# Meetups\n* 2027-05-19 - [Lathes](https://ours.example/) ---- [Video](https://tube.example/)\n"
    assert placed(read(listed)) == [("Lathes", "2027-05-19", "2027-05-19", None, None)]
