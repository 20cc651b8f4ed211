"""The form by which somebody sets when their weekly e-mail comes."""

from datetime import date, tzinfo

from services.gateway.digest.due import instant
from shared.contracts.account import DigestSettings


def read_schedule(form: dict[str, list[str]], zone: tzinfo) -> DigestSettings:
    """Return what the form asks for; a pause ends as its day begins in the person's zone.

    Raises:
        ValidationError: a value that is none of those offered.
    """
    said: dict[str, object] = {name: form.get(name, [""])[0] for name in ("frequency", "weekday", "hour")}
    until = form.get("paused_until", [""])[0].strip()
    return DigestSettings.model_validate({**said, "paused_until": _begins(until, zone) if until else None})


def _begins(text: str, zone: tzinfo) -> object:
    """Return the moment a day begins; what is no day stays as it is, for the model to refuse."""
    try:
        return instant(date.fromisoformat(text), 0, zone)
    except (ValueError, OverflowError):
        return "no day"
