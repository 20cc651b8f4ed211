"""Headings and days in Markdown, each with what is said below it."""

from tests.support.reading import placed, read


def test_a_programme_of_a_few_days_is_no_list_of_events() -> None:
    talks = "".join(f"  * {hour}:00 - Talk {hour}\n" for hour in range(9, 17))
    assert read(f"# Workshops\n* 2027-03-27\n{talks}* 2027-03-28\n{talks}").listings == ()


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
