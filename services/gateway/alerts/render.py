"""News as subject, HTML and text."""

from collections.abc import Sequence
from typing import Any

from services.gateway.alerts.edition import Section, Told
from services.gateway.alerts.news import News
from services.gateway.letters.letter import Rendered, letter
from services.gateway.letters.words import count, event_url, on_day, plain, when, where
from shared.contracts.events import Moment, Place
from shared.contracts.moved import is_moved
from shared.kernel.countries import write_town


def render(sections: Sequence[Section], public_url: str, unsubscribe_url: str, rhythm: str) -> Rendered:
    """Write one person's news. Every string of others is clipped, made one line and escaped."""
    view = {
        "subject": subject_of(sections),
        "sections": views(sections, public_url),
        "searches_url": f"{public_url.rstrip('/')}/searches",
        "unsubscribe_url": unsubscribe_url,
        "rhythm": "once a day" if rhythm == "daily" else "as soon as there is news, once an hour at most",
    }
    return letter("services.gateway.alerts", "alert", view)


def subject_of(sections: Sequence[Section]) -> str:
    """Return the subject: counts alone, since a subject is read on lock screens and over shoulders."""
    told = [it for section in sections for it in section.told]
    new = sum(it.news is News.NEW for it in told) + sum(section.more for section in sections)
    changed = sum(it.news not in {News.NEW, News.CFP_CLOSES} for it in told)
    closing = sum(it.news is News.CFP_CLOSES for it in told)
    parts = [
        count(new, "new event", "new events") if new else "",
        count(changed, "change", "changes") if changed else "",
        count(closing, "call for papers closes", "calls for papers close") if closing else "",
    ]
    return "Your searches: " + (", ".join(part for part in parts if part) or "nothing new")


def views(sections: Sequence[Section], public_url: str) -> list[dict[str, Any]]:
    """Return what a template shows of each search."""
    base = public_url.rstrip("/")
    return [
        {
            "name": plain(section.search.name, 100),
            "url": f"{base}/?{section.search.query}" if section.search.query else f"{base}/",
            "told": [_told(told, public_url) for told in section.told],
            "more": section.more,
        }
        for section in sections
    ]


def _told(told: Told, public_url: str) -> dict[str, Any]:
    event = told.event
    return {
        "event_id": event.id,
        "title": plain(event.title, 140),
        "news": plain(sentence(told), 200),
        "facts": " · ".join(part for part in (when(event), where(event)) if part),
        "is_off": told.news in {News.CANCELLED, News.POSTPONED, News.PROBABLY_OFF},
        "url": event_url(public_url, event.id),
    }


def sentence(told: Told) -> str:
    """Say what became of an event."""
    match told.news:
        case News.RESCHEDULED:
            return f"{_new_date_or_time(told)}{_instead(day_before(told))}"
        case News.RELOCATED:
            return f"Another place{_house_now(told)}{_instead(place_before(told))}"
        case News.ON_AGAIN if _is_at_another_time(told):
            return f"Takes place after all, at another time{_instead(day_before(told))}"
        case News.PROBABLY_OFF:
            return "Probably off: its sources no longer list it. Ask before you travel"
        case News.CFP_CLOSES:
            return f"Call for papers closes {_deadline(told)}"
        case _:
            return _PLAINLY[told.news]


_LAST_ZONE = "Etc/GMT+12"
"""UTC-12, where a day ends last."""
_PLAINLY = {
    News.NEW: "New",
    News.MOVED_ONLINE: "Moved online",
    News.CANCELLED: "Cancelled",
    News.POSTPONED: "Postponed, no new date yet",
    News.ON_AGAIN: "Takes place after all",
}


def _new_date_or_time(told: Told) -> str:
    before = told.was.get("starts_at")
    is_same_day = before is not None and str(before["local"])[:10] == told.event.starts_at.local[:10]
    return "New time" if is_same_day else "New date"


def _is_at_another_time(told: Told) -> bool:
    before = told.was.get("starts_at")
    return before is not None and is_moved(Moment.model_validate(before), told.event.starts_at)


def _house_now(told: Told) -> str:
    """Return the new house, which the line of town and country below does not tell."""
    place = told.event.place
    return f": {place.venue}" if place and place.venue else ""


def day_before(told: Told) -> str:
    """Return the day an event was on, or on the same day the clock; empty where that is not known."""
    before = told.was.get("starts_at")
    if before is None:
        return ""
    local, now = str(before["local"]), told.event.starts_at.local
    if local[:10] == now[:10]:
        return f"{on_day(local)}, {local[11:16]}"
    return on_day(local)


def _deadline(told: Told) -> str:
    closes = told.event.cfp.closes_at if told.event.cfp else None
    if closes is None:
        return "soon"
    return on_day(closes.local) + (", anywhere on earth" if closes.timezone == _LAST_ZONE else "")


def place_before(told: Told) -> str:
    """Return the house an event was in, or in another town that; empty where that is not known."""
    before = told.was.get("place")
    if before is None:
        return ""
    place = Place.model_validate({name: before.get(name) for name in Place.model_fields})
    town = write_town(place.city, place.country)
    same_town = told.event.place is not None and place.city == told.event.place.city
    return (place.venue if same_town else town) or town or ""


def _instead(of: str) -> str:
    return f"; it was {of}" if of else ""
