"""Which of some events the saved searches find: for whoever tells people of changes."""

from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter
from pydantic import ValidationError

from services.events.api.params import to_followed
from services.events.api.runtime import Events
from services.events.opened import Opened
from services.events.search.query import Search
from services.events.store.search.matching import found_among, found_by
from shared.contracts.catalogue.event_query import EventFilter
from shared.contracts.catalogue.lists import (
    FoundEvents,
    FoundQuestion,
    Matches,
    MatchQuestion,
    Queries,
    Refusals,
)
from shared.contracts.events import EventStatus
from shared.kernel.errors import AppError, FieldError, Kind
from shared.web.problems import said

router = APIRouter(prefix="/internal", tags=["matching"])
_SEVERAL = frozenset({"topic", "kind", "status"})


@router.post("/events/matches", summary="Which of some events some searches find")
async def match_events(runtime: Events, question: MatchQuestion) -> Matches:
    """Ask each search about the events alone. A search that names no status finds cancelled ones as well."""
    searches = [search_of(query, runtime) for query in question.queries]
    return Matches(found=await found_among(runtime.db, question.event_ids, searches))


@router.post("/events/refusals", summary="Which of some searches make no sense any more, and why")
async def refuse_searches(runtime: Events, asked: Queries) -> Refusals:
    """Read each search as `matches` does, without asking it: a place or a topic may be known no more."""
    return Refusals(refused=tuple(_refusal(query, runtime) for query in asked.queries))


@router.post("/events/found", summary="The ids of all that a search finds")
async def find_ids(runtime: Events, question: FoundQuestion) -> FoundEvents:
    """Give ids alone, cancelled ones as well where the search names no status; 422 for a bad query."""
    return await found_by(runtime.db, _search(question.query, runtime), question.limit)


def search_of(query: str, runtime: Opened) -> Search | None:
    """Read the query string of a search; None where it makes no sense, as when a topic is no more."""
    try:
        return _search(query, runtime)
    except AppError:
        return None


def _refusal(query: str, runtime: Opened) -> str | None:
    try:
        _search(query, runtime)
    except AppError as error:
        return error.detail
    return None


def _search(query: str, runtime: Opened) -> Search:
    try:
        read = EventFilter.model_validate(_fields(query))
    except ValidationError as error:
        told = tuple(FieldError(f"/query/{item['loc'][0]}", said(item)) for item in error.errors())
        words = "; ".join(f"`{each.pointer.rpartition('/')[2]}`: {each.detail}" for each in told)
        detail = f"Parameters that cannot be taken: {words}."
        raise AppError("bad_query", Kind.INVALID, detail, errors=told) from error
    except ValueError as error:
        raise AppError("bad_query", Kind.INVALID, "This query has too many parameters.") from error
    chosen = read if read.status else read.model_copy(update={"status": tuple(EventStatus)})
    return to_followed(chosen, runtime)


def _fields(query: str) -> dict[str, Any]:
    given = parse_qs(query, max_num_fields=100)
    return {name: values if name in _SEVERAL else values[-1] for name, values in given.items()}
