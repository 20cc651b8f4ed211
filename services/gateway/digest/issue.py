"""A week becomes an e-mail, on one screen: claim, plan, decide, freeze; then claim, hand over, mark.

Freezing is one transaction with a row that is unique per person, list and ISO week: no week is written twice.
Handing over is noted before it happens: a process killed between the hand-over and its mark leaves `handing`
behind, which becomes `sent` when the mailer can be asked, else `unknown`: listed, and never sent again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from services.gateway.digest.decide import Decision, Subscriber, Turn, decide
from services.gateway.digest.followed import NOTHING, Followed
from services.gateway.digest.plan import Beside, wanted_events
from services.gateway.letters.courier import Mailer, Refused, Unanswered
from services.gateway.letters.lists import House
from services.gateway.letters.message import Letter
from shared.contracts.events import Event
from shared.contracts.network.connections import DueFollowUps
from shared.contracts.people import PersonPlan

BATCH = 100
HAND_OVER_BATCH = 20


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one letter: `sent`, `ready` again, `failed`, `withheld`, `unknown` or `lost`."""

    to: str
    message_id: str
    state: str
    detail: str


class Sources(Protocol):
    """Where an issue's contents come from."""

    async def plans(self, person_ids: tuple[str, ...]) -> Mapping[str, PersonPlan]:
        """Ask matching for the plans of up to 200 people; people it does not know are left out."""
        ...

    async def events(self, event_ids: tuple[str, ...]) -> Mapping[str, Event]:
        """Ask for events as they stand now; unknown ones are left out."""
        ...

    async def followed(self, person_ids: tuple[str, ...]) -> Mapping[str, Followed]:
        """Return the news of searches that people want in their week; those without any are left out."""
        ...

    async def follow_ups(self, person_ids: tuple[str, ...]) -> Mapping[str, DueFollowUps]:
        """Return whom people should be in touch with; those with nobody are left out."""
        ...

    async def named(self, person_ids: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
        """Return whom letters named to people, by `Meeting.key`; those told of nobody are left out."""
        ...


class Ledger(Protocol):
    """Who has a turn, and every issue with its state. Each method is one transaction."""

    async def claim_due(self, limit: int) -> tuple[Subscriber, ...]:
        """Lease subscribers whose turn has come."""
        ...

    async def settle(self, decision: Decision) -> bool:
        """Keep the frozen letter, once per week, and the next turn; False when nothing was to be kept."""
        ...

    async def stumbled(self, person_id: str, error: str) -> None:
        """Note that a turn could not be decided; it is tried again a few times."""
        ...

    async def claim_ready(self, limit: int) -> tuple[Letter, ...]:
        """Lease frozen letters that wait to be handed over."""
        ...

    async def begin(self, message_id: str, via: str) -> str:
        """Note that the hand-over begins, if it still may; return `handing`, `withheld` or `lost`."""
        ...

    async def sent(self, message_id: str, receipt: str) -> None:
        """Mark a letter as accepted."""
        ...

    async def refused(self, message_id: str, detail: str, *, permanent: bool) -> str:
        """Note a refusal; return `ready` when it is tried again, else `failed`."""
        ...

    async def unknown(self, message_id: str, detail: str) -> None:
        """Note that nobody can tell whether the letter was accepted."""
        ...

    async def stranded(self, limit: int) -> tuple[tuple[str, str], ...]:
        """Return (message id, mailer's name) of hand-overs that never ended."""
        ...

    async def return_unsent(self, message_id: str) -> None:
        """Make a stranded letter ready again: its mailer knows that it never had it."""
        ...


async def issue_due(ledger: Ledger, sources: Sources, turn: Turn, house: House) -> tuple[Decision, ...]:
    """Decide the turns of one batch of people, and freeze the letters."""
    people = await ledger.claim_due(BATCH)
    if not people:
        return ()
    plans = await sources.plans(tuple(person.person_id for person in people))
    events = await sources.events(wanted_events(tuple(plans.values())))
    planned = tuple(plans)
    news, touch = await sources.followed(planned), await sources.follow_ups(planned)
    named = await sources.named(planned)
    decisions = []
    for person in people:
        try:
            one = person.person_id
            beside = Beside(news.get(one, NOTHING), touch.get(one), named.get(one, frozenset()))
            decision = decide(person, plans.get(person.person_id), events, turn, house, beside)
        except Exception as error:  # noqa: BLE001 - one person's odd text must not keep everyone's letters
            await ledger.stumbled(person.person_id, f"{type(error).__name__}: {error}")
        else:
            await ledger.settle(decision)
            decisions.append(decision)
    return tuple(decisions)


async def hand_over(ledger: Ledger, mailer: Mailer) -> tuple[Handed, ...]:
    """Hand one batch of frozen letters to the mailer, each claimed when its turn comes: it may be slow."""
    handed: list[Handed] = []
    while len(handed) < HAND_OVER_BATCH and (letters := await ledger.claim_ready(1)):
        handed += [await _hand_over(ledger, mailer, letter) for letter in letters]
    return tuple(handed)


async def reconcile(ledger: Ledger, mailer: Mailer) -> int:
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


async def _hand_over(ledger: Ledger, mailer: Mailer, letter: Letter) -> Handed:
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
