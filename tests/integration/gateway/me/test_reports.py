from tests.integration.gateway.acquaintances import soil_day
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import key_for


async def test_a_report_takes_a_key_with_its_scope(house: House) -> None:
    _, token = await key_for(house, "Venue Finder", "reports")
    _, other = await key_for(house, "Venue Finder", "webhooks")
    partner, unscoped, nobody = await house.browser(token), await house.browser(other), await house.browser()
    event_id = await soil_day(nobody)
    path = f"/v1/partner/events/{event_id}/report"
    answers = [await one.get(path) for one in (partner, unscoped, nobody)]
    assert [200, 403, 401] == [answer.status_code for answer in answers]
    none = {"suggestions": 0, "people": 0}
    assert answers[0].json() == {
        "event_id": event_id,
        "as_of": house.clock().strftime("%Y-%m-%dT00:00:00Z"),
        "funnel": dict.fromkeys(("shown", "asked", "accepted", "met", "useful"), none),
        "exposure": {"people": 0, "never_shown": None, "gini": None, "most": None},
    }
    missing = await partner.get("/v1/partner/events/evt_01jd3c9m8q7v0w1x2y3z4a5b6c/report")
    assert (404, "event_missing") == (missing.status_code, missing.json()["code"])
