"""Pairs in doubt, sources at the door, and what persons say. Internal: whoever calls has checked who may."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.events.api.runtime import Events
from services.events.api.sources import SourceId, to_answer
from services.events.ingest.ports import Judgement
from services.events.store.ingest.encoding import listing_from_json
from services.events.store.ingest.listings import events_of
from services.events.store.ingest.organisers import say_of
from services.events.store.ingest.verdicts import doubts
from services.events.store.sources.sources import admit, find_source, held_sources
from shared.contracts.paging import Page
from shared.contracts.sources.verdicts import (
    Doubt,
    DoubtListing,
    NewOrganiserVerdict,
    NewVerdict,
    OrganiserVerdictDone,
    VerdictDone,
)
from shared.contracts.sources.watched import Admission, Source
from shared.db import Record
from shared.kernel.errors import AppError, Kind

router = APIRouter(prefix="/internal", tags=["judging"])


@router.get("/doubts", summary="Pairs for a person to decide")
async def list_doubts(runtime: Events, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> Page[Doubt]:
    """The likeliest first. A verdict on a pair takes it off the list."""
    return Page(items=tuple(map(to_doubt, await doubts(runtime.db, limit))), next=None)


@router.post("/verdicts", summary="Say whether two listings tell of one event")
async def post_verdict(runtime: Events, verdict: NewVerdict) -> VerdictDone:
    """Kept until taken back, and followed at once: events merge or part, and former ids redirect."""
    one, other = verdict.listing_ids
    return await followed(runtime, Judgement(one, other, verdict.same, verdict.said_by))


async def followed(runtime: Events, judgement: Judgement) -> VerdictDone:
    """Keep and follow what is said of a pair; tell what came of it."""
    done = await runtime.judge(judgement)
    one, other = judgement.one, judgement.other
    event_of = await events_of(runtime.db, (one, other))
    ids = (event_of[one], event_of[other]) if {one, other} <= event_of.keys() else ()
    return VerdictDone(created=done.created, updated=done.updated, merged=done.merged, event_ids=ids)


@router.post("/organiser-verdicts", summary="Say whether two organisers are one")
async def post_organiser_verdict(runtime: Events, verdict: NewOrganiserVerdict) -> OrganiserVerdictDone:
    """Kept until taken back, and followed at once: they are found together, or each alone."""
    one, other = verdict.organiser_ids
    if one == other:
        raise AppError("one_organiser", Kind.INVALID, "Name two organisers; these are one and the same id.")
    async with runtime.db.transaction() as conn:
        are_one = await say_of(
            conn, one, other, same=verdict.same, said_by=verdict.said_by, now=runtime.clock()
        )
    if are_one is None:
        detail = "No organisers of these ids are known; /v1/organisers/{id} names them under `also`."
        raise AppError("organiser_missing", Kind.MISSING, detail)
    return OrganiserVerdictDone(are_one=are_one)


@router.get("/held-sources", summary="Suggested sources that wait for a decision")
async def list_held(runtime: Events, limit: Annotated[int, Query(ge=1, le=100)] = 50) -> Page[Source]:
    """Those of which most is no event to meet at; what they hold stands in the report of each."""
    return Page(items=tuple(to_answer(it) for it in await held_sources(runtime.db, limit)), next=None)


@router.post("/sources/{source_id}/admission", summary="Let a suggested source in, or refuse it")
async def post_admission(runtime: Events, source_id: SourceId, said: Admission) -> Source:
    """Kept until said otherwise. What is let in is read soon; what a refused one brought is not shown."""
    known = await admit(runtime.db, source_id, runtime.clock(), admitted=said.admitted)
    source = await find_source(runtime.db, source_id) if known else None
    if source is None:
        raise AppError("source_missing", Kind.MISSING, "No source of this id was suggested; see /v1/sources.")
    return to_answer(source)


def to_doubt(row: Record) -> Doubt:
    """Return a pair as it is told."""
    return Doubt(
        listings=(_listing(row, "one"), _listing(row, "other")),
        probability=round(row["probability"], 4),
        because=row["reason"],
    )


def _listing(row: Record, side: str) -> DoubtListing:
    listing = listing_from_json(row[f"{side}_doc"])
    return DoubtListing(
        listing_id=row[side],
        event_id=row[f"{side}_event"],
        source_id=row[f"{side}_source"],
        title=listing.title,
        starts_at=listing.starts.to_moment(),
        city=listing.place.city if listing.place else None,
        url=listing.url,
        venue=listing.place.venue if listing.place else None,
        source_title=row[f"{side}_title"],
    )
