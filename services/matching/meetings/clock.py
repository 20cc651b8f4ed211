"""When the rounds of a plan are, on the event's own clock."""

from datetime import UTC, datetime, timedelta

from shared.contracts.events import Moment
from shared.contracts.partners.meeting_plans import NewMeetingPlan
from shared.kernel.zones import is_zone, zone_info


def times(wish: NewMeetingPlan, round_: int, zone: str | None) -> tuple[Moment, Moment]:
    """Return when a round, counted from 0, begins and ends; `zone` is the event's IANA name, if known."""
    begins = wish.starts_at + timedelta(minutes=round_ * (wish.minutes + wish.pause))
    return _moment(begins, zone), _moment(begins + timedelta(minutes=wish.minutes), zone)


def _moment(local: datetime, zone: str | None) -> Moment:
    written = local.isoformat(timespec="minutes")
    if zone is None or not is_zone(zone):
        return Moment(local=written, timezone=None, utc=None)
    instant = local.replace(tzinfo=zone_info(zone)).astimezone(UTC)
    return Moment(local=written, timezone=zone, utc=instant.strftime("%Y-%m-%dT%H:%M:%SZ"))
