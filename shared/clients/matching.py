"""The matching service, typed."""

from collections.abc import Sequence

from shared.clients.call import Client, path
from shared.contracts.held import Held
from shared.contracts.network.introductions import (
    ChangeIntroduction,
    Introduction,
    NewIntroduction,
    Step,
    TakeStep,
)
from shared.contracts.partners.attendees import Attendee, ListsRequest, PersonList
from shared.contracts.partners.meeting_plans import ListedRequest, ListedThere
from shared.contracts.partners.reports import EventReport
from shared.contracts.people import (
    Attendance,
    Blocked,
    EventSuggestion,
    Feedback,
    NewBlock,
    PeopleSettings,
    Person,
    PersonCard,
    PersonPlan,
    PlanRequest,
    Profile,
    SetAttendance,
    ShownToOthers,
    Suggestion,
)
from shared.kernel.geo import Circle

_PLAN_TIMEOUT_S = 60.0


class MatchingClient(Client):
    """Every operation of the matching service; each raises the `AppError` that the service answered."""

    async def put_person(self, person_id: str, profile: Profile, *, if_version: int | None = None) -> Person:
        """Store a profile; with `if_version`, only over that very version (else PRECONDITION)."""
        headers = {"if-match": f'"{if_version}"'} if if_version is not None else None
        return await self._ask(Person, "PUT", _of(person_id), profile, headers=headers)

    async def person(self, person_id: str) -> Person:
        """Return a person's whole profile; MISSING when there is none."""
        return await self._ask(Person, "GET", _of(person_id))

    async def forget_person(self, person_id: str) -> None:
        """Erase everything held of a person; erasing again is no error."""
        await self._call("DELETE", _of(person_id))

    async def held(self, person_id: str) -> Held:
        """Return everything held of a person, for them to take away."""
        return await self._ask(Held, "GET", _of(person_id, "held"))

    async def preview(self, person_id: str, view: str) -> PersonCard:
        """Return the person as `stranger`, `attendee` or `connection` would see them."""
        return await self._ask(PersonCard, "GET", _of(person_id, "preview", **{"as": view}))

    async def attendance(
        self, person_id: str, *, after: str | None = None, limit: int | None = None
    ) -> tuple[Attendance, ...]:
        """Return where a person goes, soonest first; at most `limit`, from after an event on."""
        return await self._all(Attendance, "GET", _of(person_id, "attendance", after=after, limit=limit))

    async def stand(self, person_id: str, event_id: str) -> Attendance:
        """Return what a person said of an event; MISSING where they said nothing."""
        return await self._ask(Attendance, "GET", _of(person_id, "attendance", event_id))

    async def set_attendance(self, person_id: str, event_id: str, stand: SetAttendance) -> Attendance:
        """Say that a person goes; MISSING when the event is not known."""
        return await self._ask(Attendance, "PUT", _of(person_id, "attendance", event_id), stand)

    async def drop_attendance(self, person_id: str, event_id: str) -> None:
        """Take it back; taking back what was not said is no error."""
        await self._call("DELETE", _of(person_id, "attendance", event_id))

    async def people(
        self,
        person_id: str,
        *,
        event_id: str | None = None,
        limit: int = 5,
        novelty: float | None = None,
        weeks: int | None = None,
        near: Circle | None = None,
    ) -> tuple[Suggestion, ...]:
        """Return people to meet, at one event or at all those the person goes to, in time and near a place.

        `novelty` in [0, 1]; None: as the person has set it.
        """
        lat, lon, radius = (near.centre.lat, near.centre.lon, near.radius_km) if near else (None, None, None)
        target = path(
            "people", person_id, "people", event_id=event_id, limit=limit, novelty=novelty, weeks=weeks,
            lat=lat, lon=lon, radius_km=radius,
        )  # fmt: skip
        return await self._all(Suggestion, "GET", target)

    async def events(self, person_id: str, *, limit: int = 10) -> tuple[EventSuggestion, ...]:
        """Return events worth the person's time, best first."""
        return await self._all(EventSuggestion, "GET", _of(person_id, "events", limit=limit))

    async def give_feedback(self, person_id: str, feedback: Feedback) -> None:
        """Store what a person thinks of a suggestion made to them."""
        await self._call("POST", _of(person_id, "feedback"), feedback)

    async def ask_introduction(self, person_id: str, wanted: NewIntroduction) -> Introduction:
        """Ask for an introduction; where the other asked first, both have agreed."""
        return await self._ask(Introduction, "POST", _of(person_id, "introductions"), wanted)

    async def introductions(self, person_id: str) -> tuple[Introduction, ...]:
        """Return a person's introductions, the newest first."""
        return await self._all(Introduction, "GET", _of(person_id, "introductions"))

    async def introduction(self, person_id: str, introduction_id: str) -> Introduction:
        """Return one as a person may see it; MISSING where they may not."""
        return await self._ask(Introduction, "GET", _of(person_id, "introductions", introduction_id))

    async def rewrite_introduction(
        self, person_id: str, introduction_id: str, wish: ChangeIntroduction
    ) -> Introduction:
        """Change why one would like to meet, while it waits."""
        return await self._ask(Introduction, "PATCH", _of(person_id, "introductions", introduction_id), wish)

    async def step_introduction(
        self, person_id: str, introduction_id: str, step: Step, said: TakeStep | None
    ) -> Introduction:
        """Accept, decline, withdraw, or say that one followed up."""
        target = _of(person_id, "introductions", introduction_id, step)
        return await self._ask(Introduction, "POST", target, said)

    async def people_settings(self, person_id: str) -> PeopleSettings:
        """Return how people are picked for the person."""
        return await self._ask(PeopleSettings, "GET", _of(person_id, "settings"))

    async def set_people_settings(self, person_id: str, settings: PeopleSettings) -> None:
        """Set how people are picked for the person."""
        await self._call("PUT", _of(person_id, "settings"), settings)

    async def shown(self, person_id: str) -> ShownToOthers:
        """Return why others are shown the person, in ranges."""
        return await self._ask(ShownToOthers, "GET", _of(person_id, "shown"))

    async def event_report(self, event_id: str) -> EventReport:
        """Return what became of an event's suggestions; MISSING when the event is not known."""
        return await self._ask(EventReport, "GET", path("events", event_id, "report"))

    async def beside(
        self, person_id: str, event_id: str, *, after: str = "", limit: int = 100
    ) -> tuple[PersonCard, ...]:
        """Return who lets a person see that they go to an event, by id after `after`."""
        target = _of(person_id, "attendance", event_id, "people", after=after, limit=limit)
        return await self._all(PersonCard, "GET", target)

    async def attendees(self, event_id: str, *, after: str = "", limit: int = 100) -> tuple[Attendee, ...]:
        """Return everybody with a stand on an event, by id after `after`; MISSING when it is not known."""
        target = path("events", event_id, "attendees", after=after, limit=limit)
        return await self._all(Attendee, "GET", target)

    async def listed(self, event_id: str, person_ids: Sequence[str]) -> ListedThere:
        """Return who of at most 3000 people agreed to be listed at an event, and who to be matched.

        MISSING when it is not known.
        """
        target, asked = path("events", event_id, "listed"), ListedRequest(person_ids=tuple(person_ids))
        return await self._ask(ListedThere, "POST", target, asked)

    async def lists(self, event_id: str, asked: ListsRequest) -> tuple[PersonList, ...]:
        """Return whom each could meet at the event; remembered as shown to them."""
        target = path("events", event_id, "lists")
        return await self._all(PersonList, "POST", target, asked, timeout_s=_PLAN_TIMEOUT_S)

    async def block(self, person_id: str, block: NewBlock) -> None:
        """Make two people invisible to one another, at once."""
        await self._call("POST", _of(person_id, "blocks"), block)

    async def shown_to(self, person_id: str, other_id: str) -> PersonCard:
        """Return somebody as a person was shown them; MISSING where there is nobody of this id."""
        return await self._ask(PersonCard, "GET", _of(person_id, "blocks", other_id, "whom"))

    async def blocks(self, person_id: str) -> tuple[Blocked, ...]:
        """Return whom a person has blocked, the newest first."""
        return await self._all(Blocked, "GET", _of(person_id, "blocks"))

    async def lift_block(self, person_id: str, other_id: str) -> None:
        """Take a person's own block back; no error where there is none."""
        await self._call("DELETE", _of(person_id, "blocks", other_id))

    async def plans(self, request: PlanRequest) -> tuple[PersonPlan, ...]:
        """Return the weekly plan of up to 200 people; unknown people are left out."""
        return await self._all(PersonPlan, "POST", "/plans", request, timeout_s=_PLAN_TIMEOUT_S)


def _of(person_id: str, *rest: str, **query: str | float | None) -> str:
    return path("people", person_id, *rest, **query)
