"""Who is asked gets one letter, who asked one once both agreed; a no, and what is stopped, gives none."""

from services.gateway.digest.unsubscribe import INTRODUCTIONS_LIST, token_for
from tests.integration.gateway.conftest import House
from tests.integration.gateway.test_introductions import ADA, BOB, WHY, ask, two


async def letters(house: House) -> list[tuple[str, str]]:
    """Return to whom letters of introductions were written, and their subjects."""
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
        await bob.post(f"/v1/me/introductions/{asked['id']}/accept")
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
        "Agree, and each of you sees the other's e-mail address. Say no, or nothing until Mon 30 Nov 2026, "
        f"and nobody is told:\nhttp://acquaint.example/introductions#{asked['id']}\n\n"
        "--\nNo more letters of introductions, without signing in; your page still tells of them:\n"
        f"{way_out}\n"
    )
    assert ADA not in to_bob
    assert f"Write to them: {BOB}" in to_ada
    assert "- You look for “Which cover crops build soil carbon”." in to_ada


async def test_a_no_gives_no_letter_and_whoever_refused_is_not_written_to_again(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    await bob.post(f"/v1/me/introductions/{asked['id']}/decline")
    await ada.post(f"/v1/me/introductions/{asked['id']}/withdraw")
    house.clock.advance(minutes=1)
    await ask(ada, suggestion_id)
    assert [address for address, _ in await letters(house)] == [BOB]


async def test_who_stopped_such_letters_gets_none_and_is_asked_all_the_same(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    bob_id = (await bob.get("/v1/me")).json()["id"]
    page = await (await house.browser()).post(
        f"/unsubscribe/{token_for(house.runtime.key, bob_id, INTRODUCTIONS_LIST)}"
    )
    await ask(ada, suggestion_id)
    [mine] = (await bob.get("/v1/me/introductions")).json()["items"]
    assert (page.status_code, await letters(house), mine["state"]) == (200, [], "waiting")
