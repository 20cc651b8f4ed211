"""The forms by which one notes whom one knows and what came of a conversation."""

from typing import Any

from services.gateway.web.forms.fields import Form, Model, filled, fit_each, given, value
from shared.contracts.network.connections import (
    ChangeConnection,
    NewConnection,
    NewMeeting,
    NewPromise,
    Snooze,
)

SNOOZES = {"week": 7, "month": 30}
_LABELS = {
    "name": "Name",
    "headline": "What they do",
    "organisation": "Organisation",
    "email": "E-mail",
    "link": "Page",
    "met_on": "Met on",
    "notes": "Notes",
    "every_days": "Be in touch",
    "kind": "How",
    "day": "Day",
    "text": "Promise",
    "due_on": "By when",
}
"""What the pages call the fields that are refused."""
_ABOUT = ("name", "headline", "organisation", "email", "link")


def read_new(form: Form) -> NewConnection:
    """Return somebody to note; raise `form_invalid`."""
    return _fit(NewConnection, {**filled(form, (*_ABOUT, "met_on")), "notes": value(form, "notes")})


def read_change(form: Form) -> ChangeConnection:
    """Return what is to be otherwise; what the form does not have stays. Raises `form_invalid`."""
    said = {name: text or None for name, text in given(form, (*_ABOUT, "every_days")).items()}
    return _fit(ChangeConnection, {**said, **given(form, ("notes",))})


def read_talk(form: Form) -> tuple[NewMeeting, NewPromise | None, NewPromise | None]:
    """Return the meeting, what I promised and what they promised; raise `form_invalid`."""
    meeting = _fit(NewMeeting, {**filled(form, ("kind", "day")), "notes": value(form, "asked")})
    return meeting, _promise(form, "mine", by_me=True), _promise(form, "theirs", by_me=False)


def read_snooze(form: Form) -> Snooze:
    """Return how long to put a reminder off."""
    return Snooze(days=SNOOZES.get(value(form, "do"), SNOOZES["week"]))


def _promise(form: Form, name: str, *, by_me: bool) -> NewPromise | None:
    if not value(form, name):
        return None
    said = {"by_me": by_me, "text": value(form, name), "due_on": value(form, f"{name}_due_on") or None}
    return _fit(NewPromise, said)


def _fit(model: type[Model], said: dict[str, Any]) -> Model:
    return fit_each(model, said, "form_invalid", _LABELS)
