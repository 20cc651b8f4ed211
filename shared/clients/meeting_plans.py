"""The matching service's meeting plans, typed."""

from shared.clients.call import Items, call, parse, path
from shared.contracts.partners.meeting_plans import MeetingPlan, OwnMeeting, PlanMeetings, Unplanned
from shared.http.channel import Channel

_TIMEOUT_S = 30.0


class MeetingPlansClient:
    """Plans of events, each for whoever had it made; raises the `AppError` that the service answered."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def begin(self, event_id: str, asked: PlanMeetings) -> MeetingPlan:
        """Have a plan made; it is `waiting` until a worker has."""
        target = path("events", event_id, "meeting-plans")
        return parse(await call(self._channel, "POST", target, body=asked, timeout_s=_TIMEOUT_S), MeetingPlan)

    async def get(self, plan_id: str, made_for: str) -> MeetingPlan:
        """Return a plan with its meetings; MISSING where it is another's."""
        target = path("meeting-plans", plan_id, made_for=made_for)
        return parse(await call(self._channel, "GET", target, timeout_s=_TIMEOUT_S), MeetingPlan)

    async def newest(self, event_id: str, made_for: str) -> MeetingPlan:
        """Return the newest plan of an event; MISSING where there is none."""
        target = path("events", event_id, "meeting-plans", "newest", made_for=made_for)
        return parse(await call(self._channel, "GET", target, timeout_s=_TIMEOUT_S), MeetingPlan)

    async def unplanned(self, plan_id: str, made_for: str) -> Unplanned:
        """Return who agreed to be matched there and takes no part in the plan, whoever brought them."""
        target = path("meeting-plans", plan_id, "unplanned", made_for=made_for)
        return parse(await call(self._channel, "GET", target, timeout_s=_TIMEOUT_S), Unplanned)

    async def publish(self, plan_id: str, made_for: str) -> MeetingPlan:
        """Let each see their own meetings."""
        target = path("meeting-plans", plan_id, "published", made_for=made_for)
        return parse(await call(self._channel, "POST", target, timeout_s=_TIMEOUT_S), MeetingPlan)

    async def own(self, person_id: str, event_id: str) -> tuple[OwnMeeting, ...]:
        """Return a person's own meetings at an event, in their order."""
        target = path("people", person_id, "attendance", event_id, "meetings")
        return Items[OwnMeeting].model_validate_json((await call(self._channel, "GET", target)).body).items
