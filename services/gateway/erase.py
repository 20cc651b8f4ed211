"""Erasing a person: the account at once, the rest of the house at once or as soon as it can be reached."""

from services.gateway.runtime import Runtime
from services.gateway.store.auth import erasures
from services.gateway.store.auth.erasures import Erasure
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

log = get_logger(__name__)


async def erase(runtime: Runtime, person_id: str) -> Erasure:
    """Erase a person; a worker finishes what another service could not do now."""
    await erasures.begin(runtime.db, runtime.ids("ers"), person_id, runtime.clock())
    try:
        await forget_elsewhere(runtime, person_id)
    except AppError as error:
        log.warning("erasure.postponed", person_id=person_id, code=error.code)
    found = await erasures.find(runtime.db, person_id)
    if found is None:
        raise AppError("erasure_missing", Kind.UNAVAILABLE, "The erasure was not noted; try again.")
    return found


async def forget_elsewhere(runtime: Runtime, person_id: str) -> None:
    """Have the other services forget the person, and note it."""
    await runtime.matching.forget_person(person_id)
    await runtime.events.forget_claimant(person_id)
    await erasures.finish(runtime.db, person_id, runtime.clock())
