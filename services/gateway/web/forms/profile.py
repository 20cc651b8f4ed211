"""The profile as a form, and the form as a profile. What the form does not show stays as it was."""

import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from services.gateway.web.forms.fields import Form, value
from shared.contracts.events import Topic
from shared.contracts.people import Profile, Visibility
from shared.contracts.refusals import why
from shared.kernel.countries import country_code
from shared.kernel.errors import AppError, FieldError, Kind
from shared.kernel.languages import language_tag

MAX_NEEDS, MAX_LANGUAGES, SPARE_ROWS = 10, 10, 2
_LABELS = {
    "display_name": "Name",
    "headline": "Headline",
    "bio": "About you",
    "interests": "Interests",
    "skills": "Skills",
    "needs": "Looking for",
    "offers": "Can give",
    "languages": "Languages",
    "place": "Place",
    "organisation": "Organisation",
    "industry": "Industry",
    "seniority": "Stage",
    "links": "Links",
    "values": "What matters to you",
    "goals": "Goals",
    "timezone": "Time zone",
}
_SINGLE = ("organisation", "timezone", "industry", "seniority")
SEEN = ("display_name", "headline", "bio", "interests", "skills", "needs", "offers", "values", "goals",
        "languages", "place", "organisation", "industry", "seniority", "links")  # fmt: skip
"""The fields of the form for which one chooses who may see them, by their labels in `_LABELS`."""


def read_profile(form: Form, held: Profile, topics: Sequence[Topic]) -> Profile:
    """Read the form over the held profile.

    Raises:
        AppError: `profile_invalid`, naming each field that cannot be taken.
    """
    try:
        return Profile.model_validate(_said(form, held, topics))
    except ValidationError as error:
        raise AppError(
            "profile_invalid", Kind.INVALID, "Some fields cannot be taken.", errors=_told(error)
        ) from error


def typed_profile(form: Form, held: Profile, topics: Sequence[Topic]) -> Profile:
    """Return what was typed over the held profile, unchecked: to be shown again, never kept."""
    return Profile.model_construct(**_said(form, held, topics))


def _said(form: Form, held: Profile, topics: Sequence[Topic]) -> dict[str, Any]:
    return held.model_dump(mode="json") | {
        "display_name": value(form, "display_name"),
        "headline": value(form, "headline") or None,
        "bio": value(form, "bio") or None,
        "interests": _topic_ids(_lines(value(form, "interests")), topics),
        "skills": _lines(value(form, "skills")),
        "needs": _pairs(form, "need"),
        "offers": _pairs(form, "offer"),
        "languages": _languages(form),
        "place": _place(form),
        **_more(form),
        "visibility": {name: seen.value for name, seen in held.visibility.items()} | _visibility(form),
    }


def interest_lines(profile: Profile, topics: Sequence[Topic]) -> str:
    """Write the interests one a line, topics by their label."""
    labels = {topic.id: topic.label for topic in topics}
    return "\n".join(labels.get(interest, interest) for interest in profile.interests)


def visibility_rows(profile: Profile) -> list[tuple[str, str, Visibility]]:
    """Return each field with its label and who may see it now."""
    return [(name, _LABELS[name], profile.visibility.get(name, Visibility.ATTENDEES)) for name in SEEN]


def rows(items: Sequence[Any], most: int) -> list[Any]:
    """Return the items and a few empty rows to fill in, at most `most` in all."""
    return [*items, *([None] * min(SPARE_ROWS, max(0, most - len(items))))]


def _lines(text: str) -> list[str]:
    """Split at line ends, commas and semicolons; what is said twice counts once."""
    return list(dict.fromkeys(part.strip() for part in re.split(r"[\n,;]", text) if part.strip()))


def _topic_ids(words: list[str], topics: Sequence[Topic]) -> list[str]:
    """Write an interest that is the label of a topic as that topic's id; other words stay free words."""
    ids = {topic.label.casefold(): topic.id for topic in topics}
    return [ids.get(word.casefold(), word) for word in words]


def _pairs(form: Form, name: str) -> list[dict[str, str]]:
    pairs = zip(form.get(f"{name}_kind", ()), form.get(f"{name}_text", ()), strict=False)
    return [{"kind": kind, "text": text.strip()} for kind, text in pairs if text.strip()]


def _languages(form: Form) -> list[dict[str, str]]:
    pairs = zip(form.get("language_tag", ()), form.get("language_level", ()), strict=False)
    return [
        {"tag": language_tag(said) or said.strip(), "level": level} for said, level in pairs if said.strip()
    ]


def _more(form: Form) -> dict[str, Any]:
    """Read what an older page did not ask for; what is not in the form at all stays as it was."""
    lines = {name: _lines(value(form, name)) for name in ("values", "goals") if name in form}
    links = {"links": list(dict.fromkeys(value(form, "links").split()))} if "links" in form else {}
    single = {name: value(form, name) or None for name in _SINGLE if name in form}
    return lines | links | single


def _visibility(form: Form) -> dict[str, str]:
    return {name: value(form, f"see_{name}") for name in SEEN if f"see_{name}" in form}


def _place(form: Form) -> dict[str, str | None] | None:
    city, said = value(form, "city"), value(form, "country")
    country = country_code(said) or said
    return {"city": city, "country": country or None} if city or country else None


def _told(error: ValidationError) -> tuple[FieldError, ...]:
    """Name each refused field in the form's own words."""
    told = {}
    for item in error.errors():
        name = str(item["loc"][0]) if item["loc"] else ""
        told[f"/{name}"] = f"{_LABELS.get(name, name)}: {_why(item)}"
    return tuple(FieldError(pointer, detail) for pointer, detail in told.items())


def _why(item: ErrorDetails) -> str:
    """Say what to write instead, where the checker's own words would not tell."""
    match item["loc"]:
        case ("place", "city"):
            return "say the city too."
        case ("languages", _, "tag"):
            return (
                f"write {str(item['input'])[:60]!r} by its English or own name, or as a code such as pt-BR."
            )
    return f"{why(item)}."
