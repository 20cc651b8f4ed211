"""Who came to past events, and to whom it was the first or the second."""

from services.matching.runtime import Runtime
from services.matching.store.lately import HOUR, Lately
from services.matching.store.season import who_came
from shared.clients.matching import MatchingClient
from shared.contracts.people import Profile
from tests.integration.matching.conftest import GOING, Feed, changed, evt, per
from tests.support.clock import FixedClock


async def test_newcomers_are_those_who_went_to_one_event_at_most(
    runtime: Runtime, client: MatchingClient, feed: Feed, clock: FixedClock
) -> None:
    await feed(*(changed(number, clock()) for number in (1, 2, 3)))
    for number in (1, 2):
        await client.put_person(per(number), Profile(display_name=f"P{number}"))
    for number, event in ((1, 1), (1, 2), (1, 3), (2, 3)):
        await client.set_attendance(per(number), evt(event), GOING)
    crowds = Lately(who_came, HOUR)
    assert (await crowds.of(runtime.db, clock())).events == ()
    clock.advance(days=60)

    found = await crowds.of(runtime.db, clock())

    counted = {event.event_id: new for event, new in zip(found.events, found.newcomers, strict=True)}
    assert counted == {evt(1): 1, evt(2): 1, evt(3): 1}
    assert await crowds.of(runtime.db, clock()) is found
    clock.advance(days=366)
    assert (await crowds.of(runtime.db, clock())).events == ()
