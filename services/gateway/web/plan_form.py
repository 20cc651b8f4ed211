"""The form by which an organiser has meetings planned."""

from collections.abc import Mapping, Sequence

from shared.contracts.meeting_plans import NewMeetingPlan

_NUMBERS = ("rounds", "minutes", "pause", "tables", "most")


def read_plan(form: Mapping[str, Sequence[str]]) -> NewMeetingPlan:
    """Return what was filled in; what was left empty is as usual. Raises `ValidationError`."""
    said = {name: form[name][0].strip() for name in ("starts_at", *_NUMBERS) if name in form}
    return NewMeetingPlan.model_validate({name: text for name, text in said.items() if text})
