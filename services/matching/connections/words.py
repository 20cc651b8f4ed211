"""Why to be in touch, and how to begin: help before a wish, from what one may see of the other."""

from services.matching.introductions.words import first_name, helping, meeting, thanks, wishing
from services.matching.people.visibility import Viewer
from shared.contracts.people import Profile

_DAYS_OF_A_MONTH, _LONG = 30, 60


def why_after_meeting(event_title: str | None, *, met: bool) -> str:
    """Return why to write soon; `met`: they noted that they met, or called, since they were introduced."""
    where = f" at {event_title}" if event_title else ""
    return f"You {'met' if met else 'were introduced'}{where}. Write while both of you remember."


def why_before_meeting(event_title: str, *, wrote: bool) -> str:
    """Return why to write to somebody who will be at the event one was introduced for."""
    if wrote:
        return f"You wrote to them. You meet at {event_title}: write again afterwards."
    return f"You are introduced for {event_title}. Find a time to meet there."


def why_promise(text: str, *, by_me: bool) -> str:
    """Return what was promised, and by whom."""
    return f"You promised {_quoted(text)}." if by_me else f"They promised {_quoted(text)}. Ask how it goes."


def why_again(days: int | None) -> str:
    """Return how long it has been since the last contact."""
    return "You want to be in touch." if days is None else f"You were last in touch {ago(days)}."


def begin_after_meeting(
    name: str | None, profile: Profile | None, viewer: Viewer, event_title: str | None
) -> str:
    """Return thanks, and an offer of help."""
    return thanks(first_name(name), event_title, helping(profile, viewer))


def begin_before_meeting(name: str | None, profile: Profile | None, event_title: str) -> str:
    """Return a first message, to find a time to meet."""
    return meeting(first_name(name), event_title, wishing(profile))


def begin_promise(name: str | None, text: str, *, by_me: bool) -> str:
    """Return how to hand over what was promised, or to ask about it without pressing."""
    hello = f"Hello {first_name(name)}"
    if by_me:
        return f"{hello}, I promised you {_quoted(text)}. Here it is:"
    return f"{hello}, you kindly offered {_quoted(text)}. Is there anything I can do to make it easy for you?"


def begin_again(name: str | None, profile: Profile | None, viewer: Viewer, event_title: str | None) -> str:
    """Return how to take up again what has been quiet."""
    where = f" our conversation at {event_title}" if event_title else " you"
    return f"Hello {first_name(name)}, I thought of{where}. {helping(profile, viewer)}"


def ago(days: int) -> str:
    """Write how long ago: `12 days ago`, `3 months ago`."""
    if days >= _LONG:
        return f"{days // _DAYS_OF_A_MONTH} months ago"
    return "today" if days <= 0 else f"{days} day{'' if days == 1 else 's'} ago"


def _quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”"
