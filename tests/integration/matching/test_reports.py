import pytest

from shared.clients.matching import MatchingClient
from shared.contracts.partners.reports import EventReport, Exposure, Funnel, Reach
from shared.contracts.people import Feedback
from shared.kernel.errors import AppError
from tests.integration.matching.conftest import evt, per
from tests.support.clock import FixedClock

NONE, WITHHELD = Reach(suggestions=0, people=0), Reach(suggestions=None, people=None)


async def test_an_organiser_sees_the_funnel_and_that_nobody_was_left_out(
    client: MatchingClient, cloud_day: str, clock: FixedClock
) -> None:
    for number in range(1, 13):
        first, *_ = await client.people(per(number), event_id=cloud_day, limit=20)
        for verdict in ("asked", "met") if number <= 10 else ():
            await client.give_feedback(
                per(number), Feedback.model_validate({"suggestion_id": first.id, "verdict": verdict})
            )
        if number <= 9:
            await client.give_feedback(per(number), Feedback(suggestion_id=first.id, verdict="useful"))
    today = await client.event_report(cloud_day)
    assert (today.funnel.shown, today.exposure.never_shown) == (NONE, 12)
    clock.advance(days=1)
    report = await client.event_report(cloud_day)
    assert report == EventReport(
        event_id=cloud_day,
        as_of=clock().replace(hour=0, minute=0, second=0, microsecond=0),
        funnel=Funnel(
            shown=Reach(suggestions=132, people=12),
            asked=Reach(suggestions=10, people=10),
            accepted=NONE,
            met=Reach(suggestions=10, people=10),
            useful=WITHHELD,
        ),
        exposure=Exposure(people=12, never_shown=0, gini=0.0, most=1.0),
    )


async def test_of_few_people_nothing_is_told(
    client: MatchingClient, cloud_day: str, clock: FixedClock
) -> None:
    for number in range(1, 5):
        await client.people(per(number), event_id=cloud_day, limit=20)
        await client.drop_attendance(per(number), cloud_day)
    clock.advance(days=1)
    report = await client.event_report(cloud_day)
    assert report.exposure == Exposure(people=None, never_shown=None, gini=None, most=None)
    assert report.funnel.shown == WITHHELD
    with pytest.raises(AppError) as missing:
        await client.event_report(evt(77))
    assert missing.value.code == "event_missing"
