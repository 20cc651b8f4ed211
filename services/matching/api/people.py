"""A person: save, read, erase, and see as others do."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from services.matching.api.runtime import Open, PersonId
from services.matching.people.person import Person
from services.matching.people.versions import check_name, check_visibility, check_zone
from services.matching.people.visibility import Viewer, card, unknown_fields
from services.matching.store.people.held import held_of
from services.matching.store.people.profiles import erase, put_profile
from services.matching.store.people.rows import load_person
from shared.contracts import people as contract
from shared.contracts.held import Held
from shared.kernel.errors import AppError, Kind
from shared.web import bytes_answer

router = APIRouter(tags=["people"])


@router.put("/people/{person_id}", summary="Save a profile", response_model=contract.Person)
async def put_person(
    person_id: PersonId,
    profile: contract.Profile,
    runtime: Open,
    if_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Save a profile; the same content again changes nothing. `If-Match`: the version it was made from."""
    check_visibility(unknown_fields(profile))
    check_name(profile.display_name)
    check_zone(profile.timezone)
    expected = _version(if_match)
    saved = await put_profile(runtime.db, person_id, profile, expected, runtime.deriving, runtime.clock())
    return _answer(saved, {})


@router.get("/people/{person_id}", summary="Read a profile", response_model=contract.Person)
async def get_person(person_id: PersonId, request: Request, runtime: Open) -> Response:
    """Return the profile as its owner sees it; its ETag is the version."""
    person = await load_person(runtime.db, person_id)
    if request.headers.get("if-none-match") == f'"{person.version}"':
        return Response(status_code=304, headers={"etag": f'"{person.version}"'})
    return _answer(person, {"cache-control": "private, no-cache"})


@router.delete("/people/{person_id}", status_code=204, summary="Erase a person")
async def delete_person(person_id: PersonId, runtime: Open) -> None:
    """Delete every row that speaks of the person, suggestions made to others included."""
    await erase(runtime.db, person_id, runtime.clock(), runtime.ids)


@router.get("/people/{person_id}/held", summary="Read everything held of a person")
async def held(person_id: PersonId, runtime: Open) -> Held:
    """Return the profile and every row of the person's own, for them to take away."""
    return await held_of(runtime.db, person_id)


@router.get(
    "/people/{person_id}/preview", summary="See a person as another would", response_model=contract.PersonCard
)
async def preview(
    person_id: PersonId, request: Request, runtime: Open, view: Annotated[Viewer, Query(alias="as")]
) -> Response:
    """Return only what a stranger, a fellow attendee or a connection may see."""
    person = await load_person(runtime.db, person_id)
    shown = card(person.id, person.profile, view, runtime.kit.labels)
    return bytes_answer(request, shown.model_dump_json().encode())


def _answer(person: Person, headers: dict[str, str]) -> Response:
    body = contract.Person(
        id=person.id, profile=person.profile, version=person.version, updated_at=person.updated_at
    )
    fields = {"etag": f'"{person.version}"', **headers}
    return Response(body.model_dump_json(), media_type="application/json", headers=fields)


def _version(if_match: str | None) -> int | None:
    """Read `If-Match: "3"`; `*` and absence ask for nothing."""
    if if_match is None or if_match.strip() == "*":
        return None
    digits = if_match.strip().strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):  # noqa: PLR2004 - fits 32 bits
        detail = 'If-Match must be the ETag that GET answered, such as "3".'
        raise AppError("version_changed", Kind.PRECONDITION, detail)
    return int(digits)
