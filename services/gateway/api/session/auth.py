"""Signing in and out."""

from fastapi import APIRouter, Request, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.auth import flow
from services.gateway.auth.flow import NewSession
from services.gateway.auth.limits import network_of
from services.gateway.runtime import Runtime
from services.gateway.store.auth import sessions
from shared.contracts.account import EmailSignIn, Session, TokenRequest
from shared.contracts.model import Answer
from shared.kernel.errors import AppError, FieldError, Kind
from shared.obs import get_logger
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/auth", tags=["Signing in"])
log = get_logger(__name__)


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
    await flow.ask(runtime.desk, runtime.means, body.email, network_of(host_of(request)))
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


async def open_session(runtime: Runtime, body: TokenRequest) -> NewSession:
    """Prove an address by code or by link, and see to it that the person exists in matching."""
    if body.link_token and not (body.email or body.code):
        session = await flow.by_link(runtime.desk, runtime.means, body.link_token)
    elif body.email and body.code and not body.link_token:
        session = await flow.by_code(runtime.desk, runtime.means, body.email, body.code)
    else:
        detail = "Give `email` and `code`, or `link_token` alone."
        raise AppError("proof_missing", Kind.INVALID, detail, errors=(FieldError("/code", detail),))
    await _greet(runtime, session.person_id)
    return session


async def _greet(runtime: Runtime, person_id: str) -> None:
    """Make the person's empty profile; when matching is down, the first `GET /v1/me` makes it later."""
    try:
        await ensure_profile(runtime, person_id)
    except AppError as error:
        if error.kind is not Kind.UNAVAILABLE:
            raise
        log.warning("profile.postponed", person_id=person_id, code=error.code)


def host_of(request: Request) -> str | None:
    """Return the client's address as the server saw it; behind a proxy, as uvicorn was told to trust."""
    return request.client.host if request.client else None
