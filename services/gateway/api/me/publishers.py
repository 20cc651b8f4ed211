"""What the publisher of a source may do, once they have proven that it is theirs."""

from typing import Annotated

from fastapi import APIRouter

from services.gateway.api.http.ids import SourceId, foreign_id
from services.gateway.api.http.lists import Asked, listed
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.claiming import verify
from shared.contracts.paging import Page
from shared.contracts.sources.claims import ChangeSettings, Claim, NewClaim, SourceSettings
from shared.contracts.sources.verdicts import Doubt, PairVerdict, VerdictDone
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/sources/{source_id}", tags=["Publishers"])
_MOST_DOUBTS = 500
ClaimId = Annotated[str, foreign_id("clm")]


@router.post("/claims", status_code=201, responses=problems(409), summary="Claim a source as its publisher")
async def start_claim(body: NewClaim, source_id: SourceId, runtime: Parts, me: Me) -> Claim:
    """Say that a source is mine; the answer says what to publish and where. A claim that stands is answered.

    `dns_txt` wants a TXT record at the host or a parent of it, `rel_me` a link on a page above the source;
    `mail_webmaster` and `mail_info` have a letter sent to that mailbox of the domain, to be confirmed there.
    """
    return await runtime.events.start_claim(me.person_id, source_id, body)


@router.get("/claims", summary="List my claims on a source")
async def my_claims(source_id: SourceId, runtime: Parts, me: Me, asked: Asked) -> Page[Claim]:
    """Give my claims with what to publish, where, and what the last check saw."""
    found = await runtime.events.claims(me.person_id, source_id)
    return listed(asked, Page[Claim], found, lambda one: (one.id,))


@router.post("/claims/{claim_id}/verify", responses=problems(429), summary="Have the proof looked for")
async def verify_claim(source_id: SourceId, claim_id: ClaimId, runtime: Parts, me: Me) -> Claim:
    """Look for the proof now, or send the letter that asks for it.

    `state` says whether it was found, `looks` where and what was seen there.
    """
    return await verify(runtime, me.person_id, source_id, claim_id)


@router.delete("/claims/{claim_id}", status_code=204, summary="Give up a claim")
async def drop_claim(source_id: SourceId, claim_id: ClaimId, runtime: Parts, me: Me) -> None:
    """Give up a claim; what I have set stays as it is."""
    await runtime.events.drop_claim(me.person_id, source_id, claim_id)


@router.get("/settings", responses=problems(403), summary="Get what I have set")
async def source_settings(source_id: SourceId, runtime: Parts, me: Me) -> SourceSettings:
    """Give budget, pause, stop and the words that I have set for my source."""
    return await runtime.events.source_settings(me.person_id, source_id)


@router.patch("/settings", responses=problems(403), summary="Set how my source is dealt with")
@router.patch("", responses=problems(403), include_in_schema=False)
async def change_source(body: ChangeSettings, source_id: SourceId, runtime: Parts, me: Me) -> SourceSettings:
    """Set how often it is fetched at most, pause or stop it, and say how it is shown. Null undoes a field.

    A stopped source is never fetched again, whoever suggests it, until I undo it. With `withdraw` its events
    are no longer shown either; undoing the stop brings them back.
    """
    return await runtime.events.change_settings(me.person_id, source_id, body)


@router.get("/doubts", responses=problems(403), summary="List my source's doubts")
async def my_doubts(source_id: SourceId, runtime: Parts, me: Me, asked: Asked) -> Page[Doubt]:
    """Give pairs of listings, one or both of my source, that may tell of one event; the likeliest first.

    At most 500; what I say of a pair takes it off the list.
    """
    found = await runtime.events.own_doubts(me.person_id, source_id, _MOST_DOUBTS)
    return listed(asked, Page[Doubt], found, _place)


@router.post("/verdicts", responses=problems(403, 409), summary="Say what a listing of mine tells of")
async def say_of_pair(body: PairVerdict, source_id: SourceId, runtime: Parts, me: Me) -> VerdictDone:
    """Say whether two listings tell of one event; null takes back what I said. It is followed at once.

    Of two listings of my source I may say either; that mine is another event than somebody else's, always;
    that mine is theirs, only of a pair in doubt. What somebody else has said stands (409).
    """
    return await runtime.events.judge_own(me.person_id, source_id, body)


def _place(doubt: Doubt) -> tuple[int, str, str]:
    one, other = doubt.listings
    return -round(doubt.probability * 10_000), one.listing_id, other.listing_id
