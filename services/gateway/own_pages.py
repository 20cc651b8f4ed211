"""Looking at a page that a person names as theirs: for the link back, and for what it says of them."""

import asyncio

from services.gateway.accounts import ensure_profile
from services.gateway.brand.page_facts import page_facts
from services.gateway.brand.proof import Look, OwnPage, after_look, links_back, unreadable
from services.gateway.runtime import Runtime
from services.gateway.store import own_pages
from shared.http.guarded import FetchFailed, FetchRefused, Limits, Response

_LIMITS = Limits(max_bytes=512 * 1024, total_s=8, max_redirects=3)


def page_about(runtime: Runtime, person_id: str) -> str:
    """Return the public page of a person, to which their own pages link back."""
    return f"{runtime.face.public_url}/people/{person_id}"


async def pages_of(runtime: Runtime, person_id: str) -> list[OwnPage]:
    """Return a person's pages: the links of their profile, each as last looked at."""
    profile = (await ensure_profile(runtime, person_id)).profile
    return await own_pages.sync(runtime.db, person_id, profile.links, runtime.ids)


async def check(runtime: Runtime, page: OwnPage) -> OwnPage:
    """Look at a page now, and keep what came of it."""
    agent = f"AcquaintBot/1.0 (+{runtime.face.public_url}/about-bot)"
    try:
        answer = await runtime.pages.get(
            page.url, {"accept": "text/html", "user-agent": agent}, limits=_LIMITS
        )
        look = await asyncio.to_thread(_look, page.url, answer, page_about(runtime, page.person_id))
    except (FetchRefused, FetchFailed) as error:
        look = Look(found=False, seen=f"It could not be read: {error}")
    checked = after_look(page, look, runtime.clock())
    await own_pages.save(runtime.db, checked)
    return checked


def _look(asked: str, answer: Response, wanted: str) -> Look:
    why = unreadable(asked, answer.status, answer.url, answer.headers.get("content-type", ""))
    if why is not None:
        return Look(found=False, seen=why)
    try:
        found, seen = links_back(answer.body, wanted)
        return Look(found, seen, page_facts(answer.body))
    except MemoryError:
        return Look(found=False, seen="It is too large to be read.")
