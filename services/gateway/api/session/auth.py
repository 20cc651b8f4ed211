"""Signing in and out."""

from fastapi import APIRouter, Request, Response

from services.gateway.api.http.network import network_in
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.signing_in import ask, open_session
from services.gateway.store.auth import sessions
from shared.contracts.account import EmailSignIn, Session, TokenRequest
from shared.contracts.model import Answer
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/auth", tags=["Signing in"])


class MailSent(Answer):
    """The same for known and unknown addresses."""

    detail: str


@router.post(
    "/email",
    status_code=202,
    responses=problems(429),
    summary="Ask for a sign-in mail",
)
async def ask_for_mail(body: EmailSignIn, request: Request, runtime: Parts) -> MailSent:
    """Send a link and a six-digit code, good for 15 minutes; the newest makes older ones void."""
    await ask(runtime, body.email, network_in(request.scope))
    return MailSent(detail="If mail can reach this address, a code is on its way.")


@router.post("/token", responses=problems(401), summary="Trade a code or a link for a session")
async def start_session(body: TokenRequest, runtime: Parts, response: Response) -> Session:
    """Give `email` and `code`, or `link_token`. The first time also makes the account."""
    response.headers["Cache-Control"] = "no-store"
    session = await open_session(runtime, body)
    return Session(token=session.token, expires_at=session.expires_at, person_id=session.person_id)


@router.delete("/token", status_code=204, summary="Sign out")
async def sign_out(runtime: Parts, me: Me) -> None:
    """End this session at once."""
    await sessions.revoke(runtime.db, me.session_hash)
