"""Who erases their account on the page is told that it is done, with the receipt, and is signed out."""

import re

from tests.integration.gateway.acquaintances import ADA, introduced
from tests.integration.gateway.browsing import entered, post
from tests.integration.gateway.conftest import House


async def test_who_leaves_gets_a_receipt_and_is_gone_for_the_other(house: House) -> None:
    _, bob, _, _ = await introduced(house)
    ada = await entered(house, ADA)
    page = await ada.get("/me")
    unsure = await post(ada, page, "/me/erase")
    done = await post(ada, page, "/me/erase", sure="yes")
    assert (unsure.status_code, done.status_code) == (422, 200)
    [receipt] = await house.db.fetch("select id, finished_at from erasure")
    assert ("Your account is erased" in done.text, receipt["id"] in done.text) == (True, True)
    assert (">Sign in</a>" in done.text, "Sign out" in done.text) == (True, False)
    assert (await ada.get("/me")).headers["location"].startswith("/sign-in")
    assert re.findall("Ada", (await bob.get("/v1/me/introductions")).text) == []
    assert (await bob.get("/v1/me/connections")).json()["items"] == []


async def test_who_leaves_while_a_part_is_away_is_told_what_is_still_to_go(house: House) -> None:
    ada = await entered(house, ADA)
    page = await ada.get("/me")
    house.to_matching.cut = True
    done = await post(ada, page, "/me/erase", sure="yes")
    assert (done.status_code, "follow within minutes" in done.text) == (200, True)
    house.to_matching.cut = False
