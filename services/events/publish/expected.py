"""An edition that is only expected, as a calendar may show it: tentative, a whole day, and said to be so."""

from datetime import date

from services.events.publish.entry import Doc, Entry


def expected_entry(last: Entry, day: date) -> Entry:
    """Return the next edition of a series after the latest that is known, on the day of its rule."""
    event, series = last.event, last.event["series"]
    told: Doc = {
        **event,
        "id": f"{series['id']}-{day.isoformat()}",
        "title": f"{series['name']} (expected, unconfirmed)",
        "summary": None,
        "description": "Nobody has announced this: it follows from when earlier editions were held.",
        "status": "postponed",
        "starts_at": {"local": day.isoformat(), "timezone": None, "utc": None},
        "ends_at": None,
        "url": event["url"],
    }
    return Entry(told, 1, last.added_at)
