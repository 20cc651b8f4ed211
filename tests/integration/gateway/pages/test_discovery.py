from tests.integration.gateway.conftest import House


async def test_a_search_is_passed_on_with_its_tag(house: House) -> None:
    nobody = await house.browser()
    first = await nobody.get("/v1/events", params={"near": "Berlin", "radius_km": 50})
    again = await nobody.get(
        "/v1/events",
        params={"near": "Berlin", "radius_km": 50},
        headers={"if-none-match": first.headers["etag"]},
    )
    direct = await house.to_events.request("GET", "/v1/events?near=Berlin&radius_km=50")
    assert ["Soil Health Field Day"] == [event["title"] for event in first.json()["items"]]
    assert (200, direct.body, direct.headers["etag"]) == (
        first.status_code,
        first.content,
        first.headers["etag"],
    )
    assert (304, b"") == (again.status_code, again.content)


async def test_pages_of_results_follow_one_another(house: House) -> None:
    nobody = await house.browser()
    first = (await nobody.get("/v1/events", params={"limit": 1})).json()
    second = (await nobody.get(first["next"])).json()
    titles = [page["items"][0]["title"] for page in (first, second)]
    assert ["Soil Health Field Day", "Machine Learning Meetup"] == titles
    assert second["next"] is None


async def test_calendars_topics_and_sources(house: House) -> None:
    nobody = await house.browser()
    found = (await nobody.get("/v1/events")).json()["items"][0]
    calendars = [await nobody.get("/v1/events.ics"), await nobody.get(f"/v1/events/{found['id']}.ics")]
    assert [2, 1] == [answer.text.count("BEGIN:VEVENT") for answer in calendars]
    assert [2, 0] == [answer.text.count("TRANSP:TRANSPARENT") for answer in calendars]
    assert all(answer.headers["content-type"].startswith("text/calendar") for answer in calendars)
    (source,) = (await nobody.get("/v1/sources")).json()["items"]
    assert source == (await nobody.get(f"/v1/sources/{source['id']}")).json()
    behind = (await nobody.get(f"/v1/events/{found['id']}/sources")).json()
    assert [source["id"]] == [listing["source"]["source_id"] for listing in behind["listings"]]
    assert (await nobody.get("/v1/topics")).json()["items"]


async def test_only_signed_in_people_suggest_sources(house: House) -> None:
    nobody, ada = await house.browser(), await house.sign_in("ada@people.example")
    body = {"url": "https://example.org/events.ics"}
    assert 401 == (await nobody.post("/v1/sources", json=body)).status_code
    made = await ada.post("/v1/sources", json=body)
    assert made.status_code in {200, 201, 202}, made.text
    assert body["url"] == made.json()["url"]


async def test_every_error_is_a_problem_document(house: House) -> None:
    nobody = await house.browser()
    answers = [
        await nobody.get("/v1/nothing"),
        await nobody.delete("/v1/topics"),
        await nobody.post("/v1/auth/email", content=b"x" * 300_000),
        await nobody.post("/v1/auth/email", content=b"{"),
        await nobody.get("/internal/events/batch"),
        await nobody.get("/v1/events/evt_00000000000000000000000000"),
    ]
    house.to_events.cut = True
    answers.append(await nobody.get("/v1/topics"))
    assert [404, 405, 413, 422, 404, 404, 503] == [answer.status_code for answer in answers]
    for answer in answers:
        assert "application/problem+json" == answer.headers["content-type"]
        assert {"type", "title", "status", "detail", "code", "request_id"} <= answer.json().keys()
