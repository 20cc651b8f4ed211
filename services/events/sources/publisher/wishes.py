"""What the publisher of a source wants of us, and what it moves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.contracts.sources.claims import ChangeSettings, SourceSettings
from shared.kernel.errors import AppError, FieldError, Kind

_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a publisher has set; None where they leave it to us."""

    most_often_s: int | None = None
    paused: bool = False
    stopped_at: datetime | None = None
    withdrawn: bool = False
    own_title: str | None = None
    own_licence: str | None = None
    own_attribution: str | None = None
    own_timezone: str | None = None


def changed(held: Wishes, change: ChangeSettings, now: datetime) -> Wishes:
    """Return the wishes with the fields that a change names.

    Raises:
        AppError: `settings_invalid` for an unknown zone, for null where yes or no is asked, and for
            `withdraw` without being stopped.
    """
    named = {name: getattr(change, name) for name in change.model_fields_set}
    _check(named)
    made = replace(held, **_plain(named))
    if "stopped" in named:
        stopped_at = (held.stopped_at or now) if named["stopped"] else None
        made = replace(made, stopped_at=stopped_at, withdrawn=made.withdrawn and stopped_at is not None)
    if "withdraw" in named:
        if named["withdraw"] and made.stopped_at is None:
            raise _refused("/withdraw", "Events are withdrawn only of a source that is stopped as well.")
        made = replace(made, withdrawn=named["withdraw"])
    return made


def must_redraft(held: Wishes, made: Wishes) -> bool:
    """Tell whether events that stand already would be told otherwise now."""
    return (held.withdrawn, held.own_title) != (made.withdrawn, made.own_title)


def must_read_anew(held: Wishes, made: Wishes) -> bool:
    """Tell whether the document, though unchanged, would be read otherwise, or is to be fetched again."""
    resumed = held.stopped_at is not None and made.stopped_at is None
    return resumed or held.own_timezone != made.own_timezone


def not_before(last_fetched_at: datetime | None, most_often_s: int | None, now: datetime) -> datetime:
    """Return the soonest moment at which a budget lets us come again."""
    if last_fetched_at is None or most_often_s is None:
        return now
    return max(now, last_fetched_at + timedelta(seconds=most_often_s))


def to_settings(wishes: Wishes) -> SourceSettings:
    """Return the wishes as the API speaks of them."""
    return SourceSettings(
        most_often_hours=wishes.most_often_s // _HOUR_S if wishes.most_often_s else None,
        paused=wishes.paused,
        stopped=wishes.stopped_at is not None,
        withdrawn=wishes.withdrawn,
        title=wishes.own_title,
        licence=wishes.own_licence,
        attribution=wishes.own_attribution,
        timezone=wishes.own_timezone,
    )


def _plain(named: Mapping[str, Any]) -> dict[str, Any]:
    own = {
        f"own_{name}": named[name]
        for name in ("title", "licence", "attribution", "timezone")
        if name in named
    }
    if "paused" in named:
        own["paused"] = named["paused"]
    if "most_often_hours" in named:
        hours = named["most_often_hours"]
        own["most_often_s"] = hours * _HOUR_S if hours else None
    return own


def _check(named: Mapping[str, Any]) -> None:
    zone = named.get("timezone")
    if zone is None:
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _refused("/timezone", "Give an IANA time zone, such as Europe/Berlin.") from None


def _refused(pointer: str, detail: str) -> AppError:
    return AppError("settings_invalid", Kind.INVALID, detail, errors=(FieldError(pointer, detail),))
