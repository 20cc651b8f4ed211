"""A JSON Resume (https://jsonresume.org/schema, 1.0.0) as a draft of a profile, for its owner to see first.

Nothing that stands in the profile is written over: what it lacks is filled, lists grow. Each finding of the
file is told, with what became of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson
from pydantic import ValidationError

from shared.contracts.network.contacts import ContactLine, ContactOutcome
from shared.contracts.people import Profile
from shared.contracts.refusals import why
from shared.kernel.errors import AppError, Kind
from shared.kernel.fluency import level_of
from shared.kernel.languages import language_tag, primary

MOST_BYTES = 1024 * 1024
_MOST_FOUND = 300
_LONGEST = {"headline": 160, "bio": 4000, "skills": 80, "interests": 80, "links": 500}
_UNCLEAR = "How well it is spoken was not understood; look at the level."


@dataclass(frozen=True, slots=True)
class Found:
    """Something that the file says for a field of the profile."""

    field: str
    value: Any
    shown: str
    note: str | None = None


def is_resume(body: bytes) -> bool:
    """Tell whether a file is JSON, as neither lists of contacts nor cards are."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def draft_of(body: bytes, held: Profile) -> tuple[Profile, tuple[ContactLine, ...]]:
    """Return the profile as it could be, and what became of each finding.

    Raises:
        AppError: `import_unreadable`: no JSON, too long, or nothing of a resume in it.
    """
    found = list(islice(_findings(_parsed(body)), _MOST_FOUND))
    if not found:
        raise _unreadable("Nothing for a profile was found in it; send a resume.json by jsonresume.org.")
    draft, lines = held.model_dump(mode="json"), []
    for number, one in enumerate(found, 1):
        draft, outcome, detail = _taken(draft, one)
        lines.append(
            ContactLine(line=number, outcome=outcome, name=f"{one.field}: {one.shown}"[:200], detail=detail)
        )
    return Profile.model_validate(draft), tuple(lines)


def _parsed(body: bytes) -> dict[str, Any]:
    if len(body) > MOST_BYTES:
        raise _unreadable("It is longer than 1 MB; leave pictures out of it.")
    try:
        document = orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise _unreadable(f"It is no JSON ({error}); export it again.") from error
    return _object(document)


def _findings(resume: dict[str, Any]) -> Iterator[Found]:
    basics = _object(resume.get("basics"))
    work = [_object(one) for one in _list(resume.get("work"))]
    now = next((one for one in work if not one.get("endDate")), work[0] if work else {})
    yield from _texts("display_name", basics.get("name"))
    yield from _texts("headline", basics.get("label") or now.get("position"))
    yield from _bio(basics.get("summary"))
    yield from _texts("organisation", now.get("name") or now.get("company"))
    yield from _places(_object(basics.get("location")))
    yield from _texts("links", basics.get("url"), basics.get("website"))
    for each in _list(basics.get("profiles")):
        yield from _texts("links", _object(each).get("url"))
    for section in ("skills", "interests"):
        for each in map(_object, _list(resume.get(section))):
            yield from _texts(section, each.get("name"), *_list(each.get("keywords")))
    for each in _list(resume.get("languages")):
        yield from _languages(_object(each))


def _texts(field: str, *values: object) -> Iterator[Found]:
    for value in values:
        if text := _clean(value)[: _LONGEST.get(field, 80)].strip():
            yield Found(field, text, text)


def _bio(value: object) -> Iterator[Found]:
    lines = value[:8000].splitlines() if isinstance(value, str) else []
    if text := "\n".join(map(_clean, lines)).strip()[: _LONGEST["bio"]].strip():
        yield Found("bio", text, _clean(text))


def _places(location: dict[str, Any]) -> Iterator[Found]:
    if city := _clean(location.get("city"))[:80]:
        country = _clean(location.get("countryCode")).upper() or None
        yield Found("place", {"city": city, "country": country}, city)


def _languages(spoken: dict[str, Any]) -> Iterator[Found]:
    name, level = _clean(spoken.get("language")), level_of(_clean(spoken.get("fluency")))
    if name:
        value = {"tag": language_tag(name) or name.lower(), "level": level or "B1"}
        yield Found("languages", value, name, None if level else _UNCLEAR)


def _taken(draft: dict[str, Any], one: Found) -> tuple[dict[str, Any], ContactOutcome, str | None]:
    """Put a finding into the draft where there is room for it."""
    held = draft[one.field]
    if isinstance(held, list):
        if any(_same(one.field, each, one.value) for each in held):
            return draft, "known", None
        changed = {**draft, one.field: [*held, one.value]}
    elif held == one.value:
        return draft, "known", None
    elif held and not (one.field == "display_name" and one.shown.casefold().startswith(held.casefold())):
        return draft, "refused", "Your profile says otherwise; change it there if this is right."
    else:
        changed = {**draft, one.field: one.value}
    try:
        Profile.model_validate(changed)
    except ValidationError as error:
        return draft, "refused", f"It does not fit the profile: {why(error.errors()[0])}."
    return changed, "added", one.note


def _same(field: str, held: Any, found: Any) -> bool:  # noqa: ANN401 (JSON)
    if field == "languages":
        return primary(str(held["tag"])) == primary(str(found["tag"]))
    return str(held).casefold().rstrip("/") == str(found).casefold().rstrip("/")


def _clean(value: object) -> str:
    """Return a text of one line without what cannot be printed; anything but a text is none."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in value[:8000]).split())


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _unreadable(detail: str) -> AppError:
    return AppError("import_unreadable", Kind.INVALID, detail)
