"""The weekly e-mail's due work, and the same for an operator: preview and send."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from prometheus_client import Counter

from services.gateway.digest.decide import Decision, Turn
from services.gateway.digest.preview import preview_of
from services.gateway.letters.courier import Mailer
from services.gateway.letters.lists import House
from services.gateway.store.letters import subscribers
from services.gateway.store.letters.digests import READY, PostgresLedger, forget_contents
from services.gateway.store.letters.week import Week
from services.gateway.workers.issue import BATCH, Handed, hand_over, issue_due, reconcile
from shared.contracts.account import DigestPreview
from shared.db import Database
from shared.db.lease import given_back_if_broken
from shared.kernel.clock import Clock
from shared.obs import get_logger

KEPT_FOR = timedelta(days=30)
"""How long a letter's words are kept after it is settled: long enough to answer a complaint."""

LETTERS_TOTAL = Counter("gateway_digest_letters_total", "Weekly letters by what became of them", ["state"])

ALREADY = "This week's letter was written before."
IN_HAND = "A worker has their turn in hand, or it failed just now; try again in a few minutes."

log = get_logger(__name__)


class Parts(Protocol):
    """What of the gateway's runtime the digest uses."""

    @property
    def db(self) -> Database: ...  # noqa: D102 - named in the runtime
    @property
    def week(self) -> Week: ...  # noqa: D102
    @property
    def house(self) -> House: ...  # noqa: D102
    @property
    def mailer(self) -> Mailer: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def key(self) -> bytes: ...  # noqa: D102
    @property
    def owner(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class SendReport:
    """What came of a run: letters and their states, and (person id, reason) for those that got none."""

    handed: tuple[Handed, ...] = ()
    kept_back: tuple[tuple[str, str], ...] = ()


async def issue_once(parts: Parts) -> int:
    """Decide one batch of due turns; return how many people were looked at."""
    await subscribers.enrol_missing(parts.db)
    async with given_back_if_broken(parts.db, subscribers.SUBSCRIBERS, owner=parts.owner):
        decisions = await issue_due(_ledger(parts), parts.week, Turn(parts.clock()), parts.house)
    for decision in decisions:
        if decision.week is not None:
            log.info(
                "digest.decided", week=decision.week, letter=decision.letter is not None, note=decision.note
            )
    return len(decisions)


async def send_once(parts: Parts) -> int:
    """Settle what was left hanging, then hand over one batch; return how many letters were touched."""
    ledger = _ledger(parts)
    stranded = await reconcile(ledger, parts.mailer)
    async with given_back_if_broken(parts.db, READY, owner=parts.owner):
        handed = await hand_over(ledger, parts.mailer)
    for item in handed:
        LETTERS_TOTAL.labels(item.state).inc()
        log.info("digest.handed_over", message_id=item.message_id, state=item.state)
    return stranded + len(handed)


async def forget_once(parts: Parts) -> int:
    """Drop the words of old letters; return how many."""
    return await forget_contents(parts.db, parts.clock() - KEPT_FOR)


async def send_due(
    parts: Parts,
    now: datetime,
    *,
    force: bool = False,
    mailer: Mailer | None = None,
    email: str | None = None,
) -> SendReport:
    """Send what is due at `now`; with `force`, this week's letter to everyone who has not had it.

    Opt-outs, pauses and the one letter a week hold with `force` too. `email` narrows it to one address.
    """
    await subscribers.enrol_missing(parts.db)
    people = await subscribers.everyone(parts.db, email)
    turn = Turn(now, at_once=force)
    reports = [
        await _send_to(parts, people[start : start + BATCH], turn, mailer or parts.mailer)
        for start in range(0, len(people), BATCH)
    ]
    return SendReport(
        tuple(item for report in reports for item in report.handed),
        tuple(item for report in reports for item in report.kept_back),
    )


async def preview(parts: Parts, person_id: str) -> DigestPreview | None:
    """Write the letter as it would be sent now; None when there is no such account."""
    subscriber = await subscribers.find(parts.db, person_id)
    if subscriber is None:
        return None
    return preview_of(*await parts.week.of((person_id,)), subscriber, parts.house)


async def _send_to(parts: Parts, people: tuple[str, ...], turn: Turn, mailer: Mailer) -> SendReport:
    ledger = replace(_ledger(parts), clock=lambda: turn.now, only=people)
    decisions = await issue_due(ledger, parts.week, turn, parts.house)
    handed: list[Handed] = []
    while batch := await hand_over(ledger, mailer):
        handed += batch
    decided = {item.subscriber.person_id for item in decisions}
    kept_back = _kept_back(decisions, {item.message_id for item in handed})
    in_hand = tuple((person_id, IN_HAND) for person_id in people if person_id not in decided)
    return SendReport(tuple(handed), kept_back + in_hand)


def _kept_back(decisions: tuple[Decision, ...], handed: set[str]) -> tuple[tuple[str, str], ...]:
    reasons = (
        (item.subscriber.person_id, ALREADY if item.letter is not None else item.note)
        for item in decisions
        if item.letter is None or item.letter.message_id not in handed
    )
    return tuple((person_id, reason) for person_id, reason in reasons if reason is not None)


def _ledger(parts: Parts) -> PostgresLedger:
    return PostgresLedger(parts.db, parts.clock, parts.owner, parts.key)
