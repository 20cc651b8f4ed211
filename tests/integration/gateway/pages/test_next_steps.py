"""Where a page leads next: nobody loses where they were going, and an empty page says what to do."""

import re

from tests.integration.gateway.acquaintances import soil_day
from tests.integration.gateway.browsing import ADA, entered, field, post
from tests.integration.gateway.conftest import House


async def test_another_code_is_asked_for_without_typing_again_and_leads_where_one_was_going(
    house: House,
) -> None:
    browser = await house.browser()
    menus = [(await browser.get(f"/{path}")).text for path in ("clashes?q=a", "?q=soil", "", "about-bot")]
    assert [">Sign in</a>" in menu for menu in menus] == [True] * 4
    assert [re.findall(r'<a href="/sign-in([^"]*)"', menu)[0] for menu in menus] == [
        "?next=/clashes%3Fq%3Da", "?next=/%3Fq%3Dsoil", "", "",
    ]  # fmt: skip
    page = await browser.get("/sign-in", params={"next": "/searches"})
    code_page = await post(browser, page, "/sign-in", email=ADA, next="/searches")
    assert (field(code_page, "email"), field(code_page, "next")) == (ADA, "/searches")
    assert 'href="/sign-in?next=/searches"' in code_page.text
    again = await post(browser, code_page, "/sign-in", email=ADA, next=field(code_page, "next"))
    code, _ = await house.mail(ADA)
    done = await post(browser, again, "/sign-in/code", email=ADA, code=code, next=field(again, "next"))
    assert (303, "/searches") == (done.status_code, done.headers["location"])


async def test_who_knows_nobody_is_told_how_to_begin_in_place_of_empty_tables(house: House) -> None:
    browser = await entered(house)
    page = (await browser.get("/network")).text
    assert 'href="/connections#note"' in page
    assert "You know 0" not in page
    assert 'id="note"' in (await browser.get("/connections")).text
    begun = (await browser.get("/connections?met_on=2027-05-19&notes=At+Soil+Day")).text
    assert ('value="2027-05-19"' in begun, ">At Soil Day</textarea>" in begun) == (True, True)


async def test_the_answer_to_a_search_begins_with_the_search_not_with_what_acquaint_is(house: House) -> None:
    browser = await house.browser()
    first, found = (await browser.get("/")).text, (await browser.get("/?q=soil")).text
    assert ("people worth meeting there</h1>" in first, "people worth meeting there</h1>" in found) == (
        True, False,
    )  # fmt: skip


async def test_before_an_event_one_page_tells_whom_to_meet_there(house: House) -> None:
    bob, ada = await house.sign_in("bob@people.example"), await house.sign_in(ADA)
    event_id = await soil_day(ada)
    path, going = f"/events/{event_id}/brief", {"status": "going"}
    for one, name in ((bob, "Bob"), (ada, "Ada")):
        await one.put("/v1/me", json={"display_name": name, "interests": ["soil health"]})
    await bob.put(f"/v1/me/attendance/{event_id}", json=going)
    page = await house.browser()
    page.cookies.set("acquaint", ada.headers["authorization"].removeprefix("Bearer "))
    unsaid = (await page.get(path)).text
    await ada.put(f"/v1/me/attendance/{event_id}", json=going)
    said = (await page.get(path)).text
    assert ("whom to meet there stands here too" in unsaid, "Bob" in unsaid) == (True, False)
    assert ("whom to meet there stands here too" in said, ">Bob</a></h3>" in said) == (False, True)


async def test_whoever_plans_an_event_finds_a_quiet_week_on_a_page(house: House) -> None:
    browser = await house.browser()
    asked = await browser.get("/clashes")
    found = await browser.get("/clashes?near=Berlin&radius_km=100&from=2027-05-10&weeks=5&topic=")
    empty = await browser.get("/clashes?near=Berlin&radius_km=100&from=2027-06-07&weeks=3&topic=")
    wrong = await browser.get("/clashes?near=Berlin&topic=data-ai&weeks=99")
    assert "Choose a field or a place to begin." in asked.text
    rows = [row.partition("</tr>")[0] for row in found.text.split("<tr>")[2:]]
    assert [("Soil Health Field Day" in row, ">quiet<" in row) for row in rows] == [
        (False, True), (True, False), (False, True), (False, True), (False, True),
    ]  # fmt: skip
    assert ("We know of no such event" in found.text, "We know of no such event" in empty.text) == (
        False,
        True,
    )
    assert ">quiet<" not in empty.text
    assert wrong.status_code == 422
    kept = ('role="alert"', 'value="Berlin"', '<option value="data-ai" selected>')
    assert [text in wrong.text for text in kept] == [True, True, True]


async def test_a_country_is_said_by_its_name(house: House) -> None:
    browser = await entered(house)
    page = await browser.get("/me")
    typed = {"display_name": "Ada", "version": field(page, "version"), "city": "Leeds"}
    await post(browser, page, "/me", **typed, country="united kingdom")
    saved = await browser.get("/me")
    assert (await browser.get("/v1/me")).json()["profile"]["place"] == {"city": "Leeds", "country": "GB"}
    assert 'value="United Kingdom"' in saved.text
    odd = await post(browser, saved, "/me", **{**typed, "version": field(saved, "version")}, country="Narnia")
    assert (odd.status_code, 'value="Narnia"' in odd.text) == (422, True)
    nowhere = {"display_name": "Ada", "version": field(saved, "version"), "country": "Peru"}
    assert "Place: say the city too." in (await post(browser, saved, "/me", **nowhere)).text


async def test_a_refused_field_is_told_in_plain_words_marked_and_led_to(house: House) -> None:
    browser = await entered(house)
    page = await browser.get("/me")
    typed = {"display_name": "", "version": field(page, "version"), "links": "ftp://x"}
    told = (await post(browser, page, "/me", **typed)).text
    assert '<a href="#display_name">Name: may not be empty.</a>' in told
    assert "Links: write a whole address, such as https://example.org/me." in told
    assert re.findall(r'name="(\w+)" aria-invalid="true"', told) == ["display_name", "links"]


async def test_who_is_read_at_events_alone_may_let_everybody_read_them(house: House) -> None:
    browser, typed = await entered(house), {"display_name": "Ada", "city": ""}
    page = await browser.get("/for-you")
    await post(browser, page, "/for-you", headline="I look after soil health", **typed)
    hidden = {"visibility": {"interests": "hidden"}, "interests": ["soil health"]}
    token = (await house.sign_in(ADA)).headers["authorization"]
    await browser.patch("/v1/me", json=hidden, headers={"authorization": token})
    offer = "Let everybody read them"
    page = await browser.get("/for-you")
    opened = await post(browser, page, "/me/open", back="/nearby?weeks=2#people")
    after = await browser.get("/for-you")
    assert (offer in page.text, opened.headers["location"], offer in after.text) == (
        True, "/nearby?weeks=2#people", False,
    )  # fmt: skip
    assert (await browser.get("/v1/me")).json()["profile"]["visibility"] == {
        "display_name": "public", "headline": "public", "interests": "hidden",
    }  # fmt: skip


async def test_the_first_sentence_may_be_for_everybody(house: House) -> None:
    browser = await entered(house)
    page, words = await browser.get("/for-you"), "I look after soil health"
    await post(browser, page, "/for-you", headline=words, display_name="Ada", city="", open="yes")
    assert (await browser.get("/v1/me")).json()["profile"]["visibility"] == {
        "display_name": "public", "headline": "public",
    }  # fmt: skip
    own = (await browser.get("/v1/me")).json()["id"]
    assert words in (await (await house.browser()).get(f"/people/{own}")).text
