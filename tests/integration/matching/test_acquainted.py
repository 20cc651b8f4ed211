"""What people share who know one another, counted over those who met and small events that are over."""

from services.matching.recommend.population.acquainted import NOBODY_KNOWN, Acquainted
from services.matching.runtime import Runtime
from services.matching.store.candidates.acquainted import load_acquainted
from shared.clients.matching import MatchingClient
from shared.contracts.people import AttendanceStatus, Feedback, Profile, SetAttendance
from tests.integration.matching.conftest import GOING, Feed, changed, evt, per
from tests.support.clock import FixedClock

NO_MATCH = SetAttendance(status=AttendanceStatus.INTERESTED, match=False)


async def test_ties_are_counted_by_topic(
    runtime: Runtime, client: MatchingClient, feed: Feed, clock: FixedClock
) -> None:
    """Three went to one event, of whom two name databases; one of them and a fourth say that they met."""
    await feed(changed(1, clock()), changed(2, clock()))
    for number, interests in enumerate((["databases"], ["databases"], ["bread"], ["bread", "postgres"]), 1):
        said = Profile.model_validate({"display_name": f"P{number}", "interests": interests})
        await client.put_person(per(number), said)
        await client.set_attendance(per(number), evt(1), GOING if number < 4 else NO_MATCH)
        await client.set_attendance(per(number), evt(2), GOING)
    assert await load_acquainted(runtime.db, clock()) == NOBODY_KNOWN
    shown = await client.people(per(1), event_id=evt(2))
    met = next(one.id for one in shown if one.person.id == per(4))
    await client.give_feedback(per(1), Feedback(suggestion_id=met, verdict="met"))
    await client.drop_attendance(per(4), evt(2))
    await client.drop_attendance(per(3), evt(2))
    await client.drop_attendance(per(2), evt(2))
    clock.advance(days=30)
    found = await load_acquainted(runtime.db, clock())
    assert found == Acquainted(
        share={"software.databases": 2.0, "software": 2.0, "food.baking": 0.0, "food": 0.0},
        by_chance={
            "software.databases": 4 * (3 / 4) ** 2,
            "software": 4 * (3 / 4) ** 2,
            "food.baking": 4 * (2 / 4) ** 2,
            "food": 4 * (2 / 4) ** 2,
        },
    )
    assert await runtime.shelf.beyond.acquaintances.of(runtime.db, clock()) == found
