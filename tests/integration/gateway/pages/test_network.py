from tests.integration.gateway.acquaintances import ADA, introduced
from tests.integration.gateway.browsing import entered, field
from tests.integration.gateway.conftest import House


async def test_a_network_shows_its_kinds_its_quiet_ties_and_who_would_widen_it(house: House) -> None:
    ada, bob, tie, _ = await introduced(house)
    await bob.patch("/v1/me", json={"industry": "Farming", "place": {"city": "Porto", "country": "PT"}})
    cy = await house.sign_in("cy@people.example")
    seen = (await ada.get("/v1/me/introductions")).json()["items"][0]
    await cy.put("/v1/me", json={"display_name": "Cy", "interests": ["soil health"], "industry": "Mining"})
    await cy.put(f"/v1/me/attendance/{seen['event_id']}", json={"status": "going"})
    old = {"name": "Dee", "met_on": (house.clock().date().replace(year=house.clock().year - 4)).isoformat()}
    dee = (await ada.post("/v1/me/connections", json=old)).json()
    mirror = (await ada.get("/v1/me/network")).json()
    assert (2, 1, {"new": 1, "dormant": 1}) == (mirror["people"], mirror["members"], mirror["ties"])
    told = {it["name"]: [share["label"] for share in it["shares"]] for it in mirror["dimensions"]}
    assert (["Farming"], ["Portugal"], []) == (told["industry"], told["country"], told["stage"])
    assert [(dee["id"], "Dee", [])] == [
        (it["connection_id"], it["name"], it["brings"]) for it in mirror["wake"]
    ]
    [bridge] = mirror["bridges"]
    assert ("Cy", ["Industry: Mining"]) == (bridge["suggestion"]["person"]["display_name"], bridge["brings"])

    await bob.patch("/v1/me", json={"visibility": {"industry": "hidden"}})
    again = (await ada.get("/v1/me/network")).json()["dimensions"]
    assert [] == next(it["shares"] for it in again if it["name"] == "industry")
    page = (await (await entered(house, ADA)).get("/network")).text
    assert ("New to you" in page, f"/connections/{dee['id']}" in page) == (True, True)
    alone = (await (await entered(house, "cy@people.example")).get("/network")).text
    assert ("Whom to begin with" in alone, "New to you" in alone) == (True, False)
    assert tie not in (await bob.get("/v1/me/network")).text
    assert 401 == (await (await house.browser()).get("/v1/me/network")).status_code


async def test_two_whom_one_knows_could_be_brought_together_until_they_know_each_other(house: House) -> None:
    ada, bob, cy = [await house.sign_in(f"{name}@people.example") for name in ("ada", "bob", "cy")]
    need = {"kind": "advice", "text": "Which cover crops build soil carbon"}
    offer = {"kind": "advice", "text": "Cover crops and soil carbon, ten years of trials"}
    await bob.put("/v1/me", json={"display_name": "Bob Berg", "needs": [need]})
    await cy.put("/v1/me", json={"display_name": "Dr. Cy Clay", "offers": [offer]})
    cards = [(await one.put("/v1/me/card", json={})).json()["url"].rpartition("/")[2] for one in (ada, cy)]
    ties = [(await one.post(f"/v1/cards/{cards[0]}/exchange")).json() for one in (bob, cy)]
    assert ["introduced", "introduced"] == [one["how"] for one in ties]
    known = {it["name"]: it for it in (await ada.get("/v1/me/connections")).json()["items"]}
    [found] = (await ada.get("/v1/me/network")).json()["together"]
    assert {
        "text": "Bob Berg is looking for advice (“Which cover crops build soil carbon”); "
        "Dr. Cy Clay offers “Cover crops and soil carbon, ten years of trials”.",
        "seeker": {
            "connection_id": known["Bob Berg"]["id"],
            "name": "Bob Berg",
            "introduced_id": known["Bob Berg"]["person"]["id"],
            "email": "bob@people.example",
            "draft": "Hello Bob, you are looking for advice (“Which cover crops build soil carbon”). I know "
            "somebody who "
            "offers “Cover crops and soil carbon, ten years of trials”. Shall I introduce you? "
            "I will ask them as well.",
        },
        "giver": {
            "connection_id": known["Dr. Cy Clay"]["id"],
            "name": "Dr. Cy Clay",
            "introduced_id": known["Dr. Cy Clay"]["person"]["id"],
            "email": "cy@people.example",
            "draft": "Hello Dr. Clay, you offer “Cover crops and soil carbon, ten years of trials”. Somebody "
            "I know is looking for advice (“Which cover crops build soil carbon”). May I introduce you?",
        },
    } == found
    assert "Whom you could bring together" in (await (await entered(house, ADA)).get("/network")).text
    assert [] == (await bob.get("/v1/me/network")).json()["together"]

    await bob.patch("/v1/me", json={"visibility": {"needs": "match_only"}})
    assert [] == (await ada.get("/v1/me/network")).json()["together"]
    await bob.patch("/v1/me", json={"visibility": {"needs": "matches"}})
    assert [found] == (await ada.get("/v1/me/network")).json()["together"]
    await bob.post(f"/v1/cards/{cards[1]}/exchange")
    assert [] == (await ada.get("/v1/me/network")).json()["together"]


async def test_industry_and_stage_are_said_on_the_profile_page(house: House) -> None:
    ada = await entered(house, ADA)
    page = await ada.get("/me")
    form = {
        "csrf": field(page, "csrf"), "version": field(page, "version"), "display_name": "Ada",
        "industry": "Farming", "seniority": "lead", "see_industry": "public",
    }  # fmt: skip
    assert 303 == (await ada.post("/me", data=form)).status_code
    saved = (await ada.get("/v1/me")).json()["profile"]
    assert ("Farming", "lead", "public") == (
        saved["industry"], saved["seniority"], saved["visibility"]["industry"],
    )  # fmt: skip
    assert 422 == (await ada.post("/me", data={**form, "seniority": "king"})).status_code
