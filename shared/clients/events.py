"""The events service, typed. Lists that the gateway only passes on come back as bytes."""

from collections.abc import Sequence
from urllib.parse import urlencode

from shared.clients.call import Client, Items, Model, parse, path
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
from shared.kernel.geo import Point

_MOST_IDS = 500
_MOST_QUERIES, _MATCH_TIMEOUT_S = 200, 30.0
PREVIEW_TIMEOUT_S = 50.0
_BRING_TIMEOUT_S = 30.0
"""A fetch of some host, and a reading behind others."""


class EventsClient(Client):
    """Every operation of the events service; each raises the `AppError` that the service answered."""

    async def search(self, query: Sequence[tuple[str, str]] = ()) -> EventPage:
        """Search with the public parameters, as name and value pairs (a name may repeat)."""
        return await self._ask(EventPage, "GET", f"/v1/events?{urlencode(query)}")

    async def event(self, event_id: str) -> Event:
        """Return one event; an id that was merged is followed to the event it now is."""
        return await self._of_event(Event, event_id)

    async def event_linked_data(self, event_id: str) -> bytes:
        """Return one event as schema.org JSON-LD."""
        where = path("v1", "events", event_id)
        return (await self._call("GET", where, headers={"accept": "application/ld+json"})).body

    async def event_sources(self, event_id: str) -> EventSources:
        """Return the listings behind an event and which field came from where."""
        return await self._of_event(EventSources, event_id, "sources")

    async def event_changes(self, event_id: str) -> tuple[Change, ...]:
        """Return what an event was before its last changes, newest first."""
        return (await self._of_event(EventChanges, event_id, "changes")).changes

    async def _of_event(self, model: type[Model], event_id: str, *part: str) -> Model:
        """Return an event, or a part of it; an id that was merged is followed to the event it now is."""
        reply = await self._call("GET", path("v1", "events", event_id, *part))
        moved = reply.headers.get("location")
        return parse(await self._call("GET", moved) if moved else reply, model)

    async def doubts(self, limit: int) -> tuple[Doubt, ...]:
        """Return the likeliest pairs of listings that a person may settle."""
        return await self._all(Doubt, "GET", path("internal", "doubts", limit=limit))

    async def judge(self, verdict: NewVerdict) -> VerdictDone:
        """Keep and follow what a person says of a pair."""
        return await self._ask(VerdictDone, "POST", "/internal/verdicts", verdict)

    async def own_doubts(self, person_id: str, source_id: str, limit: int) -> tuple[Doubt, ...]:
        """Return the likeliest pairs of a source, for its publisher alone."""
        return await self._all(Doubt, "GET", _mine(person_id, source_id, "doubts", limit=limit))

    async def judge_own(self, person_id: str, source_id: str, verdict: PairVerdict) -> VerdictDone:
        """Keep and follow what the publisher of a source says of a pair."""
        return await self._ask(VerdictDone, "POST", _mine(person_id, source_id, "verdicts"), verdict)

    async def judge_organisers(self, verdict: NewOrganiserVerdict) -> OrganiserVerdictDone:
        """Keep and follow what a person says of two organisers."""
        return await self._ask(OrganiserVerdictDone, "POST", "/internal/organiser-verdicts", verdict)

    async def held_sources(self) -> tuple[Source, ...]:
        """Return the suggested sources that wait for whoever runs this."""
        return await self._all(Source, "GET", path("internal", "held-sources"))

    async def admit(self, source_id: str, said: Admission) -> Source:
        """Let a suggested source in, refuse it, or take back what was said."""
        return await self._ask(Source, "POST", path("internal", "sources", source_id, "admission"), said)

    async def batch(self, event_ids: Sequence[str]) -> dict[str, Event]:
        """Return events by their present id; unknown ids are left out."""
        events: dict[str, Event] = {}
        for start in range(0, len(event_ids), _MOST_IDS):
            ids = EventIds(ids=tuple(event_ids[start : start + _MOST_IDS]))
            found = await self._ask(Items[Event], "POST", "/internal/events/batch", ids)
            events.update((event.id, event) for event in found.items)
        return events

    async def changes(self, *, after: str | None, limit: int) -> ChangePage:
        """Return a stretch of the change log with each event as it is now; GONE when `after` is too old."""
        target = path("v1", "changes", after=after, limit=limit, include="event")
        return await self._ask(ChangePage, "GET", target)

    async def matches(
        self, event_ids: Sequence[str], queries: Sequence[str]
    ) -> tuple[tuple[str, ...] | None, ...]:
        """Return which of up to 500 events each search finds, whatever their status; None: no such search."""
        found: list[tuple[str, ...] | None] = []
        for start in range(0, len(queries), _MOST_QUERIES):
            some = tuple(queries[start : start + _MOST_QUERIES])
            asked = MatchQuestion(event_ids=tuple(event_ids), queries=some)
            target = "/internal/events/matches"
            found += (await self._ask(Matches, "POST", target, asked, timeout_s=_MATCH_TIMEOUT_S)).found
        return tuple(found)

    async def refusals(self, queries: Sequence[str]) -> tuple[str | None, ...]:
        """Return why each of up to 200 searches can be read no more, None where it can."""
        asked = Queries(queries=tuple(queries))
        return (await self._ask(Refusals, "POST", "/internal/events/refusals", asked)).refused

    async def found(self, query: str, limit: int) -> FoundEvents:
        """Return the ids of all that a search finds, whatever their status; INVALID for a bad query."""
        question = FoundQuestion(query=query, limit=limit)
        return await self._ask(FoundEvents, "POST", "/internal/events/found", question)

    async def series(self, series_id: str) -> Series:
        """Return a series with its rhythm and what to expect of it."""
        return await self._ask(Series, "GET", path("v1", "series", series_id))

    async def organiser(self, organiser_id: str) -> OrganiserPage:
        """Return an organiser with what they hold."""
        return await self._ask(OrganiserPage, "GET", path("v1", "organisers", organiser_id))

    async def topics(self) -> tuple[Topic, ...]:
        """Return the topic tree with counts of upcoming events."""
        return await self._all(Topic, "GET", "/v1/topics")

    async def clashes(self, query: Sequence[tuple[str, str]]) -> Clashes:
        """Return what an event being planned would compete with, asked with the public parameters."""
        return await self._ask(Clashes, "GET", f"/v1/clashes?{urlencode(query)}")

    async def locate(self, near: str) -> Point:
        """Return where `lat,lon` or the name of a place lies; INVALID where no place of the name is known."""
        found = await self._ask(Located, "GET", path("internal", "places", near=near))
        return Point(found.lat, found.lon)

    async def zones(self, places: Sequence[HomePlace]) -> dict[HomePlace, str]:
        """Return the IANA zones of homes; those whose zone nobody knows are left out."""
        zones: dict[HomePlace, str] = {}
        for start in range(0, len(places), MOST_PLACES):
            asked = ZonesAsked(places=tuple(places[start : start + MOST_PLACES]))
            found = (await self._ask(Zones, "POST", "/internal/zones", asked)).zones
            zones |= {place: zone for place, zone in zip(asked.places, found, strict=True) if zone}
        return zones

    async def sources(self, *, limit: int = 100, cursor: str | None = None) -> Page[Source]:
        """Return a page of what is watched."""
        return await self._ask(Page[Source], "GET", path("v1", "sources", limit=limit, cursor=cursor))

    async def source(self, source_id: str) -> Source:
        """Return one source; `AppError` (MISSING) where there is none of the id."""
        return await self._ask(Source, "GET", path("v1", "sources", source_id))

    async def source_report(self, source_id: str) -> SourceReport:
        """Return how a source is dealt with, for its publisher."""
        return await self._ask(SourceReport, "GET", path("internal", "sources", source_id, "report"))

    async def bring_events(self, partner: str, brought: BroughtEvents) -> tuple[str | None, ...]:
        """Keep events that a partner brings; return why each was refused, None where it was taken."""
        target = path("internal", "partners", partner, "events")
        return (await self._ask(BroughtOutcome, "POST", target, brought, timeout_s=_BRING_TIMEOUT_S)).problems

    async def brought_events(
        self, partner: str, *, after: str, limit: int, external_id: str | None
    ) -> tuple[PartnerEvent, ...]:
        """Return what a partner brought in the order of its ids, each with the event that came of it."""
        target = path(
            "internal", "partners", partner, "events", after=after, limit=limit, external_id=external_id
        )
        return await self._all(PartnerEvent, "GET", target)

    async def start_claim(self, person_id: str, source_id: str, new: NewClaim) -> Claim:
        """Begin a person's claim on a source, or return the one that stands."""
        return await self._ask(Claim, "POST", _mine(person_id, source_id, "claims"), new)

    async def claims(self, person_id: str, source_id: str) -> tuple[Claim, ...]:
        """Return the claims of a person on a source, oldest first."""
        return await self._all(Claim, "GET", _mine(person_id, source_id, "claims"))

    async def verify_claim(self, person_id: str, source_id: str, claim_id: str) -> Claim:
        """Look for the proof of a claim now."""
        target = _mine(person_id, source_id, "claims", claim_id, "verify")
        return await self._ask(Claim, "POST", target, timeout_s=PREVIEW_TIMEOUT_S)

    async def claim_letter(self, person_id: str, source_id: str, claim_id: str) -> ClaimLetter:
        """Return the letter of a claim, to send now."""
        return await self._ask(ClaimLetter, "POST", _mine(person_id, source_id, "claims", claim_id, "letter"))

    async def confirm_claim(self, token: str) -> ProofOf:
        """Confirm a claim for whoever reads its letter."""
        return await self._ask(ProofOf, "POST", path("internal", "claims", token, "confirm"))

    async def refuse_claim(self, token: str) -> None:
        """Refuse a claim for whoever reads its letter."""
        await self._call("DELETE", path("internal", "claims", token))

    async def drop_claim(self, person_id: str, source_id: str, claim_id: str) -> None:
        """Give up a claim."""
        await self._call("DELETE", _mine(person_id, source_id, "claims", claim_id))

    async def source_settings(self, person_id: str, source_id: str) -> SourceSettings:
        """Return what a source's publisher has set; for them alone."""
        return await self._ask(SourceSettings, "GET", _mine(person_id, source_id, "settings"))

    async def change_settings(self, person_id: str, source_id: str, change: ChangeSettings) -> SourceSettings:
        """Set how a source is dealt with; for its publisher alone."""
        return await self._ask(SourceSettings, "PATCH", _mine(person_id, source_id, "settings"), change)

    async def held(self, person_id: str) -> Held:
        """Return everything held of a person, for them to take away."""
        return await self._ask(Held, "GET", path("internal", "claimants", person_id, "held"))

    async def forget_claimant(self, person_id: str) -> None:
        """Forget whatever a person claims."""
        await self._call("DELETE", path("internal", "claimants", person_id))

    async def proof(self, token: str) -> ProofOf:
        """Return what a published proof speaks for."""
        return await self._ask(ProofOf, "GET", path("internal", "claims", token))

    async def preview_source(self, new: NewSource) -> SourcePreview:
        """Look at an address as the feed doctor does."""
        return await self._ask(SourcePreview, "POST", "/v1/sources/preview", new, timeout_s=PREVIEW_TIMEOUT_S)

    async def add_source(self, new: NewSource) -> Source:
        """Suggest a public feed to watch; the same URL gives the source that stands."""
        return await self._ask(Source, "POST", "/v1/sources", new)


def _mine(person_id: str, source_id: str, *rest: str, limit: int | None = None) -> str:
    """Return where a person speaks for a source."""
    return path("internal", "claimants", person_id, "sources", source_id, *rest, limit=limit)
