"""My saved searches as a page: see, rename, be told otherwise, delete; saving one from where it was made."""

from fastapi import APIRouter, Response

from services.gateway.api.me.searches import SearchId, change, save, shown_all
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.letters.unsubscribe import ALERTS_LIST
from services.gateway.store.letters.opting import opt_in
from services.gateway.store.letters.suppressions import is_stopped
from services.gateway.store.searches import saved_searches
from services.gateway.web.forms.saved import read_change, read_new
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_SHOWN_ABOVE = frozenset({Kind.INVALID, Kind.CONFLICT, Kind.UNAVAILABLE})


@router.get("/searches")
async def searches_page(visitor: Visit, saved: str = "") -> Response:
    """Show my searches."""
    return await _page(visitor, saved=saved == "yes")


@router.post("/searches")
async def save_form(visitor: Visit, form: Form) -> Response:
    """Save the search that a page of results shows."""
    try:
        await save(visitor.runtime, visitor.person_id, read_new(form))
    except AppError as error:
        return await _tell(visitor, error)
    return go("/searches?saved=yes")


@router.post("/searches/alerts")
async def alerts_form(visitor: Visit, form: Form) -> Response:
    """Take alerts up again after all of them were stopped."""
    del form
    runtime = visitor.runtime
    await opt_in(runtime.db, runtime.key, visitor.person_id, runtime.clock(), ALERTS_LIST)
    return go("/searches?saved=yes")


@router.post("/searches/{search_id}")
async def change_form(search_id: SearchId, visitor: Visit, form: Form) -> Response:
    """Rename a search, set its alerts, or delete it."""
    if value(form, "do") == "delete":
        await saved_searches.delete(visitor.runtime.db, visitor.person_id, search_id)
        return go("/searches")
    try:
        await change(visitor.runtime, visitor.person_id, search_id, read_change(form))
    except AppError as error:
        return await _tell(visitor, error)
    return go("/searches?saved=yes")


async def _page(visitor: Visitor, *, saved: bool = False, error: AppError | None = None) -> Response:
    runtime, person_id = visitor.runtime, visitor.person_id
    kept = await saved_searches.of_person(runtime.db, person_id)
    return visitor.show_again(
        "searches.html",
        error,
        searches=await shown_all(runtime, kept, ""),
        stopped=await is_stopped(runtime.db, runtime.key, person_id, ALERTS_LIST),
        saved=saved,
    )


async def _tell(visitor: Visitor, error: AppError) -> Response:
    if error.kind not in _SHOWN_ABOVE:
        raise error
    return await _page(visitor, error=error)
