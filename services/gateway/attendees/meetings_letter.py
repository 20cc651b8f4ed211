"""The letter to somebody for whom an organiser had meetings planned: when, at which table, with whom."""

from collections.abc import Iterator

from services.gateway.attendees.slips import Slip
from services.gateway.letters.lists import House, Notice, notice
from services.gateway.letters.unsubscribe import BROUGHT_LIST
from services.gateway.letters.words import event_url, on_day, plain, when, where
from services.gateway.web.words import write_list
from shared.contracts.events import Event
from shared.contracts.partners.meeting_plans import Seated

_LONGEST_NAME = 80
_MORE = (
    "Why you meet, and what you could ask, stands on the page above: sign in with this address, without a\n"
    "password. You cannot come after all? Say so there, and nobody waits for you."
)


def write(organiser: str, slip: Slip, event: Event, plan_id: str, house: House) -> Notice:
    """Write it; there is one for a person and a plan, however often it is published."""
    page, title = event_url(house.public_url, event.id), plain(event.title, _LONGEST_NAME)
    facts = " · ".join(part for part in (when(event), where(event)) if part)
    return notice(
        house, slip.who.person_id, BROUGHT_LIST, plan_id,
        f"Your meetings at {title}",
        f"{plain(organiser, _LONGEST_NAME)} planned meetings for you at {title}.",
        f"{facts}\n{page}",
        *_days(slip),
        _MORE,
    )  # fmt: skip


def _days(slip: Slip) -> Iterator[str]:
    """Yield the meetings of each day, on the event's own clock."""
    days = list(dict.fromkeys(meeting.starts_at.local[:10] for meeting, _ in slip.meetings))
    for day in days:
        lines = [
            f"{meeting.starts_at.local[11:16]}–{meeting.ends_at.local[11:16]}, table {meeting.table}: "
            + write_list(_named(one) for one in others)
            for meeting, others in slip.meetings
            if meeting.starts_at.local[:10] == day
        ]
        yield "\n".join([on_day(day), *lines])


def _named(one: Seated) -> str:
    name, works = plain(one.display_name, _LONGEST_NAME), plain(one.organisation, _LONGEST_NAME)
    return f"{name} ({works})" if works else name
