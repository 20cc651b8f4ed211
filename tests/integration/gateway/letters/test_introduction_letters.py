"""Who is asked gets one letter, who asked one once both agreed; a no, and what is stopped, gives none."""

import pytest

from services.gateway.letters.unsubscribe import INTRODUCTIONS_LIST, token_for
from shared.contracts.network.introductions import NewIntroduction
from shared.kernel.errors import AppError
from tests.integration.gateway.acquaintances import ADA, BOB, WHY, ask, two
from tests.integration.gateway.conftest import House


async def letters(house: House) -> list[tuple[str, str]]:
    """Return to whom letters of introductions were written, and their subjects."""
    await house.settle()
    sql = "select to_address, subject from mail_message where kind = $1 order by created_at"
    return [(row["to_address"], row["subject"]) for row in await house.db.fetch(sql, INTRODUCTIONS_LIST)]


async def words(house: House, address: str) -> str:
    sql = "select text from mail_message where kind = $1 and to_address = $2"
    return str(await house.db.fetchval(sql, INTRODUCTIONS_LIST, address))


async def test_who_is_asked_and_then_who_asked_gets_a_letter(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    await ask(ada, suggestion_id)
    before = await letters(house)
    for _ in range(2):
        yes = {"reply": "Tuesday at eleven,\nby hall 2?"}
        await bob.post(f"/v1/me/introductions/{asked['id']}/accept", json=yes)
    after = await letters(house)
    to_bob, to_ada = await words(house, BOB), await words(house, ADA)
    bob_id = (await bob.get("/v1/me")).json()["id"]
    way_out = (
        f"http://acquaint.example/unsubscribe/{token_for(house.runtime.key, bob_id, INTRODUCTIONS_LIST)}"
    )
    assert before == [(BOB, "Somebody would like to meet you at Soil Health Field Day")]
    assert after == [*before, (ADA, "You are introduced")]
    assert to_bob == (
        "Ada would like to meet you at Soil Health Field Day.\n\n"
        f"They wrote:\n\n> {WHY}\n\n"
        "Why you two, as far as we can tell:\n"
        "- You are looking for advice (“Which cover crops build soil carbon”); they offer “Ten years "
        "of cover crops and soil "
        "carbon”.\n"
        "- You are both interested in soil health.\n\n"
        "Agree, and each of you sees the other's e-mail address. Say no, or nothing until Mon 30 Nov 2026, "
        f"and nobody is told:\nhttp://acquaint.example/introductions#{asked['id']}\n\n"
        "--\nNo more letters of introductions, without signing in; your page still tells of them:\n"
        f"{way_out}\n"
    )
    assert ADA not in to_bob
    assert f"Write to them: {BOB}" in to_ada
    assert "They answered:\n\n> Tuesday at eleven,\n> by hall 2?\n\n" in to_ada
    assert "> Hello Bob, thank you for your answer: I am glad that we meet. I read that" in to_ada
    assert "- You are looking for advice (“Which cover crops build soil carbon”)." in to_ada


async def test_a_no_gives_no_letter_and_whoever_refused_is_not_written_to_again(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    await house.settle()
    await bob.post(f"/v1/me/introductions/{asked['id']}/decline")
    await ada.post(f"/v1/me/introductions/{asked['id']}/withdraw")
    house.clock.advance(minutes=1)
    await ask(ada, suggestion_id)
    assert [address for address, _ in await letters(house)] == [BOB]


async def test_who_stopped_such_letters_gets_none_and_is_asked_all_the_same(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    bob_id = (await bob.get("/v1/me")).json()["id"]
    way_out = f"/unsubscribe/{token_for(house.runtime.key, bob_id, INTRODUCTIONS_LIST)}"
    nobody = await house.browser()
    before = (await nobody.get(way_out)).text
    page = await nobody.post(way_out)
    after = (await nobody.get(way_out)).text
    assert ('value="stop"' in before, 'value="again"' in after) == (True, True)
    await ask(ada, suggestion_id)
    [mine] = (await bob.get("/v1/me/introductions")).json()["items"]
    assert (page.status_code, await letters(house), mine["state"]) == (200, [], "waiting")


async def test_a_letter_is_written_though_the_gateway_died_after_the_ask(house: House) -> None:
    """What the gateway would do next is left out: matching was asked, and nobody came back to write."""
    ada, _, suggestion_id = await two(house)
    ada_id = (await ada.get("/v1/me")).json()["id"]
    wanted = NewIntroduction(suggestion_id=suggestion_id, message=WHY)
    await house.runtime.matching.ask_introduction(ada_id, wanted)
    again = await ask(ada, suggestion_id)
    house.to_matching.cut = True
    with pytest.raises(AppError):
        await house.settle()
    house.to_matching.cut = False
    letters_now = await letters(house)
    assert (again.status_code, again.json()["code"]) == (409, "introduction_waiting")
    assert letters_now == [(BOB, "Somebody would like to meet you at Soil Health Field Day")]


async def test_who_withdraws_before_the_letter_is_written_spares_it(house: House) -> None:
    ada, _, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    await ada.post(f"/v1/me/introductions/{asked['id']}/withdraw")
    assert await letters(house) == []


async def test_reasons_are_those_that_each_may_see(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    [before] = (await bob.get("/v1/me/introductions")).json()["items"]
    profile = (await ada.get("/v1/me")).json()["profile"]
    await ada.put("/v1/me", json={**profile, "visibility": {"offers": "match_only", "interests": "hidden"}})
    [after] = (await bob.get("/v1/me/introductions")).json()["items"]
    await bob.post(f"/v1/me/introductions/{asked['id']}/accept")
    [met] = (await bob.get("/v1/me/introductions")).json()["items"]
    assert [one["kind"] for one in asked["reasons"]] == ["offer_need", "shared_topic"]
    assert [one["kind"] for one in before["reasons"]] == ["need_offer", "shared_topic"]
    assert after["reasons"] == [
        {
            "kind": "same_event",
            "text": "You both go to Soil Health Field Day.",
            "evidence": [f"me.attendance.{asked['event_id']}", f"them.attendance.{asked['event_id']}"],
        }
    ]
    assert met["reasons"] == []


async def test_a_headline_that_is_a_sentence_stands_apart_in_the_letter(house: House) -> None:
    ada, _, suggestion_id = await two(house)
    said = {"headline": "I keep soil alive and teach it", "organisation": "Soil Lab"}
    await ada.patch("/v1/me", json=said)
    await ask(ada, suggestion_id)
    await letters(house)
    assert (
        "Ada would like to meet you at Soil Health Field Day.\n\n"
        "They say of themselves:\n\n> I keep soil alive and teach it\n> Soil Lab\n\n"
        f"They wrote:\n\n> {WHY}\n\n"
    ) in await words(house, BOB)
