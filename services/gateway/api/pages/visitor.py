"""The visitor of a page: signed in or not, and the form token of this browser."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.gateway.api.http.cookies import new_nonce, nonce_of, session_of, set_nonce
from services.gateway.api.http.network import network_in
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.http.rate_limit import too_many
from services.gateway.api.session.signed_in import look_up
from services.gateway.auth.forms import form_token
from services.gateway.auth.quota import Caller
from services.gateway.auth.sessions import SignedIn
from services.gateway.runtime import Runtime
from services.gateway.web.templating import render
from shared.kernel.errors import AppError, Kind
from shared.web.problems import STATUS

SEE_OTHER = 303
_OPEN = ("/events/", "/series/", "/organisers/", "/organise/", "/sources", "/clashes", "/c/")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What every template may use."""

    here: str
    path: str
    """This page as it was asked for, less what was noted on the way to it."""
    back: str
    """The same where who signs in goes on with it, such as an event or a search; else the empty text."""
    signed_in: bool
    csrf: str
    data_notice: str
    site: str
    """Our own address, as programs of the reader reach it: no slash at its end."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page. `nonce` is kept in a cookie; `is_new` tells that the browser has none yet."""

    runtime: Runtime
    me: SignedIn | None
    nonce: str
    is_new: bool
    page: PageFacts

    @property
    def person_id(self) -> str:
        """Return the signed-in person, or raise `not_signed_in`, which leads to the sign-in page."""
        if self.me is None:
            raise AppError("not_signed_in", Kind.UNAUTHENTICATED, "Sign in first.")
        return self.me.person_id

    def show(self, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """Answer a page."""
        response = HTMLResponse(render(template, page=self.page, **values), status)
        if self.is_new:
            set_nonce(response, self.runtime.face, self.nonce)
        return response

    def show_again(self, template: str, error: AppError | None, **values: object) -> HTMLResponse:
        """Answer a page with what its form could not do told above, if anything, and by its status."""
        return self.show(template, status=STATUS[error.kind] if error else 200, error=error, **values)


async def visit(request: Request, runtime: Parts) -> Visitor:
    """Find out who is visiting, and count the page; raise `rate_limited` (429)."""
    visitor = await recognise(request, runtime)
    network = network_in(request.scope)
    who = Caller("person", visitor.me.person_id) if visitor.me else Caller("visitor", network)
    standing = await runtime.quotas.take(who, runtime.clock())
    if standing.wait_s is not None:
        raise too_many(standing.wait_s)
    return visitor


async def recognise(request: Request, runtime: Runtime) -> Visitor:
    """Find out who is visiting, as for the page that tells of a failure."""
    return visitor_of(request, runtime, await look_up(runtime, session_of(request, runtime.face)))


def visitor_of(request: Request, runtime: Runtime, me: SignedIn | None) -> Visitor:
    """Return the visitor whom a request and a session tell of."""
    held = nonce_of(request, runtime.face)
    nonce = held or new_nonce()
    asked = "&".join(part for part in request.url.query.split("&") if not part.startswith("noted="))
    here, query = request.url.path, f"?{asked}" if asked else ""
    goes_on = request.method == "GET" and (here.startswith(_OPEN) or (here == "/" and asked))
    facts = PageFacts(
        here=here,
        path=here + query,
        back=here + query if goes_on else "",
        signed_in=me is not None,
        csrf=form_token(runtime.key, nonce, me.session_hash if me else b""),
        data_notice=runtime.face.data_notice,
        site=runtime.face.public_url.rstrip("/"),
    )
    return Visitor(runtime, me, nonce, not held, facts)


Visit = Annotated[Visitor, Depends(visit)]


def go(path: str) -> Response:
    """Lead the browser to a page of ours after a form."""
    return RedirectResponse(path, SEE_OTHER)


def own_path(text: str, otherwise: str = "/for-you") -> str:
    """Return a path of our own site; anything that a browser might take for another site is replaced."""
    is_own = text.startswith("/") and not text.startswith("//") and "\\" not in text and text.isprintable()
    return text if is_own else otherwise
