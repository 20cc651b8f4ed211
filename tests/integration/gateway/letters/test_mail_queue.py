"""Letters that must arrive: at least once, and forgotten when they have."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from services.gateway.letters.lists import Notice
from services.gateway.letters.message import Letter
from services.gateway.store.letters.mail import MAIL, queue
from services.gateway.workers.mail import Post, send_queued
from services.gateway.workers.mailer import FolderMailer, SmtpMailer, file_name, open_mailer
from shared.db import Database
from shared.kernel.errors import AppError
from tests.support.clock import FixedClock
from tests.support.killed import killed_at
from tests.support.servers.smtp import SmtpSink


@pytest.fixture
def post(gateway_db: Database, smtp_sink: SmtpSink, clock: FixedClock) -> Post:
    return Post(gateway_db, open_mailer(smtp_sink.url), clock, "Acquaint <hello@acquaint.test>", "one")


async def put(db: Database, *, to: str = "ada@people.test", message_id: str = "<one@acquaint.test>") -> None:
    async with db.transaction() as conn:
        await queue(conn, "sign_in", to, Notice(message_id, "123456 is your code", "Code: 123456\n"))


async def fate(db: Database) -> tuple[bool, bool, str, str | None]:
    row = await db.fetchrow("select sent_at, dead_at, subject || text as words, last_error from mail_message")
    assert row is not None
    return row["sent_at"] is not None, row["dead_at"] is not None, row["words"], row["last_error"]


async def test_a_letter_is_sent_once_and_its_words_forgotten(post: Post, smtp_sink: SmtpSink) -> None:
    await put(post.db)
    await put(post.db)
    assert [await send_queued(post), await send_queued(post)] == [1, 0]
    [message] = smtp_sink.messages
    assert (message["To"], message["Subject"]) == ("ada@people.test", "123456 is your code")
    assert message.get_content() == "Code: 123456\r\n"
    assert await fate(post.db) == (True, False, "", None)


async def test_a_refusal_for_now_is_tried_again(post: Post, smtp_sink: SmtpSink, clock: FixedClock) -> None:
    await put(post.db)
    smtp_sink.answer = "421 busy"
    assert [await send_queued(post), await send_queued(post)] == [1, 0]
    smtp_sink.answer = "250 kept"
    clock.advance(seconds=15)
    assert await send_queued(post) == 1
    assert (len(smtp_sink.accepted), (await fate(post.db))[:2]) == (1, (True, False))


async def test_a_final_refusal_is_listed_and_a_bad_address_too(post: Post, smtp_sink: SmtpSink) -> None:
    await put(post.db)
    smtp_sink.answer = "550 no such mailbox"
    await send_queued(post)
    assert (await fate(post.db))[1::2] == (True, "550 no such mailbox")
    await post.db.execute("delete from mail_message")
    await put(post.db, to="nobody")
    await send_queued(post)
    assert (await fate(post.db))[:2] == (False, True)


async def test_the_log_names_nobody_whom_a_mail_server_refuses(post: Post, smtp_sink: SmtpSink) -> None:
    await put(post.db)
    smtp_sink.answer = "550 5.1.1 <ada@people.test>: no such mailbox, says postmaster@people.test"
    with capture_logs() as logs:
        await send_queued(post)

    assert [(it["event"], it["error"]) for it in logs] == [
        ("mail.failed", "550 5.1.1 <…>: no such mailbox, says …")
    ]
    assert (await fate(post.db))[3] == smtp_sink.answer


@pytest.mark.parametrize("takes_utf8", [True, False])
async def test_addresses_beyond_ascii_arrive_where_servers_take_them(
    *, takes_utf8: bool, post: Post, smtp_sink: SmtpSink
) -> None:
    smtp_sink.takes_utf8 = takes_utf8
    await put(post.db, to="jörg@bücher.example", message_id="<one@acquaint.test>")
    await put(post.db, to="ada@bücher.example", message_id="<two@acquaint.test>")
    await send_queued(post)
    everyone = {"jörg@xn--bcher-kva.example", "ada@xn--bcher-kva.example"}
    arrived = {str(message["To"]) for message in smtp_sink.messages}
    assert arrived == (everyone if takes_utf8 else {"ada@xn--bcher-kva.example"})


async def test_without_an_answer_it_goes_again(post: Post, smtp_sink: SmtpSink, clock: FixedClock) -> None:
    await put(post.db)
    smtp_sink.answer = ""
    await send_queued(post)
    smtp_sink.answer = "250 kept"
    clock.advance(minutes=1)
    await send_queued(post)
    assert smtp_sink.message_ids == ["<one@acquaint.test>"] * 2


async def test_a_process_that_died_with_a_letter_leaves_it_to_the_next(
    post: Post, smtp_sink: SmtpSink, clock: FixedClock
) -> None:
    await put(post.db)
    until = clock() + timedelta(minutes=2)
    await post.db.execute("update mail_message set lease_owner = 'dead', lease_until = $1", until)
    assert await send_queued(post) == 0
    clock.advance(minutes=2)
    assert await send_queued(post) == 1
    assert len(smtp_sink.accepted) == 1


async def test_a_folder_that_cannot_be_written_is_said(post: Post, tmp_path: Path) -> None:
    gone = FolderMailer(tmp_path / "gone")
    await put(post.db)
    await send_queued(Post(post.db, gone, post.clock, post.sender, post.owner))
    sent, dead, _words, error = await fate(post.db)
    assert (sent, dead) == (False, False)
    assert error is not None
    assert "outbox folder: No such file or directory; make it writable" in error


def test_a_mailer_is_chosen_by_url(tmp_path: Path) -> None:
    assert open_mailer(f"folder://{tmp_path}/out%20box") == FolderMailer(tmp_path / "out box")
    assert (tmp_path / "out box").is_dir()
    assert open_mailer("smtp://me:p%40ss@mail.test?starttls=1") == SmtpMailer(
        "mail.test", 587, "me", "p@ss", start_tls=True
    )
    assert open_mailer("smtps://mail.test") == SmtpMailer("mail.test", 465, implicit_tls=True)
    for wrong in ("", "http://mail.test", "smtp://", "folder:", "outbox"):
        with pytest.raises(AppError, match="GATEWAY_MAIL_URL"):
            open_mailer(wrong)
    with pytest.raises(AppError) as refused:
        open_mailer("smtp://me:s3cret/x@mail.test")
    assert ("the port is no number" in refused.value.detail, "s3cret" in refused.value.in_full) == (
        True,
        False,
    )


def test_file_names_are_safe_and_different() -> None:
    names = [
        file_name(one)
        for one in ("<a.b@c>", "<../../etc/passwd>", "<a/b@c>", "<a?b@c>", "<" + "x" * 999 + ">")
    ]
    assert names[0] == "a.b@c.eml"
    assert len(set(names)) == len(names)
    assert [name for name in names if "/" in name or name.startswith(".") or len(name) > 200] == []


@dataclass
class SlowMailer:
    """Takes 70 s for each letter; while it takes the second, another process looks for letters."""

    other: Post
    clock: FixedClock
    name = "slow"
    taken: list[str] = field(default_factory=list)

    async def send(self, letter: Letter) -> str:
        """Take it."""
        self.taken.append(letter.message_id)
        self.clock.advance(seconds=70)
        if len(self.taken) == 2:
            await send_queued(self.other)
        return "kept"

    async def knows(self, message_id: str) -> bool | None:
        """Know nothing."""
        raise NotImplementedError

    async def greet(self) -> None:
        """Be there."""


async def test_behind_a_slow_server_nobody_sends_what_another_has_sent(
    post: Post, smtp_sink: SmtpSink, clock: FixedClock
) -> None:
    ids = [f"<{number}@acquaint.test>" for number in range(4)]
    for one in ids:
        await put(post.db, message_id=one)
        clock.advance(seconds=1)
    slow = SlowMailer(replace(post, owner="two"), clock)
    await send_queued(replace(post, mailer=slow))
    assert sorted(slow.taken + [str(it["Message-ID"]) for it in smtp_sink.messages]) == ids


async def test_a_letter_that_ends_whoever_sends_it_waits_as_after_a_refusal(
    post: Post, smtp_sink: SmtpSink, clock: FixedClock
) -> None:
    await put(post.db)
    await killed_at(post.db, clock, MAIL)
    assert [await send_queued(post), await send_queued(post)] == [1, 0]
    assert ((await fate(post.db))[3], smtp_sink.messages) == ("killed_at_work", [])
    clock.advance(seconds=15)
    assert await send_queued(post) == 1
    assert (await fate(post.db))[0]
