"""Follow-ups as an iCalendar file: whole days that leave the calendar free."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from shared.contracts.network.connections import FollowUp, FollowUpKind

AHEAD = timedelta(days=400)
_EPOCH = date(2020, 1, 1)
_SUMMARY: dict[FollowUpKind, str] = {
    "after_meeting": "Follow up with {}",
    "my_promise": "Keep your promise to {}",
    "their_promise": "Ask {} about their promise",
    "keep_in_touch": "Be in touch with {}",
}


def calendar(follow_ups: Iterable[FollowUp], *, today: date, public_url: str) -> bytes:
    """Return a calendar of the follow-ups due within `AHEAD`; those overdue stand on `today`."""
    made = Calendar()
    for name, text in {
        "version": "2.0", "prodid": "-//Acquaint//Follow-ups//EN", "method": "PUBLISH",
        "name": "Follow-ups", "x-wr-calname": "Follow-ups", "x-published-ttl": "PT6H",
    }.items():  # fmt: skip
        made.add(name, text)
    for one in follow_ups:
        if one.due_on <= today + AHEAD:
            made.add_component(_event(one, max(one.due_on, today), public_url))
    return bytes(made.to_ical())


def _event(one: FollowUp, day: date, public_url: str) -> Event:
    """A later day is a later state of the same follow-up: `SEQUENCE` grows with it."""
    page = f"{public_url}/connections/{one.connection_id}"
    made = Event()
    made.add("uid", f"{one.id}@acquaint")
    made.add("dtstamp", datetime.combine(day, time(), UTC))
    made.add("sequence", (day - _EPOCH).days)
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("summary", _SUMMARY[one.kind].format(one.name))
    made.add("description", f"{one.reason}\n\n{one.draft}\n\n{page}")
    made.add("url", page)
    return made
