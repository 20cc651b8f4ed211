"""Introductions: both must agree, and then each sees the other's address."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.open_parts import Parts
from services.gateway.api.signed_in import Me
from services.gateway.runtime import Runtime
from services.gateway.store.accounts import email_of
from shared.contracts.introductions import Introduction, NewIntroduction, Step
from shared.contracts.paging import Page
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/me/introductions", tags=["Introductions"])
IntroductionId = Annotated[
    str, Path(pattern=r"^int_[0-9a-hjkmnp-tv-z]{26}$", examples=["int_01jd3c9m8q7v0w1x2y3z4a5b6c"])
]


@router.post("", responses=problems(409), summary="Ask for an introduction")
async def ask_introduction(body: NewIntroduction, runtime: Parts, me: Me) -> Introduction:
    """Ask somebody who was suggested to me.

    It waits for seven days. If they agree, each of us sees the other's e-mail address; if not, nobody is
    told. Where they asked me first, we have both agreed.
    """
    await ensure_profile(runtime, me.person_id)
    return await with_address(runtime, await runtime.matching.ask_introduction(me.person_id, body))


@router.get("", summary="List my introductions")
async def my_introductions(runtime: Parts, me: Me, response: Response) -> Page[Introduction]:
    """Give those I asked for and those asked of me, the newest first, with when to follow up."""
    response.headers["Cache-Control"] = "private, no-cache"
    return Page(items=await introductions_of(runtime, me.person_id), next=None)


@router.post("/{introduction_id}/{step}", responses=problems(409), summary="Answer or end an introduction")
async def answer_introduction(
    introduction_id: IntroductionId, step: Step, runtime: Parts, me: Me
) -> Introduction:
    """Accept or decline what was asked of me, withdraw what I asked, or say that I `followed` up."""
    return await with_address(
        runtime, await runtime.matching.step_introduction(me.person_id, introduction_id, step)
    )


async def introductions_of(runtime: Runtime, person_id: str) -> tuple[Introduction, ...]:
    """Return a person's introductions, those both agreed to with the other's address."""
    found = await runtime.matching.introductions(person_id)
    return tuple([await with_address(runtime, one) for one in found])


async def with_address(runtime: Runtime, one: Introduction) -> Introduction:
    """Add the other's address where both agreed: only the gateway knows it."""
    if one.accepted_at is None:
        return one
    return one.model_copy(update={"email": await email_of(runtime.db, one.person.id)})
