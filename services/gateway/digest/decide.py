"""What becomes of one person's turn: a letter for this week, or a reason for silence; and the next turn."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.gateway.digest.due import Schedule, Slot, iso_week, jitter, last_slot, next_slot, zone_of
from services.gateway.digest.followed import NOTHING, Followed
from services.gateway.digest.plan import NOTHING_BESIDE, Beside, Edition, choose
from services.gateway.digest.render import Imprint, render
from services.gateway.letters.letter import Rendered
from services.gateway.letters.lists import House, list_headers, message_id, unsubscribe_url
from services.gateway.letters.message import Heading, Letter, compose
from shared.contracts.events import Event
from shared.contracts.people import PersonPlan

STOPPED = "You have stopped the weekly e-mail."
NO_PROFILE = "There is no profile yet to choose by."


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who has a turn, and how they want it.

    `timezone` is the IANA name last known. No turn before `since`, an aware instant, counts: nobody gets the
    letter of a morning when they were not here yet, or had another wish.
    """

    person_id: str
    email: str
    schedule: Schedule
    timezone: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """The moment of deciding; `at_once` is an operator's wish not to wait for the hour."""

    now: datetime
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Which events a letter recommends, and whom it names, by `Meeting.key`: neither comes each week."""

    events: tuple[str, ...]
    named: tuple[str, ...]


NOTHING_TOLD = Told((), ())


@dataclass(frozen=True, slots=True)
class Decision:
    """What to keep of a turn. `note` is the reason for silence; without it there is a letter, or no turn."""

    subscriber: Subscriber
    week: str | None
    letter: Letter | None
    note: str | None
    next_at: datetime | None
    followed: Followed = NOTHING
    """News of searches that the letter tells."""
    told: Told = NOTHING_TOLD


def decide(
    subscriber: Subscriber,
    plan: PersonPlan | None,
    events: Mapping[str, Event],
    turn: Turn,
    house: House,
    beside: Beside = NOTHING_BESIDE,
) -> Decision:
    """Decide one person's turn. The zone in the plan, chosen or of their city, counts from now on."""
    if plan is not None and plan.timezone:
        subscriber = replace(subscriber, timezone=plan.timezone)
    slot = _slot(subscriber, turn)
    following = _next_at(subscriber, turn.now)
    if slot is None:
        return Decision(subscriber, None, None, None, following)
    if plan is None:
        return Decision(subscriber, slot.week, None, NO_PROFILE, following)
    edition = choose(plan, events, beside)
    if edition.suppressed is not None:
        return Decision(subscriber, slot.week, None, edition.suppressed, following)
    letter = write(edition, subscriber, Slot(slot.week, turn.now), house)
    told = Told(
        tuple(item.event.id for item in edition.events), tuple(meeting.key for meeting in edition.people)
    )
    return Decision(subscriber, slot.week, letter, None, following, beside.followed, told)


def write(edition: Edition, subscriber: Subscriber, slot: Slot, house: House) -> Letter:
    """Write the letter of one week; the same week has the same Message-ID, whoever writes it."""
    rendered = words(edition, subscriber, house)
    heading = Heading(
        message_id=message_id(house, subscriber.person_id, slot.week),
        sender=house.sender,
        to=subscriber.email,
        subject=rendered.subject,
        date=slot.at,
        headers=list_headers(house, subscriber.person_id, slot.week),
    )
    return compose(heading, rendered.body)


def words(edition: Edition, subscriber: Subscriber, house: House) -> Rendered:
    """Render an edition for its reader, whether it is sent or only looked at."""
    way_out = unsubscribe_url(house, subscriber.person_id)
    imprint = Imprint(house.public_url, way_out, subscriber.schedule, subscriber.timezone or "UTC")
    return render(edition, imprint)


def _slot(subscriber: Subscriber, turn: Turn) -> Slot | None:
    zone, schedule = zone_of(subscriber.timezone), subscriber.schedule
    if not turn.at_once:
        slot = last_slot(schedule, zone, turn.now)
        return slot if slot is not None and slot.at >= subscriber.since else None
    paused = schedule.paused_until is not None and turn.now < schedule.paused_until
    if paused or schedule.frequency == "never":
        return None
    return Slot(iso_week(turn.now.astimezone(zone).date()), turn.now)


def _next_at(subscriber: Subscriber, now: datetime) -> datetime | None:
    slot = next_slot(subscriber.schedule, zone_of(subscriber.timezone), now)
    seed = int.from_bytes(hashlib.sha256(subscriber.person_id.encode()).digest()[:4], "big")
    return None if slot is None else slot.at + jitter(seed)
