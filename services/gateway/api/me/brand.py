"""Pages of mine: named, proven by a link back, and held beside my profile."""

from typing import Annotated

from fastapi import APIRouter

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.lists import Asked, listed
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.me.profile import merged_profile
from services.gateway.api.session.signed_in import Me
from services.gateway.brand.proof import OwnPage, state_of
from services.gateway.brand.report import consistency, field_reports, to_do
from services.gateway.own_pages import check, page_about, pages_of
from services.gateway.runtime import Runtime
from services.gateway.store import own_pages
from shared.contracts.brand import BrandReport, NewLink, ProfileLink
from shared.contracts.paging import Page
from shared.web.openapi import problems
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/v1/me", tags=["My pages"])
LinkId = Annotated[str, id_in_path("lnk")]


@router.get("/links", summary="List my pages")
async def my_links(runtime: Parts, me: Me, asked: Asked) -> Page[ProfileLink]:
    """Give the links of my profile, each with whether it is proven to be mine, and what to put on it."""
    found = [shown(runtime, page) for page in await pages_of(runtime, me.person_id)]
    return listed(asked, Page[ProfileLink], found, lambda one: (one.id,))


@router.post("/links", status_code=201, responses=problems(412), summary="Name a page of mine")
async def add_link(body: NewLink, runtime: Parts, me: Me) -> ProfileLink:
    """Add a link to my profile; one that is there already stays."""
    await set_links(runtime, me.person_id, add=body.url)
    found = await pages_of(runtime, me.person_id)
    return shown(runtime, next(page for page in found if page.url == body.url))


@router.post("/links/{link_id}/verify", responses=problems(429), summary="Check that a page is mine")
async def verify_link(link_id: LinkId, runtime: Parts, me: Me) -> ProfileLink:
    """Look for the link back with rel=me now, and read what the page says of me.

    The page counts as mine while the link is there; it is looked for again each month, and may be missing
    for fourteen days.
    """
    return shown(runtime, await verify(runtime, me.person_id, link_id))


@router.delete("/links/{link_id}", status_code=204, responses=problems(412), summary="Name a page no more")
async def delete_link(link_id: LinkId, runtime: Parts, me: Me) -> None:
    """Take a link out of my profile, and forget what the page said."""
    page = await own_pages.find(runtime.db, me.person_id, link_id)
    await set_links(runtime, me.person_id, drop=page.url)
    await own_pages.forget(runtime.db, page.id)


@router.get("/brand", summary="See whether my pages and my profile agree")
async def my_brand(runtime: Parts, me: Me) -> BrandReport:
    """Give, field by field, what each page said when it was last checked, and what to put right."""
    return await brand_of(runtime, me.person_id)


async def verify(runtime: Runtime, person_id: str, link_id: str) -> OwnPage:
    """Check one of a person's pages, a few times an hour."""
    page = await own_pages.find(runtime.db, person_id, link_id)
    runtime.link_checks.take(person_id, runtime.clock())
    return await check(runtime, page)


async def brand_of(runtime: Runtime, person_id: str) -> BrandReport:
    """Return a person's pages beside their profile."""
    profile = (await ensure_profile(runtime, person_id)).profile
    pages = await pages_of(runtime, person_id)
    fields = field_reports(profile, pages)
    steps = to_do(profile, pages, fields)
    return BrandReport(
        links=tuple(shown(runtime, page) for page in pages),
        fields=fields,
        consistency=consistency(fields),
        to_do=tuple(step.text for step in steps),
        steps=steps,
    )


async def set_links(
    runtime: Runtime, person_id: str, *, add: str | None = None, drop: str | None = None
) -> None:
    """Change the links of a profile over the version that was read."""
    held = await ensure_profile(runtime, person_id)
    links = [url for url in (*held.profile.links, *([add] if add else [])) if url != drop]
    wanted = merged_profile(held.profile, {"links": list(dict.fromkeys(links))})
    await runtime.matching.put_person(person_id, wanted, if_version=held.version)


def shown(runtime: Runtime, page: OwnPage) -> ProfileLink:
    """Return a page as the API shows it."""
    return ProfileLink(
        id=page.id, url=page.url, state=state_of(page), verified_at=page.verified_at,
        checked_at=page.checked_at, seen=page.seen,
        to_publish=f'<a rel="me" href="{page_about(runtime, page.person_id)}">Acquaint</a>',
    )  # fmt: skip
