"""Where a page leads next: nobody loses where they were going, and an empty page says what to do."""

from tests.integration.gateway.browsing import ADA, entered, field, post
from tests.integration.gateway.conftest import House


async def test_another_code_is_asked_for_without_typing_again_and_leads_where_one_was_going(
    house: House,
) -> None:
    browser = await house.browser()
    page = await browser.get("/sign-in", params={"next": "/searches"})
    code_page = await post(browser, page, "/sign-in", email=ADA, next="/searches")
    assert (field(code_page, "email"), field(code_page, "next")) == (ADA, "/searches")
    assert 'href="/sign-in?next=/searches"' in code_page.text
    again = await post(browser, code_page, "/sign-in", email=ADA, next=field(code_page, "next"))
    code, _ = await house.mail(ADA)
    entered_page = await post(browser, again, "/sign-in/code", email=ADA, code=code, next=field(again, "next"))
    assert (303, "/searches") == (entered_page.status_code, entered_page.headers["location"])


async def test_who_knows_nobody_is_told_how_to_begin_in_place_of_empty_tables(house: House) -> None:
    browser = await entered(house)
    page = (await browser.get("/network")).text
    assert 'href="/connections#note"' in page
    assert "<h2>Industry</h2>" not in page and "You know 0" not in page
    assert 'id="note"' in (await browser.get("/connections")).text


async def test_the_answer_to_a_search_begins_with_the_search_not_with_what_acquaint_is(house: House) -> None:
    browser = await house.browser()
    first, found = (await browser.get("/")).text, (await browser.get("/?q=soil")).text
    assert ("people worth meeting there</h1>" in first, "people worth meeting there</h1>" in found) == (
        True, False,
    )  # fmt: skip
