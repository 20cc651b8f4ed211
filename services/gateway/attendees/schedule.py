"""A meeting plan to take along: as a table (RFC 4180), and as a calendar (RFC 5545)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from icalendar import Calendar, Event

from services.gateway.attendees.handout import line
from services.gateway.web.words import write_list
from shared.contracts.events import Event as GoneTo
from shared.contracts.events import Moment
from shared.contracts.partners.meeting_plans import MeetingPlan, OwnMeeting, PlannedMeeting, Seated
from shared.contracts.people import PersonCard
from shared.kernel.zones import zone_info

COLUMNS = ("round", "starts_at", "ends_at", "table")
OF_SEAT = ("external_id", "email", "name")


def table(plan: MeetingPlan, emails: Mapping[str, str]) -> Iterable[str]:
    """Yield the lines, a meeting each; of each seat the organiser's own id, the address and the name.

    `emails` are those of the organiser's own people, by person.
    """
    seats = range(1, plan.wish.table_size + 1)
    yield line([*COLUMNS, *(f"{name}_{seat}" for seat in seats for name in OF_SEAT)])
    for it in plan.meetings:
        who = [cell for one in it.people for cell in _seat(one, emails)]
        empty = [""] * (len(OF_SEAT) * (len(seats) - len(it.people)))
        yield line([str(it.round), it.starts_at.local, it.ends_at.local, str(it.table), *who, *empty])


def _seat(one: Seated, emails: Mapping[str, str]) -> tuple[str, str, str]:
    return one.external_id or "", emails.get(one.person_id, ""), one.display_name


def calendar(plan: MeetingPlan, title: str, stamp: datetime) -> bytes:
    """Return the meetings on the event's own clock; `stamp` is when the file is made."""
    made = _begun(title)
    for it in plan.meetings:
        entry = _entry(f"{plan.id}-{it.round}-{it.table}", it, it.people, stamp)
        made.add_component(entry)
    return _written(made)


def own_calendar(meetings: Iterable[OwnMeeting], event: GoneTo, page: str, stamp: datetime) -> bytes:
    """Return one person's meetings at an event, each with what to ask; `page` is where it says why."""
    made = _begun(event.title)
    for it in meetings:
        entry = _entry(f"{event.id}-{it.round}", it, [mate.person for mate in it.people], stamp)
        told = (f"{_name(mate.person)}: {mate.opener}" for mate in it.people if mate.opener)
        entry.add("description", "\n\n".join([*told, page]))
        entry.add("url", page)
        made.add_component(entry)
    return _written(made)


def _begun(title: str) -> Calendar:
    made = Calendar()
    for name, text in {
        "version": "2.0", "prodid": "-//Acquaint//Meeting plan//EN", "method": "PUBLISH",
        "name": f"Meetings at {title}", "x-wr-calname": f"Meetings at {title}",
    }.items():  # fmt: skip
        made.add(name, text)
    return made


def _written(made: Calendar) -> bytes:
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _entry(
    uid: str, it: PlannedMeeting | OwnMeeting, whom: Iterable[Seated | PersonCard], stamp: datetime
) -> Event:
    entry = Event()
    entry.add("uid", f"{uid}@acquaint")
    entry.add("dtstamp", stamp.astimezone(UTC))
    entry.add("dtstart", _at(it.starts_at))
    entry.add("dtend", _at(it.ends_at))
    entry.add("summary", write_list(map(_name, whom)))
    entry.add("location", f"Table {it.table}")
    return entry


def _name(one: Seated | PersonCard) -> str:
    return " ".join(one.display_name.split())


def _at(moment: Moment) -> datetime:
    local = datetime.fromisoformat(moment.local)
    return local.replace(tzinfo=zone_info(moment.timezone)) if moment.timezone else local
