"""The forms by which one notes whom one knows and what came of a conversation."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from shared.contracts.network.connections import (
    ChangeConnection,
    NewConnection,
    NewMeeting,
    NewPromise,
    Snooze,
)
from shared.contracts.refusals import why
from shared.kernel.errors import AppError, FieldError, Kind

Form = Mapping[str, Sequence[str]]
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
    """Return somebody to note; raise `ValidationError`."""
    said = _filled(form, (*_ABOUT, "met_on"))
    return NewConnection.model_validate({**said, "notes": _text(form, "notes")})


def read_change(form: Form) -> ChangeConnection:
    """Return what is to be otherwise; what the form does not have stays. Raises `ValidationError`."""
    about = {name: _text(form, name) or None for name in _ABOUT if name in form}
    notes = {"notes": _text(form, "notes")} if "notes" in form else {}
    every = {"every_days": _text(form, "every_days") or None} if "every_days" in form else {}
    return ChangeConnection.model_validate({**about, **notes, **every})


def read_talk(form: Form) -> tuple[NewMeeting, NewPromise | None, NewPromise | None]:
    """Return the meeting, what I promised and what they promised; raise `ValidationError`."""
    meeting = NewMeeting.model_validate({**_filled(form, ("kind", "day")), "notes": _text(form, "asked")})
    return meeting, _promise(form, "mine", by_me=True), _promise(form, "theirs", by_me=False)


def read_snooze(form: Form) -> Snooze:
    """Return how long to put a reminder off."""
    return Snooze(days=SNOOZES.get(_text(form, "do"), SNOOZES["week"]))


def refused(error: ValidationError) -> AppError:
    """Return what to say of a form that was refused, each field called as the pages call it."""
    said = [(str(it["loc"][0]), why(it)) for it in error.errors()]
    told = tuple(FieldError(f"/{name}", f"{_LABELS.get(name, name)}: {reason}") for name, reason in said)
    return AppError("form_invalid", Kind.INVALID, "That could not be saved.", errors=told)


def _promise(form: Form, name: str, *, by_me: bool) -> NewPromise | None:
    if not _text(form, name):
        return None
    said = {"by_me": by_me, "text": _text(form, name), "due_on": _text(form, f"{name}_due_on") or None}
    return NewPromise.model_validate(said)


def _filled(form: Form, names: Sequence[str]) -> dict[str, str]:
    return {name: _text(form, name) for name in names if _text(form, name)}


def _text(form: Form, name: str) -> str:
    return (form.get(name) or [""])[0].replace("\r\n", "\n").strip()
