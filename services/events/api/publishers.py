"""What the publisher of a source may do: prove that it is theirs, and set how we deal with it."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Path

from services.events.api.runtime import Events
from services.events.api.sources import SourceId
from services.events.sources.model import Source
from services.events.sources.publisher.authority import places, why_not
from services.events.sources.publisher.claim import Claim, counts, note_on, state_of, to_publish
from services.events.sources.publisher.wishes import Wishes, changed, to_settings
from services.events.store.sources import claims as held
from services.events.store.sources.sources import known_source
from services.events.store.sources.wishes import save_wishes, wishes_of
from shared.contracts.held import Held
from shared.contracts.paging import Page
from shared.contracts.sources.claims import ChangeSettings, ClaimLetter, NewClaim, ProofOf, SourceSettings
from shared.contracts.sources.claims import Claim as ClaimAnswer
from shared.db import Connection
from shared.kernel.errors import AppError, FieldError, Kind

router = APIRouter(prefix="/internal", tags=["publishers"])
PersonId = Annotated[str, Path(max_length=40, examples=["per_01jd3c9m8q7v0w1x2y3z4a5b6c"])]
ClaimId = Annotated[str, Path(max_length=40, examples=["clm_01jd3c9m8q7v0w1x2y3z4a5b6c"])]
OF_SOURCE = "/claimants/{person_id}/sources/{source_id}"
_TOKEN_BYTES = 24


@router.post(f"{OF_SOURCE}/claims", status_code=201, summary="Claim a source")
async def start_claim(
    runtime: Events, person_id: PersonId, source_id: SourceId, new: NewClaim
) -> ClaimAnswer:
    """Begin a claim, or return the one that stands: its token stays the same."""
    source = await known_source(runtime.db, source_id)
    if refusal := why_not(source, new.method):
        raise AppError("claim_impossible", Kind.INVALID, refusal, errors=(FieldError("/method", refusal),))
    claim = Claim(
        runtime.ids("clm"), source_id, person_id, new.method, secrets.token_hex(_TOKEN_BYTES), runtime.clock()
    )
    async with runtime.db.transaction() as conn:
        if not await held.begin_claim(conn, claim):
            detail = f"One may claim {held.MOST_CLAIMS} sources; give up a claim that you no longer need."
            raise AppError("too_many_claims", Kind.CONFLICT, detail)
    mine = await held.claims_of(runtime.db, person_id, source_id)
    return _answer(next(it for it in mine if it.method is new.method), source, runtime)


@router.get(f"{OF_SOURCE}/claims", summary="What a person claims of a source")
async def my_claims(runtime: Events, person_id: PersonId, source_id: SourceId) -> Page[ClaimAnswer]:
    """Every claim with its instructions and what the last check saw."""
    source = await known_source(runtime.db, source_id)
    mine = await held.claims_of(runtime.db, person_id, source_id)
    return Page(items=tuple(_answer(claim, source, runtime) for claim in mine), next=None)


@router.post(f"{OF_SOURCE}/claims/{{claim_id}}/verify", summary="Look for the proof of a claim")
async def verify_claim(
    runtime: Events, person_id: PersonId, source_id: SourceId, claim_id: ClaimId
) -> ClaimAnswer:
    """Look for it now; the answer says where it was looked for and what was seen there."""
    source = await known_source(runtime.db, source_id)
    claim = await _claim(runtime, person_id, source_id, claim_id)
    return _answer(await runtime.verify_claim(claim), source, runtime)


@router.post(f"{OF_SOURCE}/claims/{{claim_id}}/letter", summary="Have the letter of a claim written")
async def write_letter(
    runtime: Events, person_id: PersonId, source_id: SourceId, claim_id: ClaimId
) -> ClaimLetter:
    """Say whom to write to, and the token that confirms: it is for the reader of the letter alone."""
    source = await known_source(runtime.db, source_id)
    claim = await _claim(runtime, person_id, source_id, claim_id)
    noted, address = await runtime.write_claim_letter(claim)
    answer = _answer(noted, source, runtime)
    return ClaimLetter(claim=answer, token=claim.token, address=address, title=source.spec.title)


@router.delete(f"{OF_SOURCE}/claims/{{claim_id}}", status_code=204, summary="Give up a claim")
async def drop_claim(runtime: Events, person_id: PersonId, source_id: SourceId, claim_id: ClaimId) -> None:
    """Forget it; what was set stays as it is."""
    claim = await _claim(runtime, person_id, source_id, claim_id)
    await held.drop_claim(runtime.db, person_id, claim.id)


@router.get(f"{OF_SOURCE}/settings", summary="What the publisher of a source has set")
async def get_settings(runtime: Events, person_id: PersonId, source_id: SourceId) -> SourceSettings:
    """For those who have proven that it is theirs."""
    await as_publisher(runtime, person_id, source_id)
    async with runtime.db.transaction() as conn:
        return to_settings(await _wishes(conn, source_id))


@router.patch(f"{OF_SOURCE}/settings", summary="Set how a source is dealt with")
async def change_settings(
    runtime: Events, person_id: PersonId, source_id: SourceId, change: ChangeSettings
) -> SourceSettings:
    """Change the fields named. Withdrawing, and undoing it, reaches the events within seconds."""
    await as_publisher(runtime, person_id, source_id)
    async with runtime.db.transaction() as conn:
        before, now = await _wishes(conn, source_id), runtime.clock()
        made = changed(before, change, now)
        await save_wishes(conn, source_id, before, made, now)
    return to_settings(made)


@router.get("/claimants/{person_id}/held", summary="Read everything held of a person who claims sources")
async def held_of_claimant(runtime: Events, person_id: PersonId) -> Held:
    """Their claims on any source, with what was seen, and where proofs were looked for within the hour."""
    return await held.held_of(runtime.db, person_id)


@router.delete("/claimants/{person_id}", status_code=204, summary="Forget a person's claims")
async def forget_claimant(runtime: Events, person_id: PersonId) -> None:
    """What they have set for their sources stays as it is."""
    await held.forget_claimant(runtime.db, person_id)


@router.get("/claims/{token}", summary="What a proof speaks for")
async def proof(runtime: Events, token: Annotated[str, Path(max_length=100)]) -> ProofOf:
    """The source; by whom only where a letter asks for it."""
    return await _proof(runtime, await _with(runtime, token))


@router.post("/claims/{token}/confirm", summary="Confirm a claim by its letter")
async def confirm_claim(runtime: Events, token: Annotated[str, Path(max_length=100)]) -> ProofOf:
    """Whoever reads the letter says that the claimant may speak for the source."""
    claim = await _by_letter(runtime, token)
    return await _proof(runtime, await runtime.confirm_claim(claim))


@router.delete("/claims/{token}", status_code=204, summary="Refuse a claim by its letter")
async def refuse_claim(runtime: Events, token: Annotated[str, Path(max_length=100)]) -> None:
    """Whoever reads the letter says that they may not: the claim is gone."""
    claim = await _by_letter(runtime, token)
    await held.drop_claim(runtime.db, claim.person_id, claim.id)


async def _with(runtime: Events, token: str) -> Claim:
    claim = await held.claim_with(runtime.db, token)
    if claim is None:
        raise AppError("claim_missing", Kind.MISSING, "There is no such claim; it may have been given up.")
    return claim


async def _by_letter(runtime: Events, token: str) -> Claim:
    claim = await _with(runtime, token)
    if claim.method.mailbox is None:
        raise AppError("claim_impossible", Kind.INVALID, "No letter was sent of this claim.")
    return claim


async def _proof(runtime: Events, claim: Claim) -> ProofOf:
    source = await known_source(runtime.db, claim.source_id)
    address = next(iter(places(source.spec.url, claim.method, is_page=source.state.is_page)), None)
    if claim.method.mailbox is None or address is None:
        return ProofOf(source_id=source.id, title=source.spec.title)
    return ProofOf(
        source_id=source.id, title=source.spec.title, person_id=claim.person_id, address=address,
        is_confirmed=state_of(claim) == "verified",
    )  # fmt: skip


def _answer(claim: Claim, source: Source, runtime: Events) -> ClaimAnswer:
    return ClaimAnswer(
        id=claim.id,
        source_id=claim.source_id,
        method=claim.method,
        state=state_of(claim),
        publish=to_publish(claim.method, claim.token, runtime.public_url),
        places=places(source.spec.url, claim.method, is_page=source.state.is_page),
        looks=claim.looks,
        note=note_on(claim),
        created_at=claim.created_at,
        verified_at=claim.verified_at,
        checked_at=claim.checked_at,
        next_check_at=claim.next_at,
    )


async def _claim(runtime: Events, person_id: str, source_id: str, claim_id: str) -> Claim:
    """Another person's claim is no claim to this one."""
    mine = await held.claims_of(runtime.db, person_id, source_id)
    found = next((claim for claim in mine if claim.id == claim_id), None)
    if found is None:
        raise AppError("claim_missing", Kind.MISSING, "You have no such claim on this source; start one.")
    return found


async def as_publisher(runtime: Events, person_id: str, source_id: str) -> None:
    """Refuse with `not_its_publisher` (403) whoever has not proven that the source is theirs."""
    await known_source(runtime.db, source_id)
    if not any(map(counts, await held.claims_of(runtime.db, person_id, source_id))):
        detail = f"Prove first that this source is yours: POST /v1/sources/{source_id}/claims."
        raise AppError("not_its_publisher", Kind.FORBIDDEN, detail)


async def _wishes(conn: Connection, source_id: str) -> Wishes:
    found = await wishes_of(conn, source_id)
    if found is None:
        raise AppError("source_missing", Kind.MISSING, "There is no source with this id; see /v1/sources.")
    return found
