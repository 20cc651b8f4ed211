"""Who may decide for all: people whose addresses the settings name."""

from services.gateway.api.pages.visitor import Visitor
from services.gateway.store.auth.accounts import email_of
from shared.kernel.errors import AppError, Kind


async def is_operator(visitor: Visitor) -> bool:
    """Tell whether somebody who runs this is signed in."""
    if visitor.me is None or not visitor.runtime.face.operators:
        return False
    return await email_of(visitor.runtime.db, visitor.me.person_id) in visitor.runtime.face.operators


async def only_operators(visitor: Visitor) -> str:
    """Return who it is; to anyone else there is no such page."""
    person_id = visitor.person_id
    if not await is_operator(visitor):
        raise AppError("page_missing", Kind.MISSING, "There is no such page.")
    return person_id
