"""Series of talks, meetings under their dates, and years and counts that complete or stand for days."""

import json

from tests.support.reading import placed, read


def test_days_of_a_series_without_anything_known_or_held_are_no_events() -> None:
    listed = """# Seminar
- **Oct 5, 2027**: *no seminar this week due to a meeting of all*
- **Oct 12, 2027**: Ada Lovelace, *Notes on engines*
- **Oct 19, 2027**: TBA
- **Oct 26, 2027**: No Code Meetup
"""
    reading = read(listed)
    assert [it.title for it in reading.listings] == ["Ada Lovelace, Notes on engines", "No Code Meetup"]
    assert [it.reason for it in reading.rejected] == ["not_an_event", "not_an_event"]


def test_a_talk_without_a_title_yet_is_called_by_its_speaker() -> None:
    reading = read("""- seminar:
    speaker: "<a href='https://ada.example/'>Ada Lovelace</a>"
    schedule: "September 8, 2027"
    title: To be confirmed
- seminar:
    speaker: tba
    schedule: "September 9, 2027"
    title: TBA
""")
    assert placed(reading) == [("Ada Lovelace", "2027-09-08", "2027-09-08", None, None)]
    assert [it.url for it in reading.listings] == [None]
    assert [(it.reason, it.title) for it in reading.rejected] == [("not_an_event", "TBA")]


def test_speakers_with_their_house_are_no_list_of_people() -> None:
    reading = read("""- year: 2027
  talks:
    - {day: 20, month: Jun 2027, title: Of engines, speaker: Ada Lovelace, affiliation: Ours}
    - {day: 5, month: May 2027, title: Of stars, speaker: Jane Roe, affiliation: Theirs}
""")
    assert [(it.title, it.starts.local) for it in reading.listings] == [
        ("Of engines", "2027-06-20"),
        ("Of stars", "2027-05-05"),
    ]


def test_a_day_that_is_to_be_confirmed_is_told_all_the_same() -> None:
    reading = read("- {date: 8th June 2027 (tbc), workshop: Of brushes}\n- {date: TBC, workshop: Of wood}\n")
    assert [(it.title, it.starts.local) for it in reading.listings] == [("Of brushes", "2027-06-08")]
    assert [it.reason for it in reading.rejected] == ["date_to_be_announced"]


def test_a_zone_that_the_moment_contradicts_is_none() -> None:
    listed = json.dumps(
        [{"title": "Lathes", "starts_at": "2027-07-11T15:00:00+02:00", "timezone": "UTC", "city": "Berlin"}]
    )
    starts = read(listed).listings[0].starts
    assert (starts.local, starts.timezone) == ("2027-07-11T15:00", "Europe/Berlin")


def test_a_heading_that_is_a_date_is_that_of_the_topic_and_speaker_below() -> None:
    listed = """## Previous meetups

### 13 August, 2027

Speaker: Dr. Ada Lovelace

Topic: Engines of old

### 9 July, 2027

Speaker: Jane Roe

Topic: Variable stars
"""
    assert placed(read(listed)) == [
        ("Engines of old", "2027-08-13", "2027-08-13", None, None),
        ("Variable stars", "2027-07-09", "2027-07-09", None, None),
    ]


def test_a_date_with_its_place_behind_it_below_a_heading() -> None:
    listed = """+++
title = "Conferences of 2027"
+++
## RiverWeek

May 13-17, 2027 in Berlin, Germany. [Website](https://ours.example/river)

## BridgeDays

- **Date**: February 19-20
- **Location**: London, UK
"""
    assert placed(read(listed)) == [
        ("RiverWeek", "2027-05-13", "2027-05-17", None, "Berlin"),
        ("BridgeDays", "2027-02-19", "2027-02-20", None, "London"),
    ]


def test_counts_since_1970_that_are_midnights_in_utc_throughout_are_days() -> None:
    row = {"title": "Camp", "Start Date": "1811635200", "End Date": "1811808000", "Timezone": "Europe/Berlin"}
    assert placed(read(json.dumps([row | {"Venue Name": "Haus"}]))) == [
        ("Camp", "2027-05-30", "2027-06-01", "Haus", None)
    ]


def test_a_year_beside_a_talk_is_no_edition_of_it() -> None:
    table = "Date,Presenter,Title,Conference,Year\n2027/5/19,Ada Lovelace,Of engines,Ours,2027\n"
    assert [it.title for it in read(table, "https://example.org/meetings.csv").listings] == ["Of engines"]


def test_days_with_blanks_between_their_numbers_in_a_list_of_meetings_in_czech() -> None:
    text = (
        "# Srazy\n\nStarší akce:\n\n- 28. 6. 2027 Ours sraz Praha, Hotel Ours\n"
        "- 9.–10. 6. 2027 Theirs Pelhřimov\n"
    )
    assert sorted((it.title, it.starts.local) for it in read(text, "https://example.org/x.md").listings) == [
        ("Ours sraz Praha, Hotel Ours", "2027-06-28"),
        ("Theirs Pelhřimov", "2027-06-09"),
    ]
