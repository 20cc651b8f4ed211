"""The matching service's meeting plans, typed."""

from shared.clients.call import Client, path
from shared.contracts.partners.meeting_plans import MeetingPlan, OwnMeeting, PlanMeetings, Unplanned


class MeetingPlansClient(Client):
    """Plans of events, each for whoever had it made; raises the `AppError` that the service answered."""

    timeout_s = 30.0

    async def begin(self, event_id: str, asked: PlanMeetings) -> MeetingPlan:
        """Have a plan made; it is `waiting` until a worker has."""
        return await self._ask(MeetingPlan, "POST", path("events", event_id, "meeting-plans"), asked)

    async def get(self, plan_id: str, made_for: str) -> MeetingPlan:
        """Return a plan with its meetings; MISSING where it is another's."""
        return await self._ask(MeetingPlan, "GET", path("meeting-plans", plan_id, made_for=made_for))

    async def newest(self, event_id: str, made_for: str) -> MeetingPlan:
        """Return the newest plan of an event; MISSING where there is none."""
        target = path("events", event_id, "meeting-plans", "newest", made_for=made_for)
        return await self._ask(MeetingPlan, "GET", target)

    async def unplanned(self, plan_id: str, made_for: str) -> Unplanned:
        """Return who agreed to be matched there and takes no part in the plan, whoever brought them."""
        target = path("meeting-plans", plan_id, "unplanned", made_for=made_for)
        return await self._ask(Unplanned, "GET", target)

    async def publish(self, plan_id: str, made_for: str) -> MeetingPlan:
        """Let each see their own meetings."""
        target = path("meeting-plans", plan_id, "published", made_for=made_for)
        return await self._ask(MeetingPlan, "POST", target)

    async def own(self, person_id: str, event_id: str) -> tuple[OwnMeeting, ...]:
        """Return a person's own meetings at an event, in their order."""
        target = path("people", person_id, "attendance", event_id, "meetings")
        return await self._all(OwnMeeting, "GET", target)
