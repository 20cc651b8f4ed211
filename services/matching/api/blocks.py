"""Blocks: who is invisible to whom."""

from fastapi import APIRouter

from services.matching.api.runtime import Open, PersonId
from services.matching.store.people.blocks import block, blocked_by, lift, shown_to
from shared.contracts.paging import Page
from shared.contracts.people import Blocked, NewBlock, PersonCard

router = APIRouter(prefix="/people/{person_id}/blocks", tags=["blocks"])


@router.post("", status_code=204, summary="Block somebody")
async def add_block(person_id: PersonId, named: NewBlock, runtime: Open) -> None:
    """Make the two invisible to one another in every list from now on; idempotent."""
    person = await runtime.shelf.person(person_id)
    async with runtime.db.transaction() as conn:
        await block(conn, person, named.person_id, runtime.clock())


@router.get("", summary="Whom a person has blocked")
async def list_blocks(person_id: PersonId, runtime: Open) -> Page[Blocked]:
    """Return the person's own blocks, the newest first."""
    return Page(items=await blocked_by(runtime.db, person_id, runtime.kit.labels), next=None)


@router.get("/{other_id}/whom", summary="Whom a person would block")
async def whom(person_id: PersonId, other_id: PersonId, runtime: Open) -> PersonCard:
    """Return the other as the person was shown them, blocked or not."""
    return await shown_to(runtime.db, person_id, other_id, runtime.kit.labels)


@router.delete("/{other_id}", status_code=204, summary="Lift a block")
async def lift_block(person_id: PersonId, other_id: PersonId, runtime: Open) -> None:
    """Take the person's own block back; one of the other's stays."""
    await lift(runtime.db, person_id, other_id)
