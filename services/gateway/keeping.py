"""Keeping contacts, and knowing them again: only the gateway knows whose account an address is."""

from collections.abc import Sequence

from services.gateway.runtime import Runtime
from services.gateway.store.auth.accounts import emails_of, people_of
from shared.contracts.network.contacts import Contact, ContactOutcome, Contacts, Recognised


async def keep(
    runtime: Runtime, person_id: str, contacts: Sequence[Contact], *, dry_run: bool
) -> tuple[ContactOutcome, ...]:
    """Keep at most `MOST_AT_ONCE`; return what became of each."""
    people = await people_of(runtime.db, [one.email.lower() for one in contacts if one.email])
    items = tuple(
        one.model_copy(update={"person_id": found})
        if (found := people.get((one.email or "").lower()))
        else one
        for one in contacts
    )
    kept = await runtime.connections.keep_contacts(person_id, Contacts(items=items, dry_run=dry_run))
    return kept.outcomes


async def recognise(runtime: Runtime, one: str, other: str) -> None:
    """Have what each of two who are introduced noted under the other's address be of the one person."""
    emails = await emails_of(runtime.db, (one, other))
    for mine, theirs in ((one, other), (other, one)):
        if theirs in emails:
            await runtime.connections.recognise(mine, Recognised(other_id=theirs, email=emails[theirs]))
