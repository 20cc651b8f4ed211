"""The form by which somebody sets when their weekly e-mail comes."""

from datetime import date, tzinfo

from services.gateway.digest.due import instant
from services.gateway.web.forms.fields import Form, fit, value
from shared.contracts.account import DigestSettings

_OFFERED = "Choose a day, an hour and how often from the lists; a pause ends on a day such as 2027-01-04."


def read_schedule(form: Form, zone: tzinfo) -> DigestSettings:
    """Return what the form asks for; a pause ends as its day begins in the person's zone.

    Raises:
        AppError: `schedule_invalid`: a value that is none of those offered.
    """
    said = {name: value(form, name) for name in ("frequency", "weekday", "hour")}
    until = value(form, "paused_until")
    paused = _begins(until, zone) if until else None
    return fit(DigestSettings, {**said, "paused_until": paused}, _OFFERED, code="schedule_invalid")


def _begins(text: str, zone: tzinfo) -> object:
    """Return the moment a day begins; what is no day stays as it is, for the model to refuse."""
    try:
        return instant(date.fromisoformat(text), 0, zone)
    except (ValueError, OverflowError):
        return "no day"
