"""My network in a mirror, which nobody but me looks into."""

from fastapi import APIRouter

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.runtime import Runtime
from services.gateway.store.auth.accounts import emails_of
from shared.contracts.network.mirror import NetworkMirror, Party

router = APIRouter(prefix="/v1/me/network", tags=["Connections"])


@router.get("", summary="See my network in a mirror")
async def my_network(runtime: Parts, me: Me) -> NetworkMirror:
    """Give what kind of people I know, of which few are among them, and who would bring what is missing.

    `together` tells whom I could introduce to each other. Only what people declare and let me see counts:
    industry, country, stage and field of work, what they look for and what they can give.
    """
    return await network_of(runtime, me.person_id)


async def network_of(runtime: Runtime, person_id: str) -> NetworkMirror:
    """Return a person's mirror, with the addresses of those who agreed to an introduction."""
    await ensure_profile(runtime, person_id)
    found = await runtime.connections.network(person_id)
    parties = [party for one in found.together for party in (one.seeker, one.giver)]
    emails = await emails_of(runtime.db, [one.introduced_id for one in parties if one.introduced_id])

    def addressed(party: Party) -> Party:
        return party.model_copy(update={"email": emails.get(party.introduced_id or "")})

    return found.model_copy(
        update={
            "together": tuple(
                one.model_copy(update={"seeker": addressed(one.seeker), "giver": addressed(one.giver)})
                for one in found.together
            )
        }
    )
