"""Pairs of listings of which a publisher may say whether they tell of one event."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.events.api.judging import followed, to_doubt
from services.events.api.publishers import OF_SOURCE, PersonId, as_publisher
from services.events.api.runtime import Events
from services.events.api.sources import SourceId
from services.events.ingest.ports import Judgement
from services.events.sources.publisher.pairs import check_pair
from services.events.store.ingest.verdicts import doubts_of, held_pair
from shared.contracts.paging import Page
from shared.contracts.sources.verdicts import Doubt, PairVerdict, VerdictDone
from shared.kernel.errors import AppError, Kind

router = APIRouter(prefix="/internal", tags=["publishers"])


@router.get(f"{OF_SOURCE}/doubts", summary="Pairs in doubt of a source, for its publisher")
async def own_doubts(
    runtime: Events,
    person_id: PersonId,
    source_id: SourceId,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Page[Doubt]:
    """The likeliest first: pairs of which one listing or both are of the source."""
    await as_publisher(runtime, person_id, source_id)
    rows = await doubts_of(runtime.db, source_id, limit)
    return Page(items=tuple(map(to_doubt, rows)), next=None)


@router.post(f"{OF_SOURCE}/verdicts", summary="Say of a listing of one's source what it is")
async def own_verdict(
    runtime: Events, person_id: PersonId, source_id: SourceId, verdict: PairVerdict
) -> VerdictDone:
    """Kept until taken back, and followed at once, as what those who run this say."""
    await as_publisher(runtime, person_id, source_id)
    one, other = verdict.listing_ids
    pair = await held_pair(runtime.db, one, other)
    if pair is None:
        raise AppError("listing_missing", Kind.MISSING, "There is no listing with one of these ids.")
    check_pair(pair, source_id, person_id, same=verdict.same)
    return await followed(runtime, Judgement(one, other, verdict.same, person_id))
