"""Erasing a person: the account at once, the rest of the house at once or as soon as it can be reached."""

from typing import Protocol

from services.gateway.store import erasures
from services.gateway.store.erasures import Erasure
from shared.clients.events import EventsClient
from shared.clients.matching import MatchingClient
from shared.db import Database
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids
from shared.obs import get_logger

log = get_logger(__name__)


class Erasing(Protocol):
    """The parts of a runtime that an erasure needs."""

    @property
    def db(self) -> Database: ...  # noqa: D102 - named in the runtime
    @property
    def matching(self) -> MatchingClient: ...  # noqa: D102 - named in the runtime
    @property
    def events(self) -> EventsClient: ...  # noqa: D102 - named in the runtime
    @property
    def clock(self) -> Clock: ...  # noqa: D102 - named in the runtime
    @property
    def ids(self) -> Ids: ...  # noqa: D102 - named in the runtime


async def erase(parts: Erasing, person_id: str) -> Erasure:
    """Erase a person; a worker finishes what another service could not do now."""
    await erasures.begin(parts.db, parts.ids("ers"), person_id, parts.clock())
    try:
        await forget_elsewhere(parts, person_id)
    except AppError as error:
        log.warning("erasure.postponed", person_id=person_id, code=error.code)
    found = await erasures.find(parts.db, person_id)
    if found is None:
        raise AppError("erasure_missing", Kind.UNAVAILABLE, "The erasure was not noted; try again.")
    return found


async def forget_elsewhere(parts: Erasing, person_id: str) -> None:
    """Have the other services forget the person, and note it."""
    await parts.matching.forget_person(person_id)
    await parts.events.forget_claimant(person_id)
    await erasures.finish(parts.db, person_id, parts.clock())
