"""My pages beside my profile, and the public page of a person, to which their own pages link back."""

from typing import Annotated

from fastapi import APIRouter, Response

from services.gateway.api.me.brand import LinkId, brand_of, delete_link, set_links, verify
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.store import own_pages
from services.gateway.web.forms.fields import fit
from shared.contracts.brand import NewLink
from shared.kernel.errors import AppError, Kind
from shared.web.path_ids import id_in_path

router = APIRouter(route_class=PageRoute, include_in_schema=False)
PersonId = Annotated[str, id_in_path("per")]
_SHOWN_ABOVE = frozenset({Kind.INVALID, Kind.PRECONDITION, Kind.LIMITED})


@router.get("/people/{person_id}")
async def public_page(person_id: PersonId, visitor: Visit) -> Response:
    """Show what a person lets everybody see, and which pages are proven to be theirs."""
    card = await visitor.runtime.matching.preview(person_id, "stranger")
    proven = (await own_pages.verified(visitor.runtime.db, [person_id])).get(person_id, frozenset())
    return visitor.show("person.html", card=card, proven=proven)


@router.get("/brand")
async def brand_page(visitor: Visit) -> Response:
    """Show my pages, whether they are proven, and whether they agree with my profile."""
    return await _page(visitor)


@router.post("/brand")
async def add_form(visitor: Visit, form: Form) -> Response:
    """Name a page of mine."""
    detail = "Give the whole address of a page, beginning with https://."
    try:
        new = fit(NewLink, {"url": value(form, "url")}, detail, code="form_invalid")
        await set_links(visitor.runtime, visitor.person_id, add=new.url)
    except AppError as error:
        return await _told(visitor, error)
    return go("/brand")


@router.post("/brand/{link_id}")
async def change_form(link_id: LinkId, visitor: Visit, form: Form) -> Response:
    """Check a page of mine, or name it no more."""
    try:
        if value(form, "do") == "delete" and visitor.me is not None:
            await delete_link(link_id, visitor.runtime, visitor.me)
        else:
            await verify(visitor.runtime, visitor.person_id, link_id)
    except AppError as error:
        return await _told(visitor, error)
    return go("/brand")


async def _told(visitor: Visitor, error: AppError) -> Response:
    if error.kind not in _SHOWN_ABOVE:
        raise error
    return await _page(visitor, error)


async def _page(visitor: Visitor, error: AppError | None = None) -> Response:
    report = await brand_of(visitor.runtime, visitor.person_id)
    return visitor.show_again("brand.html", error, report=report, person_id=visitor.person_id)
