"""My saved searches: kept, followed as a calendar or feed, and told of by e-mail."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter

from services.gateway.api.http.ids import foreign_id
from services.gateway.api.http.lists import Asked, listed
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.me.saved_query import canonical
from services.gateway.api.session.signed_in import Me
from services.gateway.runtime import Runtime
from services.gateway.store.searches import saved_searches
from services.gateway.store.searches.news import counts_of
from services.gateway.store.searches.saved_searches import Saved
from shared.contracts.catalogue.saved_searches import ChangeSavedSearch, NewSavedSearch, SavedSearch
from shared.contracts.paging import Page
from shared.kernel.errors import AppError, Kind
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/me/searches", tags=["Following"])
MOST_KNOWN = 2000
"""Of what a search finds when it is saved, so many are known; all of it is no news."""

SearchId = Annotated[str, foreign_id("sav")]


@router.get("", summary="List my saved searches")
async def my_searches(runtime: Parts, me: Me, asked: Asked) -> Page[SavedSearch]:
    """Give every search that I keep, by name, each with the addresses by which programs follow it."""
    kept = await saved_searches.of_person(runtime.db, me.person_id)
    found = await shown_all(runtime, kept, runtime.face.public_url)
    return listed(asked, Page[SavedSearch], found, lambda one: (one.name.lower(), one.id))


@router.post("", status_code=201, responses=problems(409), summary="Save a search")
async def save_search(body: NewSavedSearch, runtime: Parts, me: Me) -> SavedSearch:
    """Keep a search under a name. What it finds now is no news; what comes or changes from now on is.

    I am told of new events, and of those that move, are called off or take place after all, and of calls for
    papers a week before they close.
    """
    return shown(await save(runtime, me.person_id, body), runtime.face.public_url)


@router.get("/{search_id}", summary="Get a saved search")
async def my_search(search_id: SearchId, runtime: Parts, me: Me) -> SavedSearch:
    """Give one of my searches."""
    found = await saved_searches.find(runtime.db, me.person_id, search_id)
    [told] = await shown_all(runtime, [found], runtime.face.public_url)
    return told


@router.patch("/{search_id}", responses=problems(409), summary="Change a saved search")
async def change_search(body: ChangeSavedSearch, search_id: SearchId, runtime: Parts, me: Me) -> SavedSearch:
    """Rename it, ask otherwise, or be told otherwise; the rest stays. Another query begins anew."""
    changed = await change(runtime, me.person_id, search_id, body)
    waiting = await _waiting(runtime, [changed])
    return shown(changed, runtime.face.public_url, waiting[changed.id])


@router.delete("/{search_id}", status_code=204, summary="Delete a saved search")
async def delete_search(search_id: SearchId, runtime: Parts, me: Me) -> None:
    """Forget a search; no alert of it comes any more."""
    await saved_searches.delete(runtime.db, me.person_id, search_id)


async def save(runtime: Runtime, person_id: str, new: NewSavedSearch) -> Saved:
    """Keep a new search of a person."""
    query, now = canonical(new.query), runtime.clock()
    found = await runtime.events.found(query, MOST_KNOWN)
    made = Saved(runtime.ids("sav"), person_id, new.name, query, new.alerts, now, now)
    await saved_searches.add(runtime.db, made, found)
    return made


async def change(runtime: Runtime, person_id: str, search_id: str, wish: ChangeSavedSearch) -> Saved:
    """Change a person's search."""
    held = await saved_searches.find(runtime.db, person_id, search_id)
    query = held.query if wish.query is None else canonical(wish.query)
    # what came while nobody wanted to be told is no news either
    anew = query != held.query or (held.alerts == "none" and wish.alerts not in {None, "none"})
    found = await runtime.events.found(query, MOST_KNOWN) if anew else None
    name, alerts = wish.name or held.name, wish.alerts or held.alerts
    wanted = replace(held, name=name, query=query, alerts=alerts, updated_at=runtime.clock())
    await saved_searches.change(runtime.db, wanted, found, runtime.clock)
    return await saved_searches.find(runtime.db, person_id, search_id)


async def shown_all(runtime: Runtime, kept: Sequence[Saved], public_url: str) -> list[SavedSearch]:
    """Return searches as the API shows them, each with why it can be read no more, if events can be asked."""
    try:
        problems = await runtime.events.refusals([each.query for each in kept]) if kept else ()
    except AppError as error:
        if error.kind not in {Kind.UNAVAILABLE, Kind.MISSING}:  # the release of events before knows no answer
            raise
        problems = (None,) * len(kept)
    waiting = await _waiting(runtime, kept)
    return [
        shown(each, public_url, waiting[each.id]).model_copy(update={"problem": problem})
        for each, problem in zip(kept, problems, strict=True)
    ]


async def _waiting(runtime: Runtime, kept: Sequence[Saved]) -> Counter[str]:
    if not kept:
        return Counter()
    return await counts_of(runtime.db, runtime.house, kept[0].person_id, [each.id for each in kept])


def shown(saved: Saved, public_url: str, waiting: int = 0) -> SavedSearch:
    """Return a search that can be read as the API shows it; of `waiting` events the next alert tells."""
    query = f"?{saved.query}" if saved.query else ""
    at = {form: f"{public_url}/v1/events{form}{query}" for form in ("", ".ics", ".rss", ".json")}
    kept = {name: getattr(saved, name) for name in SavedSearch.model_fields if name in Saved.__slots__}
    return SavedSearch(
        **kept, waiting=waiting, events_url=at[""], calendar_url=at[".ics"], rss_url=at[".rss"],
        json_feed_url=at[".json"],
    )  # fmt: skip
