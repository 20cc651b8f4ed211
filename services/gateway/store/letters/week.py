"""What a week is made of: plans, events, and the news of searches that people want in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.gateway.alerts.edition import sections, to_look_at
from services.gateway.alerts.render import views
from services.gateway.digest.followed import NOTHING, Followed
from services.gateway.digest.plan import MAX_EVENTS, MAX_PEOPLE, Beside, wanted_events
from services.gateway.letters.lists import House
from services.gateway.store.searches.news import waiting_of
from shared.clients.connections import ConnectionsClient
from shared.clients.events import EventsClient
from shared.clients.matching import MatchingClient
from shared.contracts.events import Event
from shared.contracts.network.connections import DueRequest
from shared.contracts.people import HomePlace, PersonPlan, PlanRequest
from shared.db import Database
from shared.kernel.clock import Clock

MOST_IN_A_WEEK = 10
"""Events of searches in one weekly e-mail: it stays short."""

_SPARE = 3
"""Events asked for beyond what is shown, since some will turn out to be cancelled."""
_TODAY = timedelta(days=1)
"""What today's letter says it still says when it is looked at, or written, once more."""
_SAID = """
from digest_issue, unnest({}) as key
where person_id = any($1) and created_at < $2 and state not in ('failed', 'withheld')
"""


@dataclass(frozen=True, slots=True)
class Week:
    """Gathers it for up to 200 people."""

    matching: MatchingClient
    connections: ConnectionsClient
    catalogue: EventsClient
    db: Database
    house: House
    clock: Clock

    async def of(
        self, person_ids: tuple[str, ...]
    ) -> tuple[dict[str, PersonPlan], dict[str, Event], dict[str, Beside]]:
        """Return plans by person, the events of all by id, and by person what stands beside the plan.

        People whom matching does not know are left out, and events that there are not.
        """
        plans = await self._plans(person_ids)
        events = await self._events(wanted_events(tuple(plans.values())))
        if not plans:
            return plans, events, {}
        due = await self.connections.due(DueRequest(person_ids=tuple(plans)))
        touch = {one.person_id: one for one in due}
        news, named = await self._followed(tuple(plans)), await self.named(tuple(plans))
        beside = {
            one: Beside(news.get(one, NOTHING), touch.get(one), named.get(one, frozenset())) for one in plans
        }
        return plans, events, beside

    async def _plans(self, person_ids: tuple[str, ...]) -> dict[str, PersonPlan]:
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

    async def _events(self, event_ids: tuple[str, ...]) -> dict[str, Event]:
        return await self.catalogue.batch(event_ids) if event_ids else {}

    async def told(self, person_ids: tuple[str, ...]) -> dict[str, dict[str, datetime]]:
        """Return what the weekly letters of a year recommended, but for those of today."""
        rows = await self.db.fetch(
            f"select person_id, key, max(created_at) as at {_SAID.format('events')} group by 1, 2",
            list(person_ids), self.clock() - _TODAY,
        )  # fmt: skip
        told: dict[str, dict[str, datetime]] = {}
        for row in rows:
            told.setdefault(row["person_id"], {})[row["key"]] = row["at"]
        return told

    async def named(self, person_ids: tuple[str, ...]) -> dict[str, frozenset[str]]:
        """Return whom the weekly letters of a year named, but for those of today."""
        rows = await self.db.fetch(
            f"select person_id, array_agg(key) as keys {_SAID.format('named')} group by 1",
            list(person_ids), self.clock() - _TODAY,
        )  # fmt: skip
        return {row["person_id"]: frozenset(row["keys"]) for row in rows}

    async def _followed(self, person_ids: tuple[str, ...]) -> dict[str, Followed]:
        """Return what waits in the weekly searches of these people."""
        rows = await self.db.fetch(
            """select distinct person_id from saved_search s join saved_search_event e on e.search_id = s.id
               where person_id = any($1) and alerts = 'weekly' and news is not null""",
            list(person_ids),
        )
        return {row["person_id"]: await self._news(row["person_id"]) for row in rows}

    async def _news(self, person_id: str) -> Followed:
        news = await waiting_of(self.db, self.house, person_id, "weekly")
        events = await self._events(to_look_at(news.untold))
        chosen = sections(news.searches, news.untold, events, MOST_IN_A_WEEK)
        return Followed(views(chosen, self.house.public_url), news.waiting)


def _by_their_clock(plan: PersonPlan, zones: Mapping[HomePlace, str]) -> PersonPlan:
    """Return the plan with a zone, where one is chosen or known: a person's own choice always wins."""
    known = zones.get(plan.place) if plan.place else None
    return plan.model_copy(update={"timezone": plan.timezone or known})
