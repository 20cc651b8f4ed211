"""The form by which a publisher sets how their source is dealt with."""

from typing import Any

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


def read_settings(form: dict[str, list[str]]) -> ChangeSettings:
    """Return what the form asks for; a field left empty is left to us.

    Raises:
        ValidationError: a field is too long, or the budget is no number of hours.
    """
    said: dict[str, Any] = {name: form[name][0].strip() or None for name in _WORDS if name in form}
    if "most_often_hours" in form:
        said["most_often_hours"] = form["most_often_hours"][0].strip() or None
    said["paused"] = form.get("paused", [""])[0] == "yes"
    return ChangeSettings.model_validate(said)


def as_typed(held: SourceSettings, form: dict[str, list[str]]) -> dict[str, Any]:
    """Return what is set with what was typed over it, for a form that is shown again."""
    typed: dict[str, Any] = {name: form[name][0] for name in _WORDS if name in form}
    hours = form.get("most_often_hours", [""])[0].strip()
    typed["most_often_hours"] = int(hours) if hours.isascii() and hours.isdigit() else None
    typed["paused"] = form.get("paused", [""])[0] == "yes"
    return held.model_dump() | typed
