"""Plans from matching and events from the events service, as the issue wants them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.gateway.digest.plan import MAX_EVENTS, MAX_PEOPLE
from shared.contracts.events import Event
from shared.contracts.network.connections import DueFollowUps, DueRequest
from shared.contracts.people import HomePlace, PersonPlan, PlanRequest

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

    async def zones(self, places: Sequence[HomePlace]) -> dict[HomePlace, str]:
        """Return the IANA zones of homes; those whose zone nobody knows are left out."""
        ...


class Reminders(Protocol):
    """What of the connections client is used."""

    async def due(self, asked: DueRequest) -> tuple[DueFollowUps, ...]:
        """Return follow-ups for letters; who has none is left out."""
        ...


@dataclass(frozen=True, slots=True)
class Gather(ABC):
    """Implements `services.gateway.digest.issue.Sources` on the clients."""

    matching: Planner
    connections: Reminders
    catalogue: Catalogue

    async def plans(self, person_ids: tuple[str, ...]) -> dict[str, PersonPlan]:
        """Ask matching for plans with some to spare; who chose no zone lives by the clock of their city."""
        request = PlanRequest(
            person_ids=person_ids,
            events_per_person=MAX_EVENTS + _SPARE,
            people_per_person=2 * MAX_PEOPLE,  # some will have been named before
            told=await self.told(person_ids),
        )
        plans = await self.matching.plans(request)
        homes = {plan.place for plan in plans if plan.place and not plan.timezone}
        zones = await self.catalogue.zones(tuple(homes)) if homes else {}
        return {plan.person_id: _by_their_clock(plan, zones) for plan in plans}

    @abstractmethod
    async def told(self, person_ids: tuple[str, ...]) -> dict[str, dict[str, datetime]]:
        """Return by person the events that letters told them of, and when last."""

    async def events(self, event_ids: tuple[str, ...]) -> dict[str, Event]:
        """Ask for events, when there is any to ask for."""
        return await self.catalogue.batch(event_ids) if event_ids else {}

    async def follow_ups(self, person_ids: tuple[str, ...]) -> dict[str, DueFollowUps]:
        """Ask whom these people should be in touch with."""
        if not person_ids:
            return {}
        found = await self.connections.due(DueRequest(person_ids=person_ids))
        return {one.person_id: one for one in found}


def _by_their_clock(plan: PersonPlan, zones: Mapping[HomePlace, str]) -> PersonPlan:
    """Return the plan with a zone, where one is chosen or known: a person's own choice always wins."""
    known = zones.get(plan.place) if plan.place else None
    return plan.model_copy(update={"timezone": plan.timezone or known})
