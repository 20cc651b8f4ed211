"""`Idempotency-Key`: the same POST again makes nothing twice, and what is kept is of use to nobody else."""

import asyncio

import httpx

from services.gateway.store.idempotent_requests import MOST_KEYS
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import key_for

KEYS = "/v1/partner/keys"
BODY = {"scopes": ["keys"]}


def under(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


def parts(answer: httpx.Response) -> tuple[int, bytes, str | None]:
    return answer.status_code, answer.content, answer.headers.get("idempotent-replayed")


async def partner_of(house: House) -> httpx.AsyncClient:
    return await house.browser((await key_for(house, "Venue Finder", "keys"))[1])


async def test_the_same_again_gives_the_stored_answer_and_makes_nothing(house: House) -> None:
    partner = await partner_of(house)
    first = await partner.post(KEYS, json=BODY, headers=under("a"))
    again = await partner.post(KEYS, json=BODY, headers=under('"a"'))
    other = await partner.post(KEYS, json=BODY, headers=under("b"))
    assert parts(first) == (201, first.content, None)
    assert parts(again) == (201, first.content, "true")
    assert again.headers["content-type"] == first.headers["content-type"]
    assert other.json()["id"] != first.json()["id"]
    assert len((await partner.get(KEYS)).json()["items"]) == 3


async def test_another_request_under_the_same_key_is_refused(house: House) -> None:
    partner = await partner_of(house)
    await partner.post(KEYS, json=BODY, headers=under("a"))
    body = await partner.post(KEYS, json={"scopes": ["keys"], "test": True}, headers=under("a"))
    path = await partner.post("/v1/partner/webhooks", json=BODY, headers=under("a"))
    assert [(it.status_code, it.json()["code"]) for it in (body, path)] == [
        (422, "idempotency_key_reused")
    ] * 2


async def test_keys_belong_to_who_asks(house: House) -> None:
    first, second = await partner_of(house), await partner_of(house)
    made = [await one.post(KEYS, json=BODY, headers=under("a")) for one in (first, second)]
    assert [it.status_code for it in made] == [201, 201]
    assert made[0].json()["id"] != made[1].json()["id"]


async def test_what_made_nothing_frees_its_key(house: House) -> None:
    partner = await partner_of(house)
    refused = await partner.post(KEYS, json={"scopes": ["people"]}, headers=under("a"))
    made = await partner.post(KEYS, json=BODY, headers=under("a"))
    assert (refused.status_code, made.status_code) == (403, 201)


async def test_while_the_first_runs_its_repetition_is_told_to_wait(house: House) -> None:
    partner = await partner_of(house)
    both = await asyncio.gather(*(partner.post(KEYS, json=BODY, headers=under("a")) for _ in range(2)))
    running = next((it for it in both if it.status_code == 409), None)
    assert {it.status_code for it in both} in ({201, 409}, {201})
    if running is not None:
        assert (running.json()["code"], running.headers["retry-after"]) == ("idempotency_key_running", "1")
    assert len((await partner.get(KEYS)).json()["items"]) == 2


async def test_a_run_that_never_ended_gives_way_after_two_minutes(house: House) -> None:
    partner = await partner_of(house)
    await partner.post(KEYS, json=BODY, headers=under("a"))
    await house.db.execute("update idempotent_request set done = false, answer = null")
    running = await partner.post(KEYS, json=BODY, headers=under("a"))
    house.clock.advance(minutes=2)
    anew = await partner.post(KEYS, json=BODY, headers=under("a"))
    assert (running.json()["code"], anew.status_code) == ("idempotency_key_running", 201)


async def test_a_run_begun_by_a_clock_that_was_set_back_gives_way_at_once(house: House) -> None:
    partner = await partner_of(house)
    await partner.post(KEYS, json=BODY, headers=under("a"))
    await house.db.execute("update idempotent_request set done = false, answer = null")
    house.clock.advance(hours=-1)
    anew = await partner.post(KEYS, json=BODY, headers=under("a"))
    assert anew.status_code == 201


async def test_after_a_day_a_key_is_good_again(house: House) -> None:
    partner = await partner_of(house)
    first = await partner.post(KEYS, json=BODY, headers=under("a"))
    house.clock.advance(hours=24)
    anew = await partner.post(KEYS, json=BODY, headers=under("a"))
    assert anew.json()["id"] != first.json()["id"]


async def test_what_is_kept_tells_nothing_of_a_secret(house: House) -> None:
    partner = await partner_of(house)
    made = await partner.post(KEYS, json=BODY, headers=under("a-key-of-mine"))
    [row] = await house.db.fetch("select * from idempotent_request")
    kept = b"".join(value for value in row.values() if isinstance(value, bytes))
    assert made.json()["key"].encode() not in kept
    assert b"a-key-of-mine" not in kept


async def test_a_key_that_is_none_is_refused(house: House) -> None:
    partner = await partner_of(house)
    for wrong in ("", "a b", "x" * 256, '"open'):
        answer = await partner.post(KEYS, json=BODY, headers=under(wrong))
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_invalid"), wrong


async def test_a_caller_has_no_more_keys_than_there_is_room_for(house: House) -> None:
    partner = await partner_of(house)
    await partner.post(KEYS, json=BODY, headers=under("a"))
    await house.db.execute(
        """insert into idempotent_request
           select caller, sha256(n::text::bytea), fingerprint, run, running_until, expires_at, done, answer
           from idempotent_request, generate_series(2, $1) n""",
        MOST_KEYS,
    )
    full = await partner.post(KEYS, json=BODY, headers=under("b"))
    kept = await partner.post(KEYS, json=BODY, headers=under("a"))
    assert (full.status_code, full.json()["code"]) == (429, "idempotency_keys_used_up")
    assert parts(kept)[::2] == (201, "true")


async def test_everyone_may_use_it_and_every_post_tells_of_it(house: House) -> None:
    nobody = await house.browser()
    for _ in range(2):
        sent = await nobody.post("/v1/auth/email", json={"email": "ada@mail.example"}, headers=under("a"))
        assert sent.status_code == 202
    assert await house.db.fetchval("select count(*) from mail_message") == 1
    paths = (await nobody.get("/openapi.json")).json()["paths"]
    posts = {path: it["post"] for path, it in paths.items() if path.startswith("/v1/") and "post" in it}
    told = {
        path for path, it in posts.items() if "Idempotency-Key" in [one["name"] for one in it["parameters"]]
    }
    assert told == set(posts)
