"""Those who run this settle doubts on a page; nobody else sees it."""

import re

import pytest

from services.gateway.settings import GatewaySettings
from tests.integration.gateway.browsing import ADA, entered, post
from tests.integration.gateway.conftest import House
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import add_source

ONE = vevent(
    "1", "Rust Berlin Conference", "20270519T070000Z", "20270519T150000Z", location="Berlin\\, Germany"
)
OTHER = ONE.replace("UID:1", "UID:2").replace("Rust Berlin Conference", "Ferris Gathering")


@pytest.fixture
async def in_doubt(house: House) -> House:
    """Have two listings of which a person should say what they are."""
    for path, entry in (("/one.ics", ONE), ("/other.ics", OTHER)):
        await add_source(house.events, house.publisher.put(path, vcalendar(entry)))
    await house.events.poll_now()
    ids = await house.events.db.fetch("select id from listing where uid in ('1', '2') order by id")
    await house.events.db.execute(
        "insert into doubt (one, other, probability, reason, features, at) values ($1, $2, .61, $3, '{}', $4)"
        " on conflict do nothing",
        *(row["id"] for row in ids), "<b>alike</b>", house.clock(),
    )  # fmt: skip
    return house


async def listed(house: House) -> int:
    rows = await house.events.db.fetch("select distinct event_id from listing where uid in ('1', '2')")
    return len(rows)


async def test_an_operator_settles_a_pair_and_takes_it_back(in_doubt: House) -> None:
    object.__setattr__(in_doubt.runtime.face, "operators", frozenset({ADA.lower()}))
    browser = await entered(in_doubt)
    assert '<a href="/doubts">' in (await browser.get("/me")).text
    page = await browser.get("/doubts")
    one, other = re.findall(r'name="(?:one|other)" value="(lst_[^"]+)"', page.text)[:2]
    assert "Ferris Gathering" in page.text
    assert "The chance is about 60 % that they are one event: &lt;b&gt;alike&lt;/b&gt;" in page.text

    kept = await post(browser, page, "/doubts", one=one, other=other, says="same")
    together, after = await listed(in_doubt), await browser.get(kept.headers["location"])
    await post(browser, after, "/doubts", one=one, other=other, says="forget")

    assert (303, 1, 2) == (kept.status_code, together, await listed(in_doubt))
    assert "Wed 19 May 2027, 09:00 · Berlin · <a href" in page.text
    assert "they are one event now" in after.text
    wrong = await post(browser, after, "/doubts", one=one, other=one, says="same")
    unknown = await post(browser, after, "/doubts", one=one, other="lst_none", says="different")
    unread = await post(browser, after, "/doubts", one=one, other=other, says="perhaps")
    assert [422, 404, 422] == [it.status_code for it in (wrong, unknown, unread)]


async def test_nobody_else_sees_the_page(in_doubt: House) -> None:
    stranger, ada = await in_doubt.browser(), await entered(in_doubt)
    page = await ada.get("/me")
    said = await post(ada, page, "/doubts", one="lst_1", other="lst_2", says="same")
    assert '<a href="/doubts">' not in page.text
    assert "/sign-in?next=/doubts" == (await stranger.get("/doubts")).headers["location"]
    assert [404, 404] == [(await ada.get("/doubts")).status_code, said.status_code]
    assert 2 == await listed(in_doubt)


def test_operators_are_told_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_OPERATORS", '["Ada@People.test"]')
    assert frozenset({"Ada@People.test"}) == GatewaySettings().operators


async def test_an_operator_lets_a_suggested_source_in(house: House) -> None:
    source = await add_source(house.events, house.publisher.put("/bins.ics", vcalendar(ONE)))
    await house.events.db.execute(
        "update source set origin = 'suggested', last_outcome = 'held_for_review', last_fetched_at = $2,"
        " last_good_at = $2 where id = $1",
        source, house.clock(),
    )  # fmt: skip
    browser, path = await entered(house), f"/sources/{source}"
    page = await browser.get(path)
    denied = await post(browser, page, f"{path}/admission", says="let_in")
    object.__setattr__(house.runtime.face, "operators", frozenset({ADA.lower()}))
    doubts, asked = await browser.get("/doubts"), await browser.get(path)
    done = await post(browser, asked, f"{path}/admission", says="let_in")
    after = await browser.get(done.headers["location"])

    assert ("Let it in" in page.text, denied.status_code, path in doubts.text) == (False, 404, True)
    assert ("Let it in" in asked.text, 303) == (True, done.status_code)
    assert "You have let this source in" in after.text
    assert 422 == (await post(browser, after, f"{path}/admission", says="perhaps")).status_code
