"""The events service, typed. Lists that the gateway only passes on come back as bytes."""

from collections.abc import Sequence
from urllib.parse import urlencode

from shared.clients.call import Items, call, parse, path
from shared.contracts.catalogue.clashes import Clashes
from shared.contracts.catalogue.lists import (
    Change,
    ChangePage,
    EventChanges,
    EventPage,
    FoundEvents,
    FoundQuestion,
    Matches,
    MatchQuestion,
    Queries,
    Refusals,
)
from shared.contracts.catalogue.origins import EventSources
from shared.contracts.catalogue.series import OrganiserPage, Series
from shared.contracts.events import Event, EventIds, Topic
from shared.contracts.held import Held
from shared.contracts.paging import Page
from shared.contracts.partners.events import BroughtEvents, BroughtOutcome, PartnerEvent
from shared.contracts.people import HomePlace
from shared.contracts.places import MOST_PLACES, Located, Zones, ZonesAsked
from shared.contracts.sources.claims import (
    ChangeSettings,
    Claim,
    ClaimLetter,
    NewClaim,
    ProofOf,
    SourceSettings,
)
from shared.contracts.sources.doctor import SourcePreview, SourceReport
from shared.contracts.sources.verdicts import (
    Doubt,
    NewOrganiserVerdict,
    NewVerdict,
    OrganiserVerdictDone,
    PairVerdict,
    VerdictDone,
)
from shared.contracts.sources.watched import Admission, NewSource, Source
from shared.http.channel import Channel, Reply
from shared.kernel.geo import Point

_MOST_IDS = 500
_MOST_QUERIES, _MATCH_TIMEOUT_S = 200, 30.0
PREVIEW_TIMEOUT_S = 50.0
_BRING_TIMEOUT_S = 30.0
"""A fetch of some host, and a reading behind others."""


class EventsClient:
    """Every operation of the events service; each raises the `AppError` that the service answered."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def search(self, query: Sequence[tuple[str, str]] = ()) -> EventPage:
        """Search with the public parameters, as name and value pairs (a name may repeat)."""
        return parse(await call(self._channel, "GET", f"/v1/events?{urlencode(query)}"), EventPage)

    async def event(self, event_id: str) -> Event:
        """Return one event; an id that was merged is followed to the event it now is."""
        return parse(await self._of_event(event_id), Event)

    async def event_linked_data(self, event_id: str) -> bytes:
        """Return one event as schema.org JSON-LD."""
        where = path("v1", "events", event_id)
        return (await call(self._channel, "GET", where, headers={"accept": "application/ld+json"})).body

    async def event_sources(self, event_id: str) -> EventSources:
        """Return the listings behind an event and which field came from where."""
        return parse(await self._of_event(event_id, "sources"), EventSources)

    async def event_changes(self, event_id: str) -> tuple[Change, ...]:
        """Return what an event was before its last changes, newest first."""
        return parse(await self._of_event(event_id, "changes"), EventChanges).changes

    async def _of_event(self, event_id: str, *part: str) -> Reply:
        """Return an event, or a part of it; an id that was merged is followed to the event it now is."""
        reply = await call(self._channel, "GET", path("v1", "events", event_id, *part))
        moved = reply.headers.get("location")
        return await call(self._channel, "GET", moved) if moved else reply

    async def doubts(self, limit: int) -> tuple[Doubt, ...]:
        """Return the likeliest pairs of listings that a person may settle."""
        target = path("internal", "doubts", limit=limit)
        return parse(await call(self._channel, "GET", target), Page[Doubt]).items

    async def judge(self, verdict: NewVerdict) -> VerdictDone:
        """Keep and follow what a person says of a pair."""
        return parse(await call(self._channel, "POST", "/internal/verdicts", body=verdict), VerdictDone)

    async def own_doubts(self, person_id: str, source_id: str, limit: int) -> tuple[Doubt, ...]:
        """Return the likeliest pairs of a source, for its publisher alone."""
        target = path("internal", "claimants", person_id, "sources", source_id, "doubts", limit=limit)
        return parse(await call(self._channel, "GET", target), Page[Doubt]).items

    async def judge_own(self, person_id: str, source_id: str, verdict: PairVerdict) -> VerdictDone:
        """Keep and follow what the publisher of a source says of a pair."""
        target = path("internal", "claimants", person_id, "sources", source_id, "verdicts")
        return parse(await call(self._channel, "POST", target, body=verdict), VerdictDone)

    async def judge_organisers(self, verdict: NewOrganiserVerdict) -> OrganiserVerdictDone:
        """Keep and follow what a person says of two organisers."""
        target = "/internal/organiser-verdicts"
        return parse(await call(self._channel, "POST", target, body=verdict), OrganiserVerdictDone)

    async def held_sources(self) -> tuple[Source, ...]:
        """Return the suggested sources that wait for whoever runs this."""
        return parse(await call(self._channel, "GET", path("internal", "held-sources")), Page[Source]).items

    async def admit(self, source_id: str, said: Admission) -> Source:
        """Let a suggested source in, refuse it, or take back what was said."""
        target = path("internal", "sources", source_id, "admission")
        return parse(await call(self._channel, "POST", target, body=said), Source)

    async def batch(self, event_ids: Sequence[str]) -> dict[str, Event]:
        """Return events by their present id; unknown ids are left out."""
        events: dict[str, Event] = {}
        for start in range(0, len(event_ids), _MOST_IDS):
            ids = EventIds(ids=tuple(event_ids[start : start + _MOST_IDS]))
            reply = await call(self._channel, "POST", "/internal/events/batch", body=ids)
            items = Items[Event].model_validate_json(reply.body).items
            events.update((event.id, event) for event in items)
        return events

    async def changes(self, *, after: str | None, limit: int) -> ChangePage:
        """Return a stretch of the change log with each event as it is now; GONE when `after` is too old."""
        target = path("v1", "changes", after=after, limit=limit, include="event")
        return parse(await call(self._channel, "GET", target), ChangePage)

    async def matches(
        self, event_ids: Sequence[str], queries: Sequence[str]
    ) -> tuple[tuple[str, ...] | None, ...]:
        """Return which of up to 500 events each search finds, whatever their status; None: no such search."""
        found: list[tuple[str, ...] | None] = []
        for start in range(0, len(queries), _MOST_QUERIES):
            question = MatchQuestion(
                event_ids=tuple(event_ids), queries=tuple(queries[start : start + _MOST_QUERIES])
            )
            reply = await call(
                self._channel, "POST", "/internal/events/matches", body=question, timeout_s=_MATCH_TIMEOUT_S
            )
            found += parse(reply, Matches).found
        return tuple(found)

    async def refusals(self, queries: Sequence[str]) -> tuple[str | None, ...]:
        """Return why each of up to 200 searches can be read no more, None where it can."""
        reply = await call(
            self._channel, "POST", "/internal/events/refusals", body=Queries(queries=tuple(queries))
        )
        return parse(reply, Refusals).refused

    async def found(self, query: str, limit: int) -> FoundEvents:
        """Return the ids of all that a search finds, whatever their status; INVALID for a bad query."""
        question = FoundQuestion(query=query, limit=limit)
        return parse(await call(self._channel, "POST", "/internal/events/found", body=question), FoundEvents)

    async def series(self, series_id: str) -> Series:
        """Return a series with its rhythm and what to expect of it."""
        return parse(await call(self._channel, "GET", path("v1", "series", series_id)), Series)

    async def organiser(self, organiser_id: str) -> OrganiserPage:
        """Return an organiser with what they hold."""
        return parse(await call(self._channel, "GET", path("v1", "organisers", organiser_id)), OrganiserPage)

    async def topics(self) -> tuple[Topic, ...]:
        """Return the topic tree with counts of upcoming events."""
        return Items[Topic].model_validate_json((await call(self._channel, "GET", "/v1/topics")).body).items

    async def clashes(self, query: Sequence[tuple[str, str]]) -> Clashes:
        """Return what an event being planned would compete with, asked with the public parameters."""
        return parse(await call(self._channel, "GET", f"/v1/clashes?{urlencode(query)}"), Clashes)

    async def locate(self, near: str) -> Point:
        """Return where `lat,lon` or the name of a place lies; INVALID where no place of the name is known."""
        found = parse(await call(self._channel, "GET", path("internal", "places", near=near)), Located)
        return Point(found.lat, found.lon)

    async def zones(self, places: Sequence[HomePlace]) -> dict[HomePlace, str]:
        """Return the IANA zones of homes; those whose zone nobody knows are left out."""
        zones: dict[HomePlace, str] = {}
        for start in range(0, len(places), MOST_PLACES):
            asked = ZonesAsked(places=tuple(places[start : start + MOST_PLACES]))
            found = parse(await call(self._channel, "POST", "/internal/zones", body=asked), Zones).zones
            zones |= {place: zone for place, zone in zip(asked.places, found, strict=True) if zone}
        return zones

    async def sources(self, *, limit: int = 100, cursor: str | None = None) -> Page[Source]:
        """Return a page of what is watched."""
        reply = await call(self._channel, "GET", path("v1", "sources", limit=limit, cursor=cursor))
        return Page[Source].model_validate_json(reply.body)

    async def source(self, source_id: str) -> Source:
        """Return one source; `AppError` (MISSING) where there is none of the id."""
        return parse(await call(self._channel, "GET", path("v1", "sources", source_id)), Source)

    async def source_report(self, source_id: str) -> SourceReport:
        """Return how a source is dealt with, for its publisher."""
        return parse(
            await call(self._channel, "GET", path("internal", "sources", source_id, "report")), SourceReport
        )

    async def bring_events(self, partner: str, brought: BroughtEvents) -> tuple[str | None, ...]:
        """Keep events that a partner brings; return why each was refused, None where it was taken."""
        target = path("internal", "partners", partner, "events")
        reply = await call(self._channel, "POST", target, body=brought, timeout_s=_BRING_TIMEOUT_S)
        return parse(reply, BroughtOutcome).problems

    async def brought_events(
        self, partner: str, *, after: str, limit: int, external_id: str | None
    ) -> tuple[PartnerEvent, ...]:
        """Return what a partner brought in the order of its ids, each with the event that came of it."""
        target = path(
            "internal", "partners", partner, "events", after=after, limit=limit, external_id=external_id
        )
        return Items[PartnerEvent].model_validate_json((await call(self._channel, "GET", target)).body).items

    async def start_claim(self, person_id: str, source_id: str, new: NewClaim) -> Claim:
        """Begin a person's claim on a source, or return the one that stands."""
        target = path("internal", "claimants", person_id, "sources", source_id, "claims")
        return parse(await call(self._channel, "POST", target, body=new), Claim)

    async def claims(self, person_id: str, source_id: str) -> tuple[Claim, ...]:
        """Return the claims of a person on a source, oldest first."""
        target = path("internal", "claimants", person_id, "sources", source_id, "claims")
        return parse(await call(self._channel, "GET", target), Page[Claim]).items

    async def verify_claim(self, person_id: str, source_id: str, claim_id: str) -> Claim:
        """Look for the proof of a claim now."""
        target = path("internal", "claimants", person_id, "sources", source_id, "claims", claim_id, "verify")
        return parse(await call(self._channel, "POST", target, timeout_s=PREVIEW_TIMEOUT_S), Claim)

    async def claim_letter(self, person_id: str, source_id: str, claim_id: str) -> ClaimLetter:
        """Return the letter of a claim, to send now."""
        target = path("internal", "claimants", person_id, "sources", source_id, "claims", claim_id, "letter")
        return parse(await call(self._channel, "POST", target), ClaimLetter)

    async def confirm_claim(self, token: str) -> ProofOf:
        """Confirm a claim for whoever reads its letter."""
        return parse(await call(self._channel, "POST", path("internal", "claims", token, "confirm")), ProofOf)

    async def refuse_claim(self, token: str) -> None:
        """Refuse a claim for whoever reads its letter."""
        await call(self._channel, "DELETE", path("internal", "claims", token))

    async def drop_claim(self, person_id: str, source_id: str, claim_id: str) -> None:
        """Give up a claim."""
        target = path("internal", "claimants", person_id, "sources", source_id, "claims", claim_id)
        await call(self._channel, "DELETE", target)

    async def source_settings(self, person_id: str, source_id: str) -> SourceSettings:
        """Return what a source's publisher has set; for them alone."""
        target = path("internal", "claimants", person_id, "sources", source_id, "settings")
        return parse(await call(self._channel, "GET", target), SourceSettings)

    async def change_settings(self, person_id: str, source_id: str, change: ChangeSettings) -> SourceSettings:
        """Set how a source is dealt with; for its publisher alone."""
        target = path("internal", "claimants", person_id, "sources", source_id, "settings")
        return parse(await call(self._channel, "PATCH", target, body=change), SourceSettings)

    async def held(self, person_id: str) -> Held:
        """Return everything held of a person, for them to take away."""
        return parse(await call(self._channel, "GET", path("internal", "claimants", person_id, "held")), Held)

    async def forget_claimant(self, person_id: str) -> None:
        """Forget whatever a person claims."""
        await call(self._channel, "DELETE", path("internal", "claimants", person_id))

    async def proof(self, token: str) -> ProofOf:
        """Return what a published proof speaks for."""
        return parse(await call(self._channel, "GET", path("internal", "claims", token)), ProofOf)

    async def preview_source(self, new: NewSource) -> SourcePreview:
        """Look at an address as the feed doctor does."""
        reply = await call(
            self._channel, "POST", "/v1/sources/preview", body=new, timeout_s=PREVIEW_TIMEOUT_S
        )
        return parse(reply, SourcePreview)

    async def add_source(self, new: NewSource) -> Source:
        """Suggest a public feed to watch; the same URL gives the source that stands."""
        return parse(await call(self._channel, "POST", "/v1/sources", body=new), Source)
