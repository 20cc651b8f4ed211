"""Claim, send, finish: the letters that must arrive."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.gateway.letters.courier import Mailer, Refused, Unanswered
from services.gateway.letters.message import Body, Heading, compose
from services.gateway.store.letters.mail import MAIL, QueuedMail, finish, from_row
from shared.db import Database
from shared.db.lease import KILLED, claim, fail, is_deadly
from shared.kernel.clock import Clock
from shared.obs import get_logger

LEASE_S = 120
MAX_ATTEMPTS = 8
BATCH = 20
_ADDRESS = re.compile(r"[^\s<>:;,]+@[^\s<>:;,]+")
"""Mail servers repeat whom they refuse; the log names nobody."""

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """What sending needs: where the letters lie, who takes them, who signs them, and who works."""

    db: Database
    mailer: Mailer
    clock: Clock
    sender: str
    owner: str


async def send_queued(post: Post) -> int:
    """Send one batch; return how many letters were tried.

    Each is claimed when its turn comes: behind a slow server the claims of a whole batch would run out, and
    another process would send what this one is about to.
    """
    for done in range(BATCH):
        rows = await claim(post.db, MAIL, owner=post.owner, now=post.clock(), limit=1, lease_s=LEASE_S)
        if not rows:
            return done
        if is_deadly(rows[0]):
            await _failed(post, from_row(rows[0]), KILLED, permanent=False)
        else:
            await _send(post, from_row(rows[0]))
    return BATCH


def retry_at(now: datetime, attempts: int) -> datetime:
    """Return when to try again: after 15 s, then twice as long each time, one hour at most."""
    return now + timedelta(seconds=min(15 * 2**attempts, 3600))


async def _send(post: Post, mail: QueuedMail) -> None:
    try:
        letter = compose(_heading(mail, post.sender), Body(mail.text))
        receipt = await post.mailer.send(letter)
    except ValueError as error:
        await _failed(post, mail, str(error), permanent=True)
    except Refused as error:
        await _failed(post, mail, str(error), permanent=error.permanent)
    except Unanswered as error:
        # Someone waits for this letter: two copies are better than none.
        await _failed(post, mail, f"no answer: {error}", permanent=False)
    else:
        await finish(post.db, mail.message_id, owner=post.owner, now=post.clock(), receipt=receipt)
        log.info("mail.sent", message_id=mail.message_id)


def _heading(mail: QueuedMail, sender: str) -> Heading:
    return Heading(mail.message_id, sender, mail.to_address, mail.subject, mail.created_at, mail.headers)


async def _failed(post: Post, mail: QueuedMail, error: str, *, permanent: bool) -> None:
    now = post.clock()
    again = None if permanent else retry_at(now, mail.attempts)
    said = _ADDRESS.sub("…", error)
    log.warning("mail.failed", message_id=mail.message_id, error=said, permanent=permanent)
    await fail(
        post.db, MAIL, mail.message_id, owner=post.owner, now=now, error=error, retry_at=again,
        max_attempts=MAX_ATTEMPTS,
    )  # fmt: skip
