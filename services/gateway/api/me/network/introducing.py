"""Asking for an introduction and answering it, by API or page; letters follow from the stream."""

from services.gateway.accounts import ensure_profile
from services.gateway.api.me.proven import proven_cards
from services.gateway.keeping import recognise
from services.gateway.runtime import Runtime
from services.gateway.store.auth.accounts import email_of
from shared.contracts.network.introductions import (
    ChangeIntroduction,
    Introduction,
    NewIntroduction,
    Step,
    TakeStep,
)


async def ask(runtime: Runtime, person_id: str, wanted: NewIntroduction) -> Introduction:
    """Ask for an introduction; where they asked first, both have agreed."""
    await ensure_profile(runtime, person_id)
    found = await runtime.matching.ask_introduction(person_id, wanted)
    return await _introduced(runtime, person_id, found)


async def take_step(
    runtime: Runtime, person_id: str, introduction_id: str, step: Step, said: TakeStep | None
) -> Introduction:
    """Take a step of one's own."""
    found = await runtime.matching.step_introduction(person_id, introduction_id, step, said)
    return await _introduced(runtime, person_id, found)


async def rewrite(
    runtime: Runtime, person_id: str, introduction_id: str, wish: ChangeIntroduction
) -> Introduction:
    """Change the words of what waits; no second letter is written for it."""
    found = await runtime.matching.rewrite_introduction(person_id, introduction_id, wish)
    return await with_address(runtime, found)


async def introductions_of(runtime: Runtime, person_id: str) -> tuple[Introduction, ...]:
    """Return a person's introductions, those both agreed to with the other's address."""
    found = await runtime.matching.introductions(person_id)
    return tuple([await with_address(runtime, one) for one in found])


async def with_address(runtime: Runtime, one: Introduction) -> Introduction:
    """Add which links are proven, and the address where both agreed: only the gateway knows them."""
    [card] = await proven_cards(runtime, [one.person])
    email = await email_of(runtime.db, card.id) if one.accepted_at else None
    return one.model_copy(update={"person": card, "email": email})


async def _introduced(runtime: Runtime, person_id: str, one: Introduction) -> Introduction:
    if one.accepted_at:
        await recognise(runtime, person_id, one.person.id)
    return await with_address(runtime, one)
