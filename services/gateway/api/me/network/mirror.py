"""My network in a mirror, which nobody but me looks into."""

from fastapi import APIRouter, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from shared.contracts.network.mirror import NetworkMirror

router = APIRouter(prefix="/v1/me/network", tags=["Connections"])


@router.get("", summary="See my network in a mirror")
async def my_network(runtime: Parts, me: Me, response: Response) -> NetworkMirror:
    """Give what kind of people I know, of which few are among them, and who would bring what is missing.

    Only what people declare and let me see counts: industry, country, stage and field of work.
    """
    response.headers["Cache-Control"] = "private, no-cache"
    await ensure_profile(runtime, me.person_id)
    return await runtime.connections.network(me.person_id)
