"""My profile."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import ValidationError

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.http.versions import tagged, wanted_version
from services.gateway.api.session.signed_in import Me
from services.gateway.compose.merge_patch import merge_patch
from shared.contracts.people import Person, PersonCard, Profile
from shared.kernel.errors import AppError, FieldError, Kind
from shared.web.openapi import problems
from shared.web.problems import said

router = APIRouter(prefix="/v1/me", tags=["Me"])
PATCH_EXAMPLES = {"change": {"value": {"headline": "Soil scientist", "skills": ["field work"], "bio": None}}}
Patch = Annotated[
    dict[str, Any], Body(media_type="application/merge-patch+json", openapi_examples=PATCH_EXAMPLES)
]


@router.get("", response_model=Person, summary="Get my profile")
async def my_profile(request: Request, runtime: Parts, me: Me) -> Response:
    """Give the profile as I wrote it, under its version's `ETag`."""
    return _answer(request, await ensure_profile(runtime, me.person_id))


@router.put("", response_model=Person, responses=problems(412), summary="Replace my profile")
async def replace_profile(body: Profile, request: Request, runtime: Parts, me: Me) -> Response:
    """Write the whole profile; with `If-Match`, only over the version named."""
    version = wanted_version(request)
    return _answer(request, await runtime.matching.put_person(me.person_id, body, if_version=version))


@router.patch("", response_model=Person, responses=problems(412), summary="Change my profile")
async def change_profile(body: Patch, request: Request, runtime: Parts, me: Me) -> Response:
    """Change some fields by JSON Merge Patch (RFC 7396); null empties a field. `If-Match` is heeded."""
    held = await ensure_profile(runtime, me.person_id)
    wanted = wanted_version(request)
    profile = merged_profile(held.profile, body)
    version = held.version if wanted is None else wanted
    return _answer(request, await runtime.matching.put_person(me.person_id, profile, if_version=version))


@router.get("/preview", summary="See myself as others do")
async def my_card(
    runtime: Parts,
    me: Me,
    viewer: Annotated[Literal["stranger", "attendee", "connection"], Query(alias="as")] = "stranger",
) -> PersonCard:
    """Give the card that a stranger, a fellow attendee or a connection sees of me."""
    await ensure_profile(runtime, me.person_id)
    return await runtime.matching.preview(me.person_id, viewer)


def merged_profile(held: Profile, patch: dict[str, Any]) -> Profile:
    """Apply a merge patch to a profile; each refused field is named."""
    try:
        return Profile.model_validate(merge_patch(held.model_dump(mode="json"), patch))
    except ValidationError as error:
        errors = tuple(
            FieldError("/" + "/".join(str(step) for step in item["loc"]), said(item))
            for item in error.errors()
        )
        raise AppError(
            "profile_invalid", Kind.INVALID, "Some fields cannot be taken.", errors=errors
        ) from error


def _answer(request: Request, person: Person) -> Response:
    return tagged(request, person.model_dump_json().encode(), person.version)
