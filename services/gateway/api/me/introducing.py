"""Asking for an introduction and answering it, by API or page: the step, then the letter it is cause for."""

from services.gateway.accounts import ensure_profile
from services.gateway.api.me.proven import proven_cards
from services.gateway.digest.decide import House
from services.gateway.digest.unsubscribe import INTRODUCTIONS_LIST
from services.gateway.introductions import letter
from services.gateway.runtime import Runtime
from services.gateway.store.accounts import email_of
from services.gateway.store.notices import queue_notice
from shared.contracts.introductions import ChangeIntroduction, Introduction, NewIntroduction, Step


async def ask(runtime: Runtime, person_id: str, wanted: NewIntroduction) -> Introduction:
    """Ask for an introduction and write to who is asked; where they asked first, to them that both agreed."""
    await ensure_profile(runtime, person_id)
    made = await with_address(runtime, await runtime.matching.ask_introduction(person_id, wanted))
    await _tell(runtime, made)
    return made


async def take_step(runtime: Runtime, person_id: str, introduction_id: str, step: Step) -> Introduction:
    """Take a step; who asked is written to once the other agrees, and of nothing else."""
    found = await runtime.matching.step_introduction(person_id, introduction_id, step)
    taken = await with_address(runtime, found)
    if step == "accept":
        await _tell(runtime, taken)
    return taken


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


async def _tell(runtime: Runtime, mine: Introduction) -> None:
    """Write to the other what they see of it, which may be nothing: then there is no letter."""
    reader_id = mine.person.id
    found = await introductions_of(runtime, reader_id)
    theirs = next((one for one in found if one.id == mine.id), None)
    if theirs is None:
        return
    house = House(runtime.face.public_url, runtime.sender, runtime.key)
    if theirs.state == "waiting" and not theirs.by_me:
        await queue_notice(runtime, reader_id, INTRODUCTIONS_LIST, letter.asked(theirs, reader_id, house))
    if theirs.state == "accepted" and theirs.by_me:
        await queue_notice(runtime, reader_id, INTRODUCTIONS_LIST, letter.agreed(theirs, reader_id, house))
