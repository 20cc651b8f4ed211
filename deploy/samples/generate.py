"""All sample feeds of a day: file path to bytes, in the five formats."""

from datetime import date

from deploy.samples.as_calendar import calendars, meetup_calendar
from deploy.samples.as_feed import feeds
from deploy.samples.as_json import agenda, confs_tech
from deploy.samples.as_pages import pages
from deploy.samples.table import events, meetups


def sample_files(today: date) -> dict[str, bytes]:
    """Return the feeds as of `today`; the same day gives the same bytes."""
    found = events(today)
    return {
        **confs_tech(found),
        **agenda(found),
        **calendars(found, today),
        **meetup_calendar(meetups(), today),
        **feeds(found, today),
        **pages(found),
    }
