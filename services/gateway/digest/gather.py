"""Plans from matching and events from the events service, as the issue wants them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.gateway.digest.plan import MAX_EVENTS, MAX_PEOPLE
from shared.contracts.connections import DueFollowUps, DueRequest
from shared.contracts.events import Event
from shared.contracts.people import PersonPlan, PlanRequest

_SPARE = 3
"""Asked for beyond what is shown, since some will turn out to be cancelled."""


class Planner(Protocol):
    """What of the matching client is used."""

    async def plans(self, request: PlanRequest) -> tuple[PersonPlan, ...]:
        """Return plans; unknown people are left out."""
        ...


class Catalogue(Protocol):
    """What of the events client is used."""

    async def batch(self, event_ids: Sequence[str]) -> dict[str, Event]:
        """Return events by id; unknown ones are left out."""
        ...


class Reminders(Protocol):
    """What of the connections client is used."""

    async def due(self, asked: DueRequest) -> tuple[DueFollowUps, ...]:
        """Return follow-ups for letters; who has none is left out."""
        ...


@dataclass(frozen=True, slots=True)
class Gather:
    """Implements `services.gateway.digest.issue.Sources` on the clients."""

    matching: Planner
    connections: Reminders
    catalogue: Catalogue

    async def plans(self, person_ids: tuple[str, ...]) -> dict[str, PersonPlan]:
        """Ask matching for plans with some to spare."""
        request = PlanRequest(
            person_ids=person_ids,
            events_per_person=MAX_EVENTS + _SPARE,
            people_per_person=MAX_PEOPLE + _SPARE,
        )
        return {plan.person_id: plan for plan in await self.matching.plans(request)}

    async def events(self, event_ids: tuple[str, ...]) -> dict[str, Event]:
        """Ask for events, when there is any to ask for."""
        return await self.catalogue.batch(event_ids) if event_ids else {}

    async def follow_ups(self, person_ids: tuple[str, ...]) -> dict[str, DueFollowUps]:
        """Ask whom these people should be in touch with."""
        if not person_ids:
            return {}
        found = await self.connections.due(DueRequest(person_ids=person_ids))
        return {one.person_id: one for one in found}
