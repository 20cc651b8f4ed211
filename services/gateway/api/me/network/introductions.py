"""Introductions: both must agree, and then each sees the other's address."""

from typing import Annotated

from fastapi import APIRouter

from services.gateway.api.http.lists import Asked, newest
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.me.network.introducing import (
    ask,
    introductions_of,
    rewrite,
    take_step,
    with_address,
)
from services.gateway.api.session.signed_in import Me
from shared.contracts.network.introductions import (
    ChangeIntroduction,
    Introduction,
    NewIntroduction,
    Step,
    TakeStep,
)
from shared.contracts.paging import Page
from shared.web.openapi import problems
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/v1/me/introductions", tags=["Introductions"])
IntroductionId = Annotated[str, id_in_path("int")]


@router.post("", responses=problems(409), summary="Ask for an introduction")
async def ask_introduction(body: NewIntroduction, runtime: Parts, me: Me) -> Introduction:
    """Ask somebody who was suggested to me.

    They get one letter, and it waits for seven days. If they agree, I get one, and each of us sees the
    other's e-mail address; if not, nobody is told. Where they asked me first, we have both agreed.
    """
    return await ask(runtime, me.person_id, body)


@router.get("", summary="List my introductions")
async def my_introductions(runtime: Parts, me: Me, asked: Asked) -> Page[Introduction]:
    """Give those I asked for and those asked of me, the newest first, with when to follow up."""
    found = await introductions_of(runtime, me.person_id)
    return newest(asked, Page[Introduction], found, lambda one: (one.asked_at, one.id))


@router.get("/{introduction_id}", summary="Get an introduction")
async def my_introduction(introduction_id: IntroductionId, runtime: Parts, me: Me) -> Introduction:
    """Give one that I asked for, or that was asked of me."""
    return await with_address(runtime, await runtime.matching.introduction(me.person_id, introduction_id))


@router.patch("/{introduction_id}", responses=problems(409), summary="Change the words of an introduction")
async def change_introduction(
    introduction_id: IntroductionId, body: ChangeIntroduction, runtime: Parts, me: Me
) -> Introduction:
    """Say otherwise why I would like to meet, while what I asked for waits for an answer."""
    return await rewrite(runtime, me.person_id, introduction_id, body)


@router.post("/{introduction_id}/{step}", responses=problems(409), summary="Answer or end an introduction")
async def answer_introduction(
    introduction_id: IntroductionId, step: Step, runtime: Parts, me: Me, body: TakeStep | None = None
) -> Introduction:
    """Accept or decline what was asked of me, withdraw what I asked, or say that I `followed` up.

    With `accept` a `reply` may say when and where it suits me; they read it in the letter of my yes.
    """
    return await take_step(runtime, me.person_id, introduction_id, step, body)
