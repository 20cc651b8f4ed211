"""The weekly e-mail on real Postgres and a real SMTP server: once a week, whoever works on it."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from services.gateway.store.letters import subscribers
from services.gateway.store.letters.opting import opt_in, opt_out
from services.gateway.workers.digest import (
    ALREADY,
    IN_HAND,
    SendReport,
    forget_once,
    issue_once,
    preview,
    send_due,
    send_once,
)
from services.gateway.workers.mailer import FolderMailer, open_mailer
from shared.db import Database
from shared.db.lease import give_back
from tests.support.clock import FixedClock
from tests.support.digest import DigestHouse
from tests.support.letters import an_event
from tests.support.servers.smtp import SmtpSink


@pytest.fixture
def house(gateway_db: Database, smtp_sink: SmtpSink, clock: FixedClock) -> DigestHouse:
    return DigestHouse(gateway_db, open_mailer(smtp_sink.url), clock)


async def failures(house: DigestHouse) -> list[tuple[str, str, str]]:
    sql = "select person_id, iso_week, last_error from digest_issue where state = 'failed'"
    return [(row["person_id"], row["iso_week"], row["last_error"]) for row in await house.db.fetch(sql)]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def work(house: DigestHouse) -> None:
    while await issue_once(house):
        pass
    while await send_once(house):
        pass


async def test_two_workers_send_each_week_once(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    people = await house.add_people(40)
    other = house.beside("two")
    await asyncio.gather(work(house), work(other), work(house), work(other))
    assert len(set(smtp_sink.message_ids)) == len(smtp_sink.message_ids) == len(people)
    assert await house.states() == [("2026-W48", "sent")] * len(people)


async def test_the_next_week_has_its_own_letter(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    await house.add_people(2)
    monday = house.clock()
    await work(house)
    assert house.matching.told == await house.week.told(tuple(house.matching.known)) == {}
    house.clock.advance(days=1)
    await work(house)
    assert len(smtp_sink.accepted) == 2
    house.clock.advance(days=6)
    recommended = await house.week.told(tuple(house.matching.known))
    assert recommended == {
        person_id: {an_event(number).id: monday for number in (1, 2, 3)} for person_id in house.matching.known
    }
    named = await house.week.named(tuple(house.matching.known))
    assert {person_id: len(keys) for person_id, keys in named.items()} == dict.fromkeys(recommended, 2)
    await work(house)
    assert house.matching.told == recommended
    assert await house.week.named(tuple(house.matching.known)) == named
    assert await house.states() == [("2026-W48", "sent")] * 2 + [("2026-W49", "sent")] * 2
    assert len(set(smtp_sink.message_ids)) == 4


async def test_what_is_sent_is_what_was_frozen(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    await house.add_people(1)
    await issue_once(house)
    frozen = bytes(await house.db.fetchval("select content from digest_issue"))
    smtp_sink.answer = "451 later"
    await send_once(house)
    assert (await house.states(), smtp_sink.accepted) == ([("2026-W48", "ready")], [])
    smtp_sink.answer = "250 kept"
    assert await send_once(house) == 0
    house.clock.advance(minutes=1)
    await send_once(house)
    assert (await house.states(), smtp_sink.accepted) == ([("2026-W48", "sent")], [frozen])


async def test_a_server_that_always_says_later_fails_for_good(
    house: DigestHouse, smtp_sink: SmtpSink
) -> None:
    [person] = await house.add_people(1)
    await issue_once(house)
    smtp_sink.answer = "451 later"
    tries = 0
    while await house.states() == [("2026-W48", "ready")]:
        tries += await send_once(house)
        house.clock.advance(hours=2)
    assert tries == 7
    assert await failures(house) == [(person, "2026-W48", "451 later")]


async def test_a_final_refusal_fails_at_once(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    [person] = await house.add_people(1)
    smtp_sink.answer = "550 no such mailbox"
    await work(house)
    assert await failures(house) == [(person, "2026-W48", "550 no such mailbox")]


async def test_a_server_that_hangs_up_after_the_letter_leaves_it_unknown(
    house: DigestHouse, smtp_sink: SmtpSink
) -> None:
    await house.add_people(1)
    smtp_sink.answer = ""
    await work(house)
    smtp_sink.answer = "250 kept"
    house.clock.advance(hours=5)
    await work(house)
    assert await house.states() == [("2026-W48", "unknown")]
    assert len(smtp_sink.accepted) == 1


async def test_no_server_means_another_try(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    await house.add_people(1)
    await work(house.beside("two", open_mailer("smtp://127.0.0.1:9")))
    assert await house.states() == [("2026-W48", "ready")]
    house.clock.advance(minutes=2)
    await work(house)
    assert (await house.states(), len(smtp_sink.accepted)) == ([("2026-W48", "sent")], 1)


async def test_who_opts_out_after_freezing_gets_nothing(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    [person] = await house.add_people(1)
    await issue_once(house)
    assert await opt_out(house.db, house.key, person, house.clock())
    await work(house)
    assert (await house.states(), smtp_sink.accepted) == ([("2026-W48", "withheld")], [])
    await opt_in(house.db, house.key, person, house.clock())
    house.clock.advance(days=7)
    await work(house)
    assert await house.states() == [("2026-W48", "withheld"), ("2026-W49", "sent")]


async def test_an_opt_out_between_claim_and_hand_over_counts(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    [person] = await house.add_people(1)
    await issue_once(house)
    await house.db.execute("update digest_subscriber set frequency = 'weekly'")
    await opt_out(house.db, house.key, person, house.clock())
    await house.db.execute("update digest_issue set state = 'ready', next_at = created_at")
    await work(house)
    assert (await house.states(), smtp_sink.accepted) == ([("2026-W48", "withheld")], [])


async def test_an_erased_account_takes_its_letters_along(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    [person] = await house.add_people(1)
    await issue_once(house)
    await house.db.execute("delete from account where person_id = $1", person)
    await work(house)
    assert (await house.states(), smtp_sink.accepted) == ([], [])


async def test_sending_now_goes_to_a_folder_once(house: DigestHouse, tmp_path: Path) -> None:
    people = await house.add_people(3)
    house.clock.advance(days=3)
    folder = FolderMailer(tmp_path)
    first = await send_due(house, house.clock(), force=True, mailer=folder)
    again = await send_due(house, house.clock() + timedelta(hours=1), force=True, mailer=folder)
    assert [item.state for item in first.handed] == ["sent"] * 3
    assert names_in(tmp_path) == sorted(item.detail for item in first.handed)
    assert again == SendReport((), tuple((person, ALREADY) for person in people))


async def test_a_worker_beside_takes_nothing_of_what_an_operator_sends(
    house: DigestHouse, smtp_sink: SmtpSink, tmp_path: Path
) -> None:
    people = await house.add_people(30)
    house.clock.advance(days=3)
    worker = house.beside("two")
    sending = asyncio.create_task(send_due(house, house.clock(), force=True, mailer=FolderMailer(tmp_path)))
    while not sending.done():
        await send_once(worker)
    assert len(names_in(tmp_path)) == len(sending.result().handed) == len(people)
    assert smtp_sink.message_ids == []


async def test_sending_to_one_address_leaves_the_others_alone(house: DigestHouse, tmp_path: Path) -> None:
    people = await house.add_people(3)
    email = f"{people[1]}@people.test"
    report = await send_due(house, house.clock(), force=True, mailer=FolderMailer(tmp_path), email=email)
    assert [item.to for item in report.handed] == [email]
    assert await house.states() == [("2026-W48", "sent")]


async def test_an_operator_waits_for_whom_a_worker_has_in_hand_and_is_told_of_whom_it_keeps(
    house: DigestHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [person] = await house.add_people(1)
    folder, holder = FolderMailer(tmp_path), "the worker"
    await subscribers.claim_these(house.db, [person], owner=holder, now=house.clock())

    sending = asyncio.create_task(send_due(house, house.clock(), force=True, mailer=folder))
    await asyncio.wait([sending], timeout=0.1)
    await give_back(house.db, subscribers.SUBSCRIBERS, person, owner=holder)
    assert [item.state for item in (await sending).handed] == ["sent"]

    monkeypatch.setattr(subscribers, "_LOOK_AGAIN_S", 0)
    await subscribers.claim_these(house.db, [person], owner=holder, now=house.clock())
    assert await send_due(house, house.clock(), force=True) == SendReport((), ((person, IN_HAND),))


async def test_silence_has_a_reason(house: DigestHouse, smtp_sink: SmtpSink) -> None:
    [person] = await house.add_people(1)
    house.matching.known.clear()
    report = await send_due(house, house.clock())
    assert report.kept_back == ((person, "There is no profile yet to choose by."),)
    assert smtp_sink.accepted == []


async def test_old_letters_lose_their_words(house: DigestHouse) -> None:
    await house.add_people(1)
    await work(house)
    house.clock.advance(days=29)
    assert await forget_once(house) == 0
    house.clock.advance(days=2)
    assert await forget_once(house) == 1
    assert await house.db.fetchval("select content from digest_issue") == b""
    assert await house.states() == [("2026-W48", "sent")]


async def test_a_preview_keeps_nothing(house: DigestHouse) -> None:
    [person] = await house.add_people(1)
    found = await preview(house, person)
    assert found is not None
    assert (found.suppressed, len(found.events), len(found.people)) == (None, 3, 2)
    assert await house.states() == []
    assert await preview(house, "per_00000000000000000000000000") is None


async def test_an_address_that_does_not_exist_is_written_to_no_more_until_somebody_signs_in(
    house: DigestHouse, smtp_sink: SmtpSink
) -> None:
    [person] = await house.add_people(1)
    smtp_sink.answer = "550 5.1.1 no such user"
    for _ in range(3):
        await work(house)
        house.clock.advance(days=7)
    assert [state for _, state in await house.states()] == ["failed"] * 3
    smtp_sink.answer = "250 kept"
    await work(house)
    assert [state for _, state in await house.states()] == ["failed"] * 3 + ["withheld"]

    now = house.clock()
    await house.db.execute("insert into session values ($1, $2, $3, $3)", b"any", person, now)
    house.clock.advance(days=7)
    await work(house)
    assert [state for _, state in await house.states()] == ["failed"] * 3 + ["withheld", "sent"]
    assert len(smtp_sink.accepted) == 1
