"""Accounts from outside the sign-in mail: what an operator, the samples and the tests need."""

from datetime import date

from services.gateway.attendees.budget import WINDOW, left_of
from services.gateway.auth.addresses import is_reserved, name_from_address, normalise_address
from services.gateway.runtime import Runtime
from services.gateway.store.auth import accounts
from services.gateway.store.auth.accounts import SamplePerson
from services.gateway.store.partners import people as partner_people
from shared.contracts.people import Person, Profile, Visibility
from shared.kernel.errors import AppError, Kind
from shared.kernel.zones import by_clock_of

_SOURCE = "src_"
NOTHING_YET = 0
"""The version of a profile that nobody has saved."""


async def ensure_account(runtime: Runtime, email: str, profile: Profile) -> str:
    """Return the person of an address, made with this profile when new; one that is there stays.

    An address that nobody can own (RFC 2606, `…@x.example`) makes a sample person, offered on the sign-in
    page where sample people are shown.
    """
    address = normalise_address(email)
    async with runtime.db.transaction() as conn:
        person_id = await accounts.account_of(conn, address, runtime.ids("per"), runtime.clock())
    await _ensure_person(runtime, person_id, profile)
    if is_reserved(address):
        sample = SamplePerson(person_id, profile.display_name, profile.headline or "")
        await accounts.offer_sample(runtime.db, sample)
    return person_id


async def ensure_profile(runtime: Runtime, person_id: str) -> Person:
    """Return a person, made with a first name from the address when matching does not know them yet.

    Raises:
        AppError: `account_missing` when the account was erased meanwhile; matching's own errors.
    """
    email = await accounts.email_of(runtime.db, person_id)
    if email is None:
        raise AppError("account_missing", Kind.UNAUTHENTICATED, "This account is gone; sign in again.")
    return await _ensure_person(runtime, person_id, Profile(display_name=name_from_address(email)))


async def today_of(runtime: Runtime, person_id: str) -> date:
    """Return what day it is for a person, in UTC where nobody can tell by which clock they live."""
    profile = (await ensure_profile(runtime, person_id)).profile
    return by_clock_of(runtime.clock(), await zone_told(runtime, profile)).date()


async def zone_told(runtime: Runtime, profile: Profile) -> str | None:
    """Return the zone that somebody chose, else that of where they are based, unless they hide it.

    None where they tell of neither, and where nobody can tell now by which clock their city lives.
    """
    if profile.timezone or not profile.place or profile.visibility.get("place") is Visibility.HIDDEN:
        return profile.timezone
    try:
        return (await runtime.events.zones([profile.place])).get(profile.place)
    except AppError:
        return None


async def _ensure_person(runtime: Runtime, person_id: str, profile: Profile) -> Person:
    try:
        return await runtime.matching.person(person_id)
    except AppError as error:
        if error.kind is not Kind.MISSING:
            raise
    try:
        return await runtime.matching.put_person(person_id, profile, if_version=NOTHING_YET)
    except AppError as clash:
        if clash.kind is not Kind.PRECONDITION:
            raise
    return await runtime.matching.person(person_id)  # saved meanwhile: what the person wrote stays


async def name_of_partner(runtime: Runtime, partner: str) -> str:
    """Return how a partner is called: the publisher of a source by the source's title."""
    return (await runtime.events.source(partner)).title if partner.startswith(_SOURCE) else partner


async def letters_left(runtime: Runtime, partner: str) -> int | None:
    """Return to how many people an organiser may write today; None for who has a key or was let in."""
    if not partner.startswith(_SOURCE):
        return None
    report = await runtime.events.source_report(partner)
    if not report.is_suggested or report.admitted:
        return None
    return left_of(*await partner_people.told_within(runtime.db, partner, runtime.clock() - WINDOW))
