"""A gateway with subscribers but without the other services: their answers are plans and events made here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from services.gateway.letters.courier import Mailer
from services.gateway.letters.lists import House
from services.gateway.store.letters.week import Week
from shared.contracts.events import Event
from shared.contracts.network.connections import DueFollowUps, DueRequest
from shared.contracts.people import HomePlace, PersonPlan, PlanRequest
from shared.db import Database
from tests.support.clock import FixedClock
from tests.support.letters import a_plan, an_event


@dataclass
class Plans:
    """Knows every person in `known`; has a good week for each of them."""

    known: set[str]
    told: dict[str, dict[str, datetime]] = field(default_factory=dict)

    async def plans(self, request: PlanRequest) -> tuple[PersonPlan, ...]:
        """Answer as the matching service does; keep what was said of letters before."""
        self.told = request.told
        return tuple(a_plan(person_id) for person_id in request.person_ids if person_id in self.known)


@dataclass
class Reminders:
    """Reminds of `due`, by person."""

    due_of: dict[str, DueFollowUps] = field(default_factory=dict)

    async def due(self, asked: DueRequest) -> tuple[DueFollowUps, ...]:
        """Answer as the matching service does."""
        return tuple(self.due_of[one] for one in asked.person_ids if one in self.due_of)


@dataclass
class Events:
    """Knows eight events."""

    async def batch(self, event_ids: Sequence[str]) -> dict[str, Event]:
        """Answer as the events service does."""
        events = (an_event(number) for number in range(1, 9))
        return {event.id: event for event in events if event.id in event_ids}

    async def zones(self, places: Sequence[HomePlace]) -> dict[HomePlace, str]:
        """Know no city."""
        del places
        return {}


@dataclass
class DigestHouse:
    """The parts of a gateway that the digest uses."""

    db: Database
    mailer: Mailer
    clock: FixedClock
    owner: str = "one"
    key: bytes = b"k" * 32
    matching: Plans = field(default_factory=lambda: Plans(set()))
    connections: Reminders = field(default_factory=Reminders)
    events: Events = field(default_factory=Events)

    @property
    def house(self) -> House:
        """Return what every letter shares."""
        return House("https://acquaint.test", "Acquaint <hello@acquaint.test>", self.key)

    @property
    def week(self) -> Week:
        """Return where a week's letter is gathered from."""
        matching, connections, events = cast(
            "tuple[Any, ...]", (self.matching, self.connections, self.events)
        )
        return Week(matching, connections, events, self.db, self.house, self.clock)

    def beside(self, owner: str, mailer: Mailer | None = None) -> "DigestHouse":
        """Return another process of the same gateway."""
        return DigestHouse(
            self.db,
            mailer or self.mailer,
            self.clock,
            owner=owner,
            matching=self.matching,
            connections=self.connections,
            events=self.events,
        )

    async def add_people(self, count: int) -> list[str]:
        """Make accounts that came a month ago; return their person ids."""
        ids = [f"per_{number:026d}" for number in range(1001, 1001 + count)]
        came = self.clock() - timedelta(days=30)
        for person_id in ids:
            await self.db.execute(
                "insert into account (person_id, email, created_at) values ($1, $2, $3)",
                person_id, f"{person_id}@people.test", came,
            )  # fmt: skip
        self.matching.known.update(ids)
        return ids

    async def states(self) -> list[tuple[str, str]]:
        """Return (week, state) of every issue, sorted."""
        rows = await self.db.fetch("select iso_week, state from digest_issue")
        return sorted((row["iso_week"], row["state"]) for row in rows)
