"""The first draft of a post about an event, from what its writer lets others see of them anyway."""

from collections.abc import Iterator

from services.gateway.letters.words import on_day, plain, when, where
from shared.contracts.events import Event
from shared.contracts.people import AttendanceStatus, Profile, Visibility

LONGEST = 280
"""Characters, the link included: what X takes; Bluesky takes 300, Mastodon 500."""
_LONGEST_TITLE = 100
_MOST_TOPICS = 2
_LEARNT, _HOPED = "What I take home: …", "What I hope to learn there: …"
_OPEN = frozenset({Visibility.ATTENDEES, Visibility.PUBLIC})
_BEFORE = (
    "Say what you hope to learn, in place of a slogan: that is what people answer.",
    "Name the organiser, and nobody who has not said that they go.",
    "Ask one question, and answer those who answer.",
)
_AFTER = (
    "Name one thing that you learnt, and from whom, if they like to be named.",
    "Thank whoever held it: few do.",
    "Link what you promised to send.",
)


def draft(event: Event, status: AttendanceStatus, profile: Profile, link: str) -> str:
    """Return at most `LONGEST` characters, the link included; sentences that do not fit are left out."""
    told = link if len(link) <= LONGEST // 2 else ""
    room = LONGEST - len(told)
    text = ""
    for sentence in _sentences(event, status, profile):
        if len(text) + len(sentence) + 1 <= room:
            text += f"{sentence} "
    return f"{text}{told}".strip()


def without_gaps(text: str) -> str:
    """Return a text without the beginnings of sentences that its writer has left as they were drafted."""
    for gap in (_LEARNT, _HOPED):
        text = text.replace(f"{gap} ", "").replace(gap, "")
    return text


def advice(event: Event) -> tuple[str, ...]:
    """Return what makes such a post worth reading."""
    return _AFTER if event.is_past else _BEFORE


def _sentences(event: Event, status: AttendanceStatus, profile: Profile) -> Iterator[str]:
    """Yield the sentences, the most needed first and in the order in which they are read."""
    title = plain(event.title, _LONGEST_TITLE)
    if event.is_past:
        yield f"I was at {title} ({on_day(event.starts_at.local)})."
        yield _LEARNT
        if event.organiser:
            yield f"Thank you, {plain(event.organiser.name, 60)}."
        return
    facts = ", ".join(part for part in (when(event), where(event)) if part)
    going = "I am going to" if status is AttendanceStatus.GOING else "I am thinking of going to"
    yield f"{going} {title} ({facts})."
    topics = " and ".join(_in_common(event, profile))
    yield f"I would like to talk about {topics}." if topics else _HOPED
    yield "Who else goes?"


def _in_common(event: Event, profile: Profile) -> list[str]:
    """Return the event's topics that the writer names as interests, unless fewer than attendees may see."""
    if profile.visibility.get("interests", Visibility.ATTENDEES) not in _OPEN:
        return []
    mine = {interest.casefold() for interest in profile.interests}
    shared = [topic.label for topic in event.topics if {topic.id, topic.label.casefold()} & mine]
    return [_within_a_sentence(plain(label, 40)) for label in shared[:_MOST_TOPICS]]


def _within_a_sentence(label: str) -> str:
    """Return `Soil health` as `soil health`, and `Open Source` or `AI` as it is."""
    return label[:1].lower() + label[1:] if label[1:].islower() else label
