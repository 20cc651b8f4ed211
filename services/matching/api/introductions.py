"""Introductions: ask, answer, follow up."""

from typing import Annotated

from fastapi import APIRouter, Path

from services.matching.api.runtime import Open, PersonId
from services.matching.store import introductions as store
from shared.contracts.introductions import ChangeIntroduction, Introduction, NewIntroduction, Step
from shared.contracts.paging import Page

router = APIRouter(tags=["introductions"])
IntroductionId = Annotated[str, Path(pattern=r"^int_[0-9a-hjkmnp-tv-z]{26}$")]


@router.post("/people/{person_id}/introductions", summary="Ask for an introduction")
async def ask(person_id: PersonId, wanted: NewIntroduction, runtime: Open) -> Introduction:
    """Ask somebody who was suggested; where they asked first, both have agreed."""
    now = runtime.clock()
    await runtime.shelf.person(person_id)
    kept = await store.ask(runtime.db, person_id, wanted, now, runtime.ids)
    return (await store.introductions_of(runtime.db, person_id, runtime.kit.labels, now, kept))[0]


@router.get("/people/{person_id}/introductions", summary="Introductions of a person")
async def introductions(person_id: PersonId, runtime: Open) -> Page[Introduction]:
    """Return the newest 200 of the last two years, each as the person may see it."""
    found = await store.introductions_of(runtime.db, person_id, runtime.kit.labels, runtime.clock())
    return Page(items=found, next=None)


@router.patch("/people/{person_id}/introductions/{introduction_id}", summary="Change the words")
async def rewrite(
    person_id: PersonId, introduction_id: IntroductionId, wish: ChangeIntroduction, runtime: Open
) -> Introduction:
    """Change why one would like to meet, while it waits."""
    now = runtime.clock()
    await store.rewrite(runtime.db, person_id, introduction_id, wish.message, now)
    return (await store.introductions_of(runtime.db, person_id, runtime.kit.labels, now, introduction_id))[0]


@router.post("/people/{person_id}/introductions/{introduction_id}/{step}", summary="Take a step")
async def step(
    person_id: PersonId, introduction_id: IntroductionId, step: Step, runtime: Open
) -> Introduction:
    """Accept, decline, withdraw, or say that one followed up; a step taken again changes nothing."""
    now = runtime.clock()
    await store.step(runtime.db, person_id, introduction_id, step, now, runtime.ids)
    return (await store.introductions_of(runtime.db, person_id, runtime.kit.labels, now, introduction_id))[0]
