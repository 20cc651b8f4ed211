import httpx

from tests.integration.gateway.acquaintances import ADA, BOB, WHY, ask, soil_day, suggested, two
from tests.integration.gateway.browsing import entered, field, post
from tests.integration.gateway.conftest import House


async def states(client: httpx.AsyncClient) -> list[str]:
    return [one["state"] for one in (await client.get("/v1/me/introductions")).json()["items"]]


async def test_both_agree_and_see_addresses_questions_and_when_to_follow_up(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    assert ("waiting", True, "Bob", WHY, None, None) == (
        asked["state"], asked["by_me"], asked["person"]["display_name"], asked["message"],
        asked["email"], asked["follow_up"],
    )  # fmt: skip
    again = await ask(ada, suggestion_id)
    assert (409, "introduction_waiting") == (again.status_code, again.json()["code"])
    own = await ada.post(f"/v1/me/introductions/{asked['id']}/accept")
    assert (409, "introduction_step") == (own.status_code, own.json()["code"])

    home = (await bob.get("/v1/me/home")).json()
    assert ([asked["id"]], []) == ([one["id"] for one in home["introductions"]], home["follow_ups"])
    accepted = (await bob.post(f"/v1/me/introductions/{asked['id']}/accept")).json()
    assert ("accepted", ADA) == (accepted["state"], accepted["email"])
    [seen] = (await ada.get("/v1/me/introductions")).json()["items"]
    assert ("accepted", BOB, "2027-05-20T15:00:00Z") == (
        seen["state"], seen["email"], seen["follow_up"]["due_at"],
    )  # fmt: skip
    question = (
        "You are looking for advice (“Which cover crops build soil carbon”). What have you tried so far?"
    )
    assert question == seen["questions"][0]
    assert "Soil Health Field Day" in seen["follow_up"]["draft"]

    done = (await ada.post(f"/v1/me/introductions/{asked['id']}/followed")).json()
    assert done["follow_up"]["done_at"] is not None
    assert (await bob.get("/v1/me/introductions")).json()["items"][0]["follow_up"]["done_at"] is None
    assert [] == (await bob.get("/v1/me/home")).json()["introductions"]
    event_id = seen["event_id"]
    for one in (ada, bob):
        assert [] == (await one.get("/v1/me/people", params={"event_id": event_id})).json()["items"]


async def test_a_no_is_never_told_and_nobody_is_asked_twice(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    assert 200 == (await bob.post(f"/v1/me/introductions/{asked['id']}/decline")).status_code

    [seen] = (await ada.get("/v1/me/introductions")).json()["items"]
    assert (asked, ["declined"]) == (seen, await states(bob))
    assert b'"declined"' not in (await ada.get("/v1/me/export")).content
    assert 200 == (await ada.post(f"/v1/me/introductions/{asked['id']}/withdraw")).status_code
    house.clock.advance(minutes=1)
    second = (await ask(ada, suggestion_id)).json()
    assert "waiting" == second["state"]
    assert "waiting" not in await states(bob)
    house.clock.advance(minutes=7 * 24 * 60)
    assert ["expired", "withdrawn"] == await states(await house.sign_in(ADA))


async def test_who_asks_one_another_have_both_agreed(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    event_id = await soil_day(bob)
    theirs = await suggested(bob, event_id)
    await ask(ada, suggestion_id)
    agreed = (await ask(bob, theirs)).json()
    assert ("accepted", WHY) == (agreed["state"], agreed["reply"])
    assert 409 == (await ask(ada, suggestion_id)).status_code


async def test_words_go_with_a_yes_alone(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    path = f"/v1/me/introductions/{(await ask(ada, suggestion_id)).json()['id']}"
    said = {"reply": "Tuesday at eleven?"}
    refused = await bob.post(f"{path}/decline", json=said)
    assert (422, "reply_unread") == (refused.status_code, refused.json()["code"])
    yes = (await bob.post(f"{path}/accept", json=said)).json()
    await bob.post(f"{path}/accept", json={"reply": "Another one"})
    seen = (await ada.get(path)).json()
    assert ("accepted", [said["reply"]] * 2) == (yes["state"], [yes["reply"], seen["reply"]])
    assert seen["opening"].startswith("Hello Bob, thank you for your answer")
    assert yes["opening"].startswith("Hello Ada, I am glad that we are introduced. When would")


async def test_words_go_with_a_yes_by_the_page(house: House) -> None:
    ada, _bob, suggestion_id = await two(house)
    path = f"/introductions/{(asked := (await ask(ada, suggestion_id)).json()['id'])}"
    page = await entered(house, BOB)
    form = await page.get("/introductions")
    long = await post(page, form, path, do="accept", reply="Tuesday at eleven? " * 40)
    assert (422, True) == (long.status_code, "Tuesday at eleven? Tuesday" in long.text)
    agreed = await post(page, form, path, do="accept", reply="Tuesday\r\nat eleven?")
    assert (303, f"/introductions?noted=accept#{asked}") == (agreed.status_code, agreed.headers["location"])
    assert "Tuesday\nat eleven?" == (await ada.get(f"/v1/me{path}")).json()["reply"]
    told = [(await (await entered(house, one)).get("/introductions")).text for one in (ADA, BOB)]
    assert [("They answered:" in it, "You answered:" in it) for it in told] == [(True, False), (False, True)]


async def test_who_says_no_by_the_page_is_told_that_it_is_noted_and_nobody_else_is(house: House) -> None:
    ada, _bob, suggestion_id = await two(house)
    path = f"/introductions/{(await ask(ada, suggestion_id)).json()['id']}"
    page = await entered(house, BOB)
    refused = await post(page, await page.get("/introductions"), path, do="decline")
    said = (await page.get(refused.headers["location"])).text
    assert ("Noted: no. They are not told" in said, "They would like to meet you" in said) == (True, False)
    assert ["waiting"] == await states(ada)


async def test_blocked_and_strange_people_are_missing(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    eve = await house.sign_in("eve@people.example")
    await eve.get("/v1/me")
    assert 404 == (await ask(eve, suggestion_id)).status_code
    assert 404 == (await eve.post(f"/v1/me/introductions/{asked['id']}/accept")).status_code
    [mine] = (await bob.get("/v1/me/introductions")).json()["items"]
    await bob.post("/v1/me/blocks", json={"person_id": mine["person"]["id"]})
    assert [[], []] == [await states(ada), await states(bob)]
    assert 404 == (await bob.post(f"/v1/me/introductions/{asked['id']}/accept")).status_code
    assert 404 == (await ask(ada, suggestion_id)).status_code

    of_ada, of_bob = mine["person"]["id"], asked["person"]["id"]
    await bob.delete(f"/v1/me/blocks/{of_ada}")
    await ada.post("/v1/me/blocks", json={"person_id": of_bob})  # and the other way round
    assert [[], []] == [await states(ada), await states(bob)]
    assert 404 == (await ask(ada, suggestion_id)).status_code


async def test_it_is_done_on_pages_too(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    pages = {"ada": await entered(house, ADA), "bob": await entered(house, BOB)}
    event_id = await soil_day(ada)
    page = await pages["ada"].get(f"/events/{event_id}")
    assert "Ask for an introduction" in page.text
    form = {"csrf": field(page, "csrf"), "suggestion_id": suggestion_id, "message": WHY}
    sent = [form, form, {**form, "message": "Other words."}]
    assert [303, 303, 409] == [
        (await pages["ada"].post("/introductions", data=one)).status_code for one in sent
    ]
    assert "Ada would like to meet you" in (await pages["bob"].get("/for-you")).text
    seen = await pages["bob"].get("/introductions")
    assert "They would like to meet you" in seen.text
    introduction_id = (await bob.get("/v1/me/introductions")).json()["items"][0]["id"]
    answer = {"csrf": field(seen, "csrf"), "do": "accept"}
    await pages["bob"].post(f"/introductions/{introduction_id}", data=answer)
    met = (await pages["ada"].get("/introductions")).text
    assert (f"mailto:{BOB}" in met, "body=Hello%20Bob%2C%20I%20am%20glad%20that%20we" in met) == (True, True)
    assert ("thank you for the conversation" in met, "I followed up" in met) == (False, False)
    house.clock.advance(days=180)
    later = (await (await entered(house, ADA)).get("/introductions")).text
    assert ("thank you for the conversation" in later, "I followed up" in later) == (True, True)


async def test_words_are_changed_while_it_waits_and_reach_nobody_who_said_no(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    path = f"/v1/me/introductions/{asked['id']}"
    changed = await ada.patch(path, json={"message": "In better words"})
    assert (200, "In better words") == (changed.status_code, changed.json()["message"])
    assert ["In better words"] == [
        it["message"] for it in (await bob.get("/v1/me/introductions")).json()["items"]
    ]
    refused = [await bob.patch(path, json={"message": "Mine"}), await ada.patch(path, json={"message": " "})]
    assert [409, 422] == [answer.status_code for answer in refused]

    page = await entered(house, ADA)
    form = {
        "csrf": field(await page.get("/introductions"), "csrf"),
        "do": "rewrite",
        "message": "By the page",
    }
    assert 303 == (await page.post(f"/introductions/{asked['id']}", data=form)).status_code
    await bob.post(f"{path}/decline")
    silent = await ada.patch(path, json={"message": "Once more"})
    assert (200, "waiting", "Once more") == (
        silent.status_code,
        *(silent.json()[it] for it in ("state", "message")),
    )
    assert ["By the page"] == [
        it["message"] for it in (await bob.get("/v1/me/introductions")).json()["items"]
    ]
    house.clock.advance(minutes=7 * 24 * 60)
    assert 409 == (await ada.patch(path, json={"message": "Too late"})).status_code


async def test_one_for_an_event_waits_no_longer_than_the_event_and_both_are_told(house: House) -> None:
    house.clock.advance(days=175)  # two and a half days before the event is over
    ada, _bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    assert ("2027-05-19T15:00:00Z", True) == (asked["expires_at"], asked["with_event"])
    waiting = (await (await entered(house, ADA)).get("/introductions")).text
    assert "Waits for an answer until Wed 19 May 2027, when the event is over." in waiting
    house.clock.advance(days=3)
    assert [["expired"], ["expired"]] == [await states(await house.sign_in(one)) for one in (ADA, BOB)]
    late = await (await house.sign_in(BOB)).post(f"/v1/me/introductions/{asked['id']}/accept")
    assert (409, "introduction_step") == (late.status_code, late.json()["code"])
    await house.settle()
    sql = "select count(*) from mail_message where text like '%would like to meet you%'"
    assert 0 == await house.db.fetchval(sql)  # what is told of late is no longer asked
    told = [(await (await entered(house, one)).get("/introductions")).text for one in (ADA, BOB)]
    assert [
        ("No answer came before the event was over" in it, "You gave no answer" in it) for it in told
    ] == [(True, False), (False, True)]
    house.clock.advance(days=31)
    assert "You gave no answer" not in (await (await entered(house, BOB)).get("/introductions")).text
