"""Taking my data away, and leaving: everything we hold of a person is given, or erased."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response
from pydantic import Field

from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.erase import erase
from services.gateway.export import export
from services.gateway.store.auth.erasures import Erasure
from shared.contracts.model import Answer

router = APIRouter(prefix="/v1/me", tags=["Me"])

ZIP: dict[int | str, dict[str, Any]] = {
    200: {"description": "a zip of JSON files", "content": {"application/zip": {"example": "PK…"}}}
}


class ErasureReceipt(Answer):
    """Proof of an erasure."""

    id: str = Field(examples=["ers_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    person_id: str
    requested_at: datetime
    finished_at: datetime | None = Field(description="null while a service that is down still holds data")


@router.get("/export", response_class=Response, responses=ZIP, summary="Take my data away")
async def take_away(runtime: Parts, me: Me) -> Response:
    """Give everything we hold of me as a zip of JSON files."""
    headers = {"Content-Disposition": 'attachment; filename="acquaint.zip"', "Cache-Control": "no-store"}
    return Response(await export(runtime, me.person_id), media_type="application/zip", headers=headers)


@router.delete("", summary="Erase me")
async def erase_me(runtime: Parts, me: Me) -> ErasureReceipt:
    """Erase account, sessions, mails and profile at once. There is no way back.

    Weekly letters in which others read of me lose their words 30 days after they were sent.
    """
    done: Erasure = await erase(runtime, me.person_id)
    return ErasureReceipt(
        id=done.id, person_id=done.person_id, requested_at=done.requested_at, finished_at=done.finished_at
    )
