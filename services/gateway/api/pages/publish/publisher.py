"""What a publisher does on the page of their source: claim it, set how we deal with it, stop us."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import ValidationError

from services.gateway.api.http.ids import SourceId
from services.gateway.api.me.publishers import ClaimId
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.pairs import read_pair, settled_query
from services.gateway.api.pages.publish.sources import show_source
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go, own_path
from services.gateway.claiming import confirm, refuse, verify
from services.gateway.store.auth.accounts import email_of
from services.gateway.web.forms.source import read_settings
from shared.contracts.refusals import why
from shared.contracts.sources.claims import ChangeSettings, NewClaim
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_SHOWN_ABOVE = frozenset({Kind.INVALID, Kind.LIMITED, Kind.CONFLICT, Kind.MISSING})
"""Failures that are told on the page itself."""


@router.get("/claims/{token}")
async def proof_page(token: Annotated[str, Path(max_length=100)], visitor: Visit) -> Response:
    """Lead those who follow a published proof to the source that it speaks for; ask who reads a letter."""
    proof = await visitor.runtime.events.proof(token)
    if proof.person_id is None:
        return go(f"/sources/{proof.source_id}")
    claimant = await email_of(visitor.runtime.db, proof.person_id)
    return visitor.show("claim_letter.html", proof=proof, claimant=claimant, token=token)


@router.post("/claims/{token}")
async def answer_letter(token: Annotated[str, Path(max_length=100)], visitor: Visit, form: Form) -> Response:
    """Keep what the reader of a letter says: nothing is done by opening its link."""
    if value(form, "do") == "confirm":
        await confirm(visitor.runtime, token)
        return go(f"/claims/{token}")
    await refuse(visitor.runtime, token, for_good=value(form, "do") == "never")
    return visitor.show("claim_letter.html", proof=None, claimant=None, token=token)


@router.post("/sources/{source_id}/claims")
async def claim_form(source_id: SourceId, visitor: Visit, form: Form) -> Response:
    """Begin a claim; the page that the form is on then says what to publish, or that the letter is sent."""
    try:
        new = NewClaim.model_validate({"method": value(form, "method")})
        claim = await visitor.runtime.events.start_claim(visitor.person_id, source_id, new)
        if new.method.mailbox and not claim.looks:
            await verify(visitor.runtime, visitor.person_id, source_id, claim.id)
    except (AppError, ValidationError) as error:
        return await _tell(visitor, source_id, error)
    return _back(source_id, form)


@router.post("/sources/{source_id}/claims/{claim_id}/verify")
async def verify_form(source_id: SourceId, claim_id: ClaimId, visitor: Visit, form: Form) -> Response:
    """Look for the proof now."""
    try:
        await verify(visitor.runtime, visitor.person_id, source_id, claim_id)
    except AppError as error:
        return await _tell(visitor, source_id, error)
    return _back(source_id, form)


@router.post("/sources/{source_id}/claims/{claim_id}/drop")
async def drop_form(source_id: SourceId, claim_id: ClaimId, visitor: Visit, form: Form) -> Response:
    """Give up a claim."""
    await visitor.runtime.events.drop_claim(visitor.person_id, source_id, claim_id)
    return _back(source_id, form)


@router.post("/sources/{source_id}/settings")
async def settings_form(source_id: SourceId, visitor: Visit, form: Form) -> Response:
    """Set budget, pause and words."""
    try:
        await visitor.runtime.events.change_settings(visitor.person_id, source_id, read_settings(form))
    except (AppError, ValidationError) as error:
        return await _tell(visitor, source_id, error, typed=form)
    return go(f"/sources/{source_id}?saved=yes#yours")


@router.post("/sources/{source_id}/stop")
async def stop_form(source_id: SourceId, visitor: Visit, form: Form) -> Response:
    """Stop us for good, with or without the events, or undo that."""
    is_stop = value(form, "do") == "stop"
    change = (
        ChangeSettings(stopped=True, withdraw=value(form, "withdraw") == "yes")
        if is_stop
        else ChangeSettings(stopped=False)
    )
    await visitor.runtime.events.change_settings(visitor.person_id, source_id, change)
    return _back(source_id, form)


@router.post("/sources/{source_id}/verdicts")
async def verdict_form(source_id: SourceId, visitor: Visit, form: Form) -> Response:
    """Keep what the publisher says of a pair, one of which is theirs."""
    said = read_pair(form)
    try:
        await visitor.runtime.events.judge_own(visitor.person_id, source_id, said)
    except AppError as error:
        return await _tell(visitor, source_id, error)
    return go(f"/sources/{source_id}{settled_query(said)}#pairs")


def _back(source_id: str, form: Form) -> Response:
    """Go to the page that the form stands on: the source's, or that of an event to organise."""
    return go(own_path(value(form, "back"), f"/sources/{source_id}#yours"))


async def _tell(
    visitor: Visitor, source_id: str, error: AppError | ValidationError, *, typed: Form | None = None
) -> Response:
    """Show the page with what went wrong; where there is no such page, the failure is a page of its own."""
    if isinstance(error, ValidationError):
        words = "; ".join(
            f"{item['loc'][0] if item['loc'] else 'form'}: {why(item)}" for item in error.errors()
        )
        error = AppError("settings_invalid", Kind.INVALID, f"That could not be taken: {words}.")
    if error.kind not in _SHOWN_ABOVE or error.code == "source_missing":
        raise error
    return await show_source(visitor, source_id, error=error, typed=typed)
