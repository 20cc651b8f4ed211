from tests.integration.gateway.conftest import House

ADA = "ada.lovelace@people.example"


async def test_the_journey_from_an_address_to_a_profile_and_out(house: House) -> None:
    ada = await house.sign_in(ADA)

    me = (await ada.get("/v1/me")).json()
    assert ("Ada Lovelace", 1) == (me["profile"]["display_name"], me["version"])
    assert 204 == (await ada.delete("/v1/auth/token")).status_code
    gone = await ada.get("/v1/me")
    assert (401, "session_ended", "application/problem+json") == (
        gone.status_code, gone.json()["code"], gone.headers["content-type"],
    )  # fmt: skip


async def test_a_partners_key_is_told_that_it_is_no_persons_token(house: House) -> None:
    partner = await house.browser("ack_live_" + 43 * "x")
    refused = (await partner.get("/v1/me")).json()
    assert (refused["status"], refused["code"]) == (401, "not_signed_in")
    assert "This is a partner's key" in refused["detail"]


async def test_signing_in_again_is_the_same_person(house: House) -> None:
    first, second = await house.sign_in(ADA), await house.sign_in(ADA.upper())
    assert (await first.get("/v1/me")).json() == (await second.get("/v1/me")).json()


async def test_known_and_unknown_addresses_get_the_same_answer(house: House) -> None:
    await house.sign_in(ADA)
    nobody = await house.browser()
    answers = [
        await nobody.post("/v1/auth/email", json={"email": email}) for email in (ADA, "new@people.example")
    ]
    assert [202, 202] == [answer.status_code for answer in answers]
    assert answers[0].content == answers[1].content


async def test_five_wrong_codes_lock_out_even_the_right_one_but_not_the_link(house: House) -> None:
    """Whoever knows an address may guess at its code; its owner comes in all the same."""
    nobody = await house.browser()
    await nobody.post("/v1/auth/email", json={"email": ADA})
    code, link = await house.mail(ADA)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"

    tries = [await nobody.post("/v1/auth/token", json={"email": ADA, "code": wrong}) for _ in range(5)]
    last = await nobody.post("/v1/auth/token", json={"email": ADA, "code": code})
    by_link = await nobody.post("/v1/auth/token", json={"link_token": link})

    assert ["code_refused"] * 6 == [answer.json()["code"] for answer in [*tries, last]]
    assert 200 == by_link.status_code


async def test_a_code_works_once_and_the_newest_mail_alone(house: House) -> None:
    nobody = await house.browser()
    await nobody.post("/v1/auth/email", json={"email": ADA})
    old, old_link = await house.mail(ADA)
    await nobody.post("/v1/auth/email", json={"email": ADA})
    new, new_link = await house.mail(ADA)

    statuses = [
        (await nobody.post("/v1/auth/token", json=body)).status_code
        for body in (
            {"link_token": old_link},
            {"email": ADA, "code": new},
            {"email": ADA, "code": new},
            {"link_token": new_link},
        )
    ]
    assert old != new
    assert [401, 200, 401, 401] == statuses


async def test_a_code_is_void_after_fifteen_minutes_and_a_session_after_thirty_days(house: House) -> None:
    ada = await house.sign_in(ADA)
    nobody = await house.browser()
    await nobody.post("/v1/auth/email", json={"email": ADA})
    code, _ = await house.mail(ADA)

    house.clock.advance(minutes=15)
    late = await nobody.post("/v1/auth/token", json={"email": ADA, "code": code})
    house.clock.advance(days=30)

    assert (401, 401) == (late.status_code, (await ada.get("/v1/me")).status_code)


async def test_mails_are_limited_per_address(house: House) -> None:
    nobody = await house.browser()
    answers = [await nobody.post("/v1/auth/email", json={"email": ADA}) for _ in range(6)]
    assert [202] * 5 + [429] == [answer.status_code for answer in answers]
    assert "3600" == answers[-1].headers["retry-after"]
    house.clock.advance(hours=1)
    assert 202 == (await nobody.post("/v1/auth/email", json={"email": ADA})).status_code


async def test_only_hashes_are_kept(house: House) -> None:
    ada = await house.sign_in(ADA)
    code, link = await house.mail(ADA)
    token = ada.headers["authorization"].removeprefix("Bearer ")
    kept = str(await house.db.fetch("select * from sign_in")) + str(
        await house.db.fetch("select * from session")
    )
    assert not [secret for secret in (code.encode(), link, token) if str(secret) in kept]
