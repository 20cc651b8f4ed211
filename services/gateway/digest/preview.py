"""The weekly e-mail as it would be sent now, for its own reader; nothing is kept."""

from dataclasses import replace

from services.gateway.digest.decide import NO_PROFILE, STOPPED, Subscriber, words
from services.gateway.digest.followed import NOTHING
from services.gateway.digest.issue import Sources
from services.gateway.digest.plan import Beside, Edition, choose, wanted_events
from services.gateway.letters.lists import House
from shared.contracts.account import DigestPreview
from shared.contracts.people import PersonPlan


async def compose_preview(sources: Sources, subscriber: Subscriber, house: House) -> DigestPreview:
    """Plan and render one person's week, and say why it would not be sent, if so."""
    plan = (await sources.plans((subscriber.person_id,))).get(subscriber.person_id)
    if plan is None:
        edition = Edition(subscriber.person_id, "you", (), (), NO_PROFILE)
    else:
        edition = choose(plan, await sources.events(wanted_events((plan,))), await _beside(sources, plan))
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


async def _beside(sources: Sources, plan: PersonPlan) -> Beside:
    one = plan.person_id
    followed, touch = await sources.followed((one,)), await sources.follow_ups((one,))
    named = await sources.named((one,))
    return Beside(followed.get(one, NOTHING), touch.get(one), named.get(one, frozenset()))
