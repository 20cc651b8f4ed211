"""Signing in on pages: an address, a code or a link's button, or a sample person where there are any."""

from fastapi import APIRouter, Request, Response

from services.gateway.api.http.cookies import clear_session, set_session
from services.gateway.api.http.network import network_in
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go, own_path
from services.gateway.auth.addresses import normalise_address
from services.gateway.auth.codes import hash_link
from services.gateway.signing_in import NewSession, ask, issue, open_session
from services.gateway.store.auth import accounts, sessions, sign_ins
from services.gateway.web.forms.fields import fit
from shared.contracts.account import TokenRequest
from shared.kernel.errors import AppError, FieldError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_CUT = "This link is not whole; copy all of it from the mail."


@router.get("/sign-in")
async def sign_in_page(visitor: Visit, next: str = "/for-you") -> Response:  # noqa: A002 (the query's name)
    """Show where to type an address."""
    if visitor.me:
        return go(own_path(next))
    return await _form(visitor, own_path(next))


@router.post("/sign-in")
async def send_code(request: Request, visitor: Visit, form: Form) -> Response:
    """Send a code and show where to type it; the same for known and unknown addresses."""
    path = own_path(value(form, "next"))
    try:
        email = await ask(visitor.runtime, value(form, "email"), network_in(request.scope))
    except AppError as error:
        return await _form(visitor, path, email=value(form, "email"), error=error)
    return _code_page(visitor, email, path)


@router.get("/sign-in/code")
async def code_page() -> Response:
    """Begin anew where the page that asked for the code is looked at again: it knew the address alone."""
    return go("/sign-in")


@router.post("/sign-in/code")
async def type_code(visitor: Visit, form: Form) -> Response:
    """Trade the code for a session."""
    email, path = value(form, "email"), own_path(value(form, "next"))
    try:
        code = value(form, "code").replace(" ", "")
        if not (code.isascii() and code.isdecimal() and len(code) == 6):  # noqa: PLR2004 (six digits)
            raise _not_six_digits()
        session = await open_session(visitor.runtime, TokenRequest(email=normalise_address(email), code=code))
    except AppError as error:
        return _code_page(visitor, email, path, error)
    return _enter(visitor, session, path)


@router.get("/sign-in/link/{link_token}")
async def link_page(link_token: str, visitor: Visit) -> Response:
    """Show a button. Mail scanners follow links, so looking uses nothing up."""
    now = visitor.runtime.clock()
    email = await sign_ins.look_at_link(visitor.runtime.db, hash_link(link_token), now)
    return visitor.show("link.html", email=email, link_token=link_token)


@router.post("/sign-in/link")
async def press_link(visitor: Visit, form: Form) -> Response:
    """Trade the link's token for a session."""
    said = {"link_token": value(form, "link_token")}
    asked = fit(TokenRequest, said, _CUT, code="link_invalid")
    session = await open_session(visitor.runtime, asked)
    return _enter(visitor, session, "/for-you")


@router.post("/sign-in/sample")
async def sample(visitor: Visit, form: Form) -> Response:
    """Become a sample person, on installations that show samples."""
    runtime, person_id = visitor.runtime, value(form, "person_id")
    if not runtime.face.sample_people or not await accounts.is_sample(runtime.db, person_id):
        raise AppError("sample_missing", Kind.MISSING, "There is no such sample person here.")
    return _enter(visitor, await issue(runtime, person_id), own_path(value(form, "next")))


@router.post("/sign-out")
async def sign_out(visitor: Visit, form: Form) -> Response:
    """End the session, here and in the database."""
    del form
    if visitor.me:
        await sessions.revoke(visitor.runtime.db, visitor.me.session_hash)
    response = go("/")
    clear_session(response, visitor.runtime.face)
    return response


async def _form(visitor: Visitor, path: str, *, email: str = "", error: AppError | None = None) -> Response:
    shows = visitor.runtime.face.sample_people
    people = await accounts.sample_people(visitor.runtime.db) if shows else ()
    status = 200 if error is None else 422
    return visitor.show("sign_in.html", status=status, next=path, email=email, error=error, people=people)


def _code_page(visitor: Visitor, email: str, path: str, error: AppError | None = None) -> Response:
    status = 200 if error is None else 422
    return visitor.show("code.html", status=status, email=email, next=path, error=error)


def _enter(visitor: Visitor, session: NewSession, path: str) -> Response:
    response = go(path)
    set_session(response, visitor.runtime.face, session.token, session.expires_at)
    return response


def _not_six_digits() -> AppError:
    detail = "The code has six digits; type it as it stands in the mail."
    return AppError("code_invalid", Kind.INVALID, detail, errors=(FieldError("/code", detail),))
