"""The form by which a publisher sets how their source is dealt with."""

from typing import Any

from services.gateway.web.forms.fields import Form, given, value
from shared.contracts.sources.claims import ChangeSettings, SourceSettings

BUDGETS = {
    1: "hourly",
    6: "every 6 hours",
    12: "every 12 hours",
    24: "daily",
    72: "every 3 days",
    168: "weekly",
}
"""Hours that the form offers; the API takes every number between."""
_WORDS = ("title", "licence", "attribution", "timezone")


def read_settings(form: Form) -> ChangeSettings:
    """Return what the form asks for; a field left empty is left to us.

    Raises:
        ValidationError: a field is too long, or the budget is no number of hours.
    """
    said = {name: text or None for name, text in given(form, (*_WORDS, "most_often_hours")).items()}
    return ChangeSettings.model_validate({**said, "paused": value(form, "paused") == "yes"})


def as_typed(held: SourceSettings, form: Form) -> dict[str, Any]:
    """Return what is set with what was typed over it, for a form that is shown again."""
    hours = value(form, "most_often_hours")
    typed = {
        "most_often_hours": int(hours) if hours.isascii() and hours.isdigit() else None,
        "paused": value(form, "paused") == "yes",
    }
    return held.model_dump() | given(form, _WORDS) | typed
