"""The weekly e-mail as it would be sent now, for its own reader; nothing is kept."""

from collections.abc import Mapping
from dataclasses import replace

from services.gateway.digest.decide import NO_PROFILE, STOPPED, Subscriber, words
from services.gateway.digest.plan import NOTHING_BESIDE, Beside, Edition, choose
from services.gateway.letters.lists import House
from shared.contracts.account import DigestPreview
from shared.contracts.events import Event
from shared.contracts.people import PersonPlan


def preview_of(
    plans: Mapping[str, PersonPlan],
    events: Mapping[str, Event],
    beside: Mapping[str, Beside],
    subscriber: Subscriber,
    house: House,
) -> DigestPreview:
    """Render one person's week, and say why it would not be sent, if so."""
    one = subscriber.person_id
    if (plan := plans.get(one)) is None:
        edition = Edition(one, "you", (), (), NO_PROFILE)
    else:
        edition = choose(plan, events, beside.get(one, NOTHING_BESIDE))
        subscriber = replace(subscriber, timezone=plan.timezone or subscriber.timezone)
    if subscriber.schedule.frequency == "never":
        edition = replace(edition, suppressed=STOPPED)
    rendered = words(edition, subscriber, house)
    return DigestPreview(
        subject=rendered.subject,
        suppressed=edition.suppressed,
        html=rendered.body.html or "",
        text=rendered.body.text,
        events=edition.events,
        people=tuple(meeting.suggestion for meeting in edition.people),
        follow_ups=edition.beside.follow_ups.items if edition.beside.follow_ups else (),
    )
