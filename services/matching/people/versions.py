"""Which version a saved profile gets, and what none may hold."""

import unicodedata

from shared.contracts.people import Profile
from shared.kernel.errors import AppError, FieldError, Kind
from shared.kernel.zones import is_zone


def next_version(held: Profile | None, version: int, wanted: Profile, expected: int | None) -> int:
    """Return the version after a save: the same when the content is.

    Raises:
        AppError: `version_changed` (PRECONDITION) when `expected` is not the version held.
    """
    if expected is not None and expected != version:
        detail = f"The profile is at version {version} by now; read it again, apply your change, and save."
        raise AppError("version_changed", Kind.PRECONDITION, detail)
    return version if held == wanted else version + 1


_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing."""


def check_name(name: str) -> None:
    """Raise `AppError("profile_invalid", INVALID)` when nothing of a name is seen, as of a blank."""
    if any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANKS for sign in name):
        return
    detail = "Some fields cannot be taken; see `errors`."
    told = "Nothing of this name can be seen; write one that others can read."
    raise AppError("profile_invalid", Kind.INVALID, detail, errors=(FieldError("/display_name", told),))


def check_zone(name: str | None) -> None:
    """Raise `AppError("profile_invalid", INVALID)` when a time zone is none that IANA knows."""
    if name is None or is_zone(name):
        return
    told = f"{name[:64]!r} is no time zone; write a name such as Europe/Berlin, or leave it out."
    detail = "Some fields cannot be taken; see `errors`."
    raise AppError("profile_invalid", Kind.INVALID, detail, errors=(FieldError("/timezone", told),))


def without_unknown_zone(profile: Profile) -> Profile:
    """Return the profile less a time zone that is none: such were kept before zones were checked."""
    if profile.timezone is None or is_zone(profile.timezone):
        return profile
    return profile.model_copy(update={"timezone": None})


def check_visibility(unknown: tuple[str, ...]) -> None:
    """Raise `AppError("profile_invalid", INVALID)` when a visibility is set for no field."""
    if unknown:
        errors = tuple(
            FieldError(f"/visibility/{name[:60]}", "There is no such field; name a field of the profile.")
            for name in unknown[:20]
        )
        detail = "A visibility is set for a field that a profile does not have; see `errors`."
        raise AppError("profile_invalid", Kind.INVALID, detail, errors=errors)
