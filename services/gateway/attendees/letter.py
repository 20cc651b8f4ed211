"""The letter to somebody whom a partner brought: what was said of them, and how to see, change or end it."""

from services.gateway.letters.lists import House, Notice, notice
from services.gateway.letters.unsubscribe import BROUGHT_LIST
from services.gateway.letters.words import event_url, plain, when, where
from shared.contracts.events import Event, EventStatus

_LONGEST_NAME = 80
_OFF = {
    EventStatus.CANCELLED: "Cancelled",
    EventStatus.POSTPONED: "Postponed",
    EventStatus.PROBABLY_OFF: "Probably off",
}
_PROFILE = "profile"
_ALL = "to see it, to say who may see what, and to see whom to meet"


def write(partner: str, person_id: str, event: Event | None, house: House, *, is_new: bool) -> Notice:
    """Write it; there is one for a person and an event, however often it is said.

    `is_new`: the partner made their account, and they never signed in.
    """
    subject = _subject(partner, event)
    return notice(
        house, person_id, BROUGHT_LIST, event.id if event else _PROFILE,
        subject,
        f"{subject}.",
        _facts(event, house) if event else "",
        _made(event, house) if is_new else _yours(event),
        _ends(house) if is_new else "",
    )  # fmt: skip


def _subject(partner: str, event: Event | None) -> str:
    who = plain(partner, _LONGEST_NAME)
    if event is None:
        return f"{who} made a profile for you on Acquaint"
    return f"{who} told us that you go to {plain(event.title, _LONGEST_NAME)}"


def _facts(event: Event, house: House) -> str:
    parts = (when(event), where(event))
    facts = [" · ".join(part for part in parts if part), event_url(house.public_url, event.id)]
    return "\n".join([*facts, *([f"{_OFF[event.status]}, so its sources say."] if _is_off(event) else [])])


def _is_off(event: Event | None) -> bool:
    return event is not None and event.status in _OFF


def _made(event: Event | None, house: House) -> str:
    there = "people who go there can find you, and you them" if event else "people can find you, and you them"
    what = "to see it and to say who may see what" if _is_off(event) else _ALL
    return (
        f"They made a profile of what you gave them, so that {there}. Sign in with this address, without a\n"
        f"password, {what}:\n"
        f"{house.public_url.rstrip('/')}/sign-in?next=/me"
    )


def _yours(event: Event | None) -> str:
    if event is None:
        return "Nothing was changed: your profile is yours."
    yours = "Nothing was changed: your profile and where you go are yours to say."
    if _is_off(event):
        return yours
    return f"{yours} If you go, say so on the page\nabove, and you will see whom to meet there."


def _ends(house: House) -> str:
    return (
        "Once you have signed in, nobody but you changes it. You do not want it? Erase yourself on your\n"
        f"profile page: {house.public_url.rstrip('/')}/me"
    )
