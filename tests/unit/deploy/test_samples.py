import json
from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from deploy.samples.generate import sample_files
from deploy.samples.table import events, meetups

TODAY = date(2026, 11, 23)


def test_there_are_enough_events_in_enough_cities_with_an_address_each() -> None:
    found = events(TODAY)

    assert len(found) >= 150
    assert len({event.url for event in found}) == len(found)
    assert len({event.city.city for event in found if event.city}) >= 25
    assert {event.mode for event in found} == {"in_person", "online", "hybrid"}
    assert {"cancelled", "postponed", "moved"} <= {event.extra for event in found}


@given(st.dates(min_value=date(2026, 1, 1), max_value=date(2040, 12, 31)))
def test_on_any_day_every_event_lies_within_the_coming_twelve_months(today: date) -> None:
    found = events(today)

    assert min(event.first for event in found) > today - timedelta(days=1)
    assert max(event.last for event in found) < today + timedelta(days=366)
    assert all(event.first <= event.last for event in found)
    calls = [(event.cfp_closes, event.first) for event in found if event.cfp_closes]
    assert all(closes <= first - timedelta(days=14) for closes, first in calls)
    assert sum(closes > today for closes, _ in calls) > len(calls) / 2


def test_the_same_day_gives_the_same_bytes() -> None:
    assert sample_files(TODAY) == sample_files(TODAY)


def test_all_five_formats_are_there_and_many_events_stand_in_several() -> None:
    endings = {path.rpartition(".")[2] for path in sample_files(TODAY)}
    told = Counter(len(event.feeds) for event in events(TODAY))

    assert endings == {"json", "ics", "rss", "atom", "html"}
    assert told[2] + told[3] >= 50


def test_cities_of_confs_tech_carry_state_and_careless_country() -> None:
    files = sample_files(TODAY)
    rows = [row for path, body in files.items() if path.startswith("confs-tech/") for row in json.loads(body)]

    assert {"city": "San Francisco, CA", "country": "U.S.A."}.items() <= next(
        row.items() for row in rows if row["name"] == "Bay Data Week"
    )


def test_meetups_recur_with_exceptions_and_overrides() -> None:
    calendar = Calendar.from_ical(sample_files(TODAY)["calendars/meetups.ics"].decode())
    entries = [dict(entry) for entry in calendar.walk("VEVENT")]

    assert sum("RRULE" in entry for entry in entries) == len(meetups())
    assert sum("EXDATE" in entry for entry in entries) == sum(meetup.skip is not None for meetup in meetups())
    assert sum("RECURRENCE-ID" in entry for entry in entries) == sum(
        meetup.moved is not None for meetup in meetups()
    )
