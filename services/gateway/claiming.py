"""A claim on a source: its proof is looked for where it is published, or asked for in a letter."""

from services.gateway.letters.lists import Notice
from services.gateway.letters.unsubscribe import CLAIMS_LIST, address_digest
from services.gateway.letters.words import plain
from services.gateway.runtime import Runtime
from services.gateway.store.auth.accounts import email_of
from services.gateway.store.letters import mail
from services.gateway.store.letters.suppressions import is_suppressed, suppress
from shared.contracts.sources.claims import Claim, ClaimLetter, ProofOf
from shared.kernel.errors import AppError, Kind

_LONGEST_TITLE = 80
_STOPPED = "Who reads this address asked us to write there no more; prove it by another way."


async def verify(runtime: Runtime, person_id: str, source_id: str, claim_id: str) -> Claim:
    """Look for the proof, or send the letter that asks for it; return the claim as it stands then.

    Raises:
        AppError: `claim_missing`; `letter_unwanted` (409); `too_many_attempts` (429).
    """
    mine = await runtime.events.claims(person_id, source_id)
    held = next((claim for claim in mine if claim.id == claim_id), None)
    if held is None or held.method.mailbox is None:
        return await runtime.events.verify_claim(person_id, source_id, claim_id)
    letter = await runtime.events.claim_letter(person_id, source_id, claim_id)
    await _send(runtime, person_id, letter)
    return letter.claim


async def confirm(runtime: Runtime, token: str) -> None:
    """Let the claimant speak for the source, for whoever reads its letter; they are told so, once."""
    if (before := await runtime.events.proof(token)).is_confirmed:
        return
    proof = await runtime.events.confirm_claim(token)
    claimant = await email_of(runtime.db, proof.person_id or "")
    if claimant is None:
        return
    title, site = plain(before.title, _LONGEST_TITLE), runtime.face.public_url.rstrip("/")
    notice = _notice(runtime, f"You may speak for {title}", _confirmed(title, proof, site))
    async with runtime.db.transaction() as conn:
        await mail.queue(conn, "claim_confirmed", claimant, notice)


async def refuse(runtime: Runtime, token: str, *, for_good: bool) -> None:
    """End a claim for whoever reads its letter; for good, the address is written to no more."""
    address = (await runtime.events.proof(token)).address
    if for_good and address is not None:
        async with runtime.db.transaction() as conn:
            digest = address_digest(runtime.key, address)
            await suppress(conn, digest, CLAIMS_LIST, "asked", runtime.clock())
    await runtime.events.refuse_claim(token)


async def _send(runtime: Runtime, person_id: str, letter: ClaimLetter) -> None:
    claimant = await email_of(runtime.db, person_id) or "Somebody"
    subject = f"Is {plain(letter.title, _LONGEST_TITLE)} yours, and may {claimant} speak for it?"
    text = _text(letter, claimant, runtime.face.public_url.rstrip("/"))
    async with runtime.db.transaction() as conn:
        if await is_suppressed(conn, address_digest(runtime.key, letter.address), CLAIMS_LIST):
            raise AppError("letter_unwanted", Kind.CONFLICT, _STOPPED)
        await mail.queue(conn, "claim", letter.address, _notice(runtime, subject, text))


def _notice(runtime: Runtime, subject: str, text: str) -> Notice:
    return Notice(f"<{runtime.ids('clm')}@{runtime.house.host}>", subject, text)


def _confirmed(title: str, proof: ProofOf, site: str) -> str:
    return (
        f"Who reads {proof.address} has confirmed that you may speak for {title}.\n\n"
        f"How often we come and how it is shown, you set here:\n{site}/sources/{proof.source_id}#yours\n\n"
        "To bring your attendees, open one of its events and follow “Is this your event?”.\n"
    )


def _text(letter: ClaimLetter, claimant: str, site: str) -> str:
    title = plain(letter.title, _LONGEST_TITLE)
    return (
        f"Acquaint reads a public feed of your domain, {title}:\n{site}/sources/{letter.claim.source_id}\n\n"
        f"{claimant} says that it is theirs. Who proves that may say how often we come, stop us for good,\n"
        "set how the feed is shown, and bring attendees to its events.\n\n"
        f"If they may, open this page and say so:\n{site}/claims/{letter.token}\n\n"
        "If not, do nothing, or say no there. The same page stops such letters to this address.\n"
    )
