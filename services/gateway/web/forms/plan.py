"""The form by which an organiser has meetings planned."""

import re
import unicodedata
from collections.abc import Mapping

from services.gateway.web.forms.fields import Form, given
from shared.contracts.partners.meeting_plans import NewMeetingPlan
from shared.kernel.errors import AppError, Kind

FIELDS = (
    "starts_at", "rounds", "minutes", "pause", "table_size", "tables", "most", "among",
    "group", "addresses", "at_each_table", "met_by_each",
)  # fmt: skip
UNTYPED = dict.fromkeys(FIELDS, "")
"""The form as nobody has touched it."""
LABELS = {
    "starts_at": "First round",
    "rounds": "Rounds",
    "minutes": "Minutes a round",
    "pause": "Minutes between",
    "table_size": "People at a table",
    "tables": "Tables",
    "most": "Meetings each, at most",
    "among": "Only for those called",
    "name": "What they are called",
    "at_each_table": "At each table",
    "met_by_each": "Met by everybody else, at least",
}
"""What the fields of a wish are called on the page."""
_OF_GROUP = FIELDS[-4:]
_BETWEEN = re.compile(r"[\s,;]+")
_SHOWN = 10


def typed_plan(form: Form) -> dict[str, str]:
    """Return what was filled in, to be shown again."""
    return given(form, FIELDS)


def addresses_of(form: Form) -> list[str]:
    """Return the e-mail addresses of the group that were typed, as addresses are kept."""
    typed = typed_plan(form).get("addresses", "")
    return [unicodedata.normalize("NFC", one).lower() for one in _BETWEEN.split(typed) if one]


def read_plan(form: Form, ids: Mapping[str, str]) -> NewMeetingPlan:
    """Return what was wished; what was left empty is as usual.

    Args:
        form: As it came.
        ids: The organiser's ids of those who take part, by e-mail address in small letters.

    Raises:
        AppError: `group_of_nobody`, naming the addresses that are of none who takes part, or where it is
            said how many are to be met and not of whom.
        ValidationError: A field holds what it can't.
    """
    said = {name: text for name, text in typed_plan(form).items() if text}
    group = {name: said.pop(name) for name in _OF_GROUP if name in said}
    if not {"addresses", "group"} & group.keys():
        if set(group.values()) - {"0"}:
            detail = "Say of whom so many are to be met: what they are called, or their addresses."
            raise AppError("group_of_nobody", Kind.INVALID, detail)
        return NewMeetingPlan.model_validate(said)
    asked = [one for one in _BETWEEN.split(group.pop("addresses", "")) if one]
    unknown = [one for one in asked if one.casefold() not in ids]
    if unknown:
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        told = f"{', '.join(unknown[:_SHOWN])}{more}"
        detail = (
            f"Nobody of yours who agreed to be matched has this address: {told}. Take it out, or bring them."
        )
        raise AppError("group_of_nobody", Kind.INVALID, detail)
    named = {"name": group.pop("group", "them"), "external_ids": [ids[one.casefold()] for one in asked]}
    return NewMeetingPlan.model_validate({**said, "groups": [{**named, **group}]})


def told_of(plan: NewMeetingPlan, addresses: Mapping[str, str]) -> dict[str, str]:
    """Return a wish as the form has it, to plan anew; `addresses` by the organiser's ids."""
    wish = plan.model_dump(mode="json", exclude_none=True)
    told = {name: str(wish[name]) for name in FIELDS if name in wish}
    for group in plan.groups[:1]:
        people = [addresses[one] for one in group.external_ids if one in addresses]
        told |= {
            "group": group.name, "addresses": "\n".join(people), "at_each_table": str(group.at_each_table),
            "met_by_each": str(group.met_by_each),
        }  # fmt: skip
    return told
