"""The first page for me; who has said nothing of themselves yet begins it with one sentence."""

import asyncio

from fastapi import APIRouter, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.parts import Composition
from services.gateway.api.me.profile import merged_profile
from services.gateway.api.me.recommended import home_for
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.mine.dial import dial_of
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.web.openness import is_reserved, opened
from shared.contracts.people import Person, Profile
from shared.kernel.countries import country_code
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/for-you")
async def for_you(visitor: Visit, noted: str = "") -> Response:
    """Show events for me, where I go, and people to meet; `noted` is what was said of somebody."""
    return await _shown(visitor, noted=noted)


@router.post("/for-you")
async def say_first_words(visitor: Visit, form: Form) -> Response:
    """Keep the sentence, the name and the city, and who may read them; what else the profile holds stays."""
    person = await ensure_profile(visitor.runtime, visitor.person_id)
    said = {name: value(form, name) for name in ("headline", "display_name", "city", "open")}
    place = {"place": _home(said["city"])} if said["city"] else {}
    words = {"headline": said["headline"] or None, "display_name": said["display_name"]}
    try:
        profile = merged_profile(person.profile, words | place)
        kept = opened(profile) if said["open"] else profile
        await visitor.runtime.matching.put_person(visitor.person_id, kept, if_version=person.version)
    except AppError as error:
        if error.kind is not Kind.INVALID:
            raise
        return await _shown(visitor, said, error)
    return go("/for-you")


async def _shown(
    visitor: Visitor, said: dict[str, str] | None = None, error: AppError | None = None, noted: str = ""
) -> Response:
    made = Composition(visitor.runtime.face.part_timeout_s)
    home, dial, person = await asyncio.gather(
        home_for(visitor.runtime, visitor.person_id, made),
        dial_of(visitor, made),
        made.part("matching", ensure_profile(visitor.runtime, visitor.person_id), None),
    )
    home = home.model_copy(update={"degraded": tuple(sorted(made.missing))})
    return visitor.show_again(
        "for_you.html",
        error,
        home=home,
        dial=dial,
        noted=noted,
        is_new=(is_new := person is not None and _says_nothing(person.profile)),
        is_reserved=person is not None and not is_new and is_reserved(person.profile),
        said=said or _unsaid(person),
    )


def _unsaid(person: Person | None) -> dict[str, str]:
    """Return the first form before anything is typed: the name as it is guessed, to be put right."""
    name = person.profile.display_name if person else ""
    return {"headline": "", "display_name": name, "city": "", "open": ""}


def _home(said: str) -> dict[str, str | None]:
    """Read `Malmö` or `Malmö, Sweden`; what follows a comma and is no country belongs to the city's name."""
    city, _, country = said.rpartition(",")
    code = country_code(country) if city.strip() else None
    return {"city": city.strip() if code else said, "country": code}


def _says_nothing(profile: Profile) -> bool:
    told = (profile.headline, profile.bio, profile.interests, profile.skills, profile.needs, profile.offers)
    return not any(told)
