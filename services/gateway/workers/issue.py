"""A week becomes an e-mail, on one screen: claim, plan, decide, freeze; then claim, hand over, mark.

Freezing is one transaction with a row that is unique per person, list and ISO week: no week is written twice.
Handing over is noted before it happens: a process killed between the hand-over and its mark leaves `handing`
behind, which becomes `sent` when the mailer can be asked, else `unknown`: listed, and never sent again.
"""

from dataclasses import dataclass

from services.gateway.digest.decide import Decision, Turn, decide
from services.gateway.digest.plan import NOTHING_BESIDE
from services.gateway.letters.courier import Mailer, Refused, Unanswered
from services.gateway.letters.lists import House
from services.gateway.letters.message import Letter
from services.gateway.store.letters.digests import PostgresLedger
from services.gateway.store.letters.week import Week

BATCH = 100
HAND_OVER_BATCH = 20


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one letter: `sent`, `ready` again, `failed`, `withheld`, `unknown` or `lost`."""

    to: str
    message_id: str
    state: str
    detail: str


async def issue_due(ledger: PostgresLedger, week: Week, turn: Turn, house: House) -> tuple[Decision, ...]:
    """Decide the turns of one batch of people, and freeze the letters."""
    people = await ledger.claim_due(BATCH)
    if not people:
        return ()
    plans, events, beside = await week.of(tuple(person.person_id for person in people))
    decisions = []
    for person in people:
        one = person.person_id
        try:
            decision = decide(person, plans.get(one), events, turn, house, beside.get(one, NOTHING_BESIDE))
        except Exception as error:  # noqa: BLE001 - one person's odd text must not keep everyone's letters
            await ledger.stumbled(one, f"{type(error).__name__}: {error}")
        else:
            await ledger.settle(decision)
            decisions.append(decision)
    return tuple(decisions)


async def hand_over(ledger: PostgresLedger, mailer: Mailer) -> tuple[Handed, ...]:
    """Hand one batch of frozen letters to the mailer, each claimed when its turn comes: it may be slow."""
    handed: list[Handed] = []
    while len(handed) < HAND_OVER_BATCH and (letters := await ledger.claim_ready(1)):
        handed += [await _hand_over(ledger, mailer, letter) for letter in letters]
    return tuple(handed)


async def reconcile(ledger: PostgresLedger, mailer: Mailer) -> int:
    """Settle hand-overs that never ended; return how many there were."""
    stranded = await ledger.stranded(HAND_OVER_BATCH)
    for message_id, via in stranded:
        known = await mailer.knows(message_id) if via == mailer.name else None
        if known is None:
            await ledger.unknown(message_id, "the process ended between the hand-over and its mark")
        elif known:
            await ledger.sent(message_id, "found at the mailer")
        else:
            await ledger.return_unsent(message_id)
    return len(stranded)


async def _hand_over(ledger: PostgresLedger, mailer: Mailer, letter: Letter) -> Handed:
    state, detail = await ledger.begin(letter.message_id, mailer.name), ""
    if state == "handing":
        try:
            detail = await mailer.send(letter)
        except Refused as error:
            detail = str(error)
            state = await ledger.refused(letter.message_id, detail, permanent=error.permanent)
        except Unanswered as error:
            state, detail = "unknown", str(error)
            await ledger.unknown(letter.message_id, detail)
        else:
            state = "sent"
            await ledger.sent(letter.message_id, detail)
    return Handed(letter.to, letter.message_id, state, detail)
