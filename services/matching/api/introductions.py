"""Introductions: ask, answer, follow up."""

from typing import Annotated

from fastapi import APIRouter

from services.matching.api.runtime import Open, PersonId
from services.matching.introductions.rules import Taken
from services.matching.recommend.candidates.roster import Gathering
from services.matching.recommend.explain.why import why
from services.matching.runtime import Runtime
from services.matching.store.introductions import ask as asking
from services.matching.store.introductions import steps
from services.matching.store.introductions.rows import missing
from services.matching.store.introductions.told import introductions_of
from shared.contracts.network.introductions import (
    ChangeIntroduction,
    Introduction,
    NewIntroduction,
    Step,
    TakeStep,
)
from shared.contracts.paging import Page
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/people/{person_id}/introductions", tags=["introductions"])
IntroductionId = Annotated[str, id_in_path("int")]


@router.post("", summary="Ask for an introduction")
async def ask(person_id: PersonId, wanted: NewIntroduction, runtime: Open) -> Introduction:
    """Ask somebody who was suggested; where they asked first, both have agreed."""
    await runtime.shelf.person(person_id)
    kept = await asking.ask(runtime.db, person_id, wanted, runtime.clock(), runtime.ids)
    return await _one(runtime, person_id, kept)


@router.get("", summary="Introductions of a person")
async def introductions(person_id: PersonId, runtime: Open) -> Page[Introduction]:
    """Return the newest 200 of the last two years, each as the person may see it."""
    return Page(items=await _seen(runtime, person_id), next=None)


@router.get("/{introduction_id}", summary="An introduction of a person")
async def introduction(person_id: PersonId, introduction_id: IntroductionId, runtime: Open) -> Introduction:
    """Return one as the person may see it."""
    return await _one(runtime, person_id, introduction_id)


@router.patch("/{introduction_id}", summary="Change the words")
async def rewrite(
    person_id: PersonId, introduction_id: IntroductionId, wish: ChangeIntroduction, runtime: Open
) -> Introduction:
    """Change why one would like to meet, while it waits."""
    await steps.rewrite(runtime.db, person_id, introduction_id, wish.message, runtime.clock())
    return await _one(runtime, person_id, introduction_id)


@router.post("/{introduction_id}/{step}", summary="Take a step")
async def step(
    person_id: PersonId, introduction_id: IntroductionId, step: Step, runtime: Open,
    said: TakeStep | None = None,
) -> Introduction:  # fmt: skip
    """Accept, decline, withdraw, or say that one followed up; a step taken again changes nothing."""
    taken = Taken(step, said.reply if said else None)
    await steps.step(runtime.db, person_id, introduction_id, taken, runtime.clock(), runtime.ids)
    return await _one(runtime, person_id, introduction_id)


async def _one(runtime: Runtime, person_id: str, introduction_id: str) -> Introduction:
    found = await _seen(runtime, person_id, introduction_id)
    if not found:
        raise missing()
    return found[0]


async def _seen(runtime: Runtime, person_id: str, only: str | None = None) -> tuple[Introduction, ...]:
    """Return introductions as the person may see them; those that wait with why the two could meet."""
    now = runtime.clock()
    found = await introductions_of(runtime.db, person_id, runtime.kit.labels, now, only)
    return tuple([await _with_reasons(runtime, person_id, one) for one in found])


async def _with_reasons(runtime: Runtime, person_id: str, one: Introduction) -> Introduction:
    if one.state != "waiting":
        return one
    kit, where = runtime.kit, Gathering(one.event_id, one.event_title or "", None, None)
    two = await runtime.shelf.two(person_id, one.person.id, where, runtime.clock())
    reasons = why(person_id, one.person.id, two, kit.parameters)
    return one.model_copy(update={"reasons": reasons})
