"""How pages differ from the API: errors are pages too, and every answer carries the security headers."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from services.gateway.api.pages.typed import typed_in
from services.gateway.api.pages.visitor import Visitor, go, recognise, visitor_of
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger
from shared.obs.request_id import request_id
from shared.web.middleware import route_template
from shared.web.problems import STATUS

log = get_logger(__name__)
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    # without any, a form of ours bears no origin either, and over plain http nothing else says whose it is
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
_TITLE = {
    Kind.MISSING: "Not found",
    Kind.FORBIDDEN: "That did not come from our page",
    Kind.UNAVAILABLE: "Something is not running",
}
_OUTDATED = "form_outdated"
_MAY_PASS = frozenset({Kind.UNAVAILABLE, Kind.LIMITED})
"""What may be gone by the time that the same form is sent again."""
_NO_PAGE = AppError("page_missing", Kind.MISSING, "There is no such page.")


class PageRoute(APIRoute):
    """A route that answers people instead of programs."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        """Wrap FastAPI's handler."""
        handle = super().get_route_handler()

        async def handle_page(request: Request) -> Response:
            try:
                response = await handle(request)
            except AppError as error:
                response = await _tell(request, error)
            except RequestValidationError:
                response = await _tell(request, _NO_PAGE)
            except HTTPException:
                raise
            except Exception:
                log.exception("http.broke", route=route_template(request.scope))
                response = await _own_up(request)
            return _guarded(response)

        return handle_page


def show_unknown_pages(app: FastAPI) -> None:
    """Answer a browser with a page where nothing is; programs, and all of the API, keep their problems."""
    as_problem = app.exception_handlers[HTTPException]

    async def unrouted(request: Request, error: Exception) -> Response:
        if _shows_nothing(error, request) and _is_looked_at(request):
            return _guarded(await _tell(request, _NO_PAGE))
        answer = as_problem(request, error)
        return await answer if isinstance(answer, Awaitable) else answer

    app.add_exception_handler(HTTPException, unrouted)


def _shows_nothing(error: Exception, request: Request) -> bool:
    """Tell whether no page is there; where forms are sent to, there is none to be looked at."""
    nothing = {HTTPStatus.NOT_FOUND} | ({HTTPStatus.METHOD_NOT_ALLOWED} if request.method == "GET" else set())
    return isinstance(error, HTTPException) and error.status_code in nothing


def _is_looked_at(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")


def _guarded(response: Response) -> Response:
    for name, text in HEADERS.items():
        response.headers.setdefault(name, text)
    return response


async def _tell(request: Request, error: AppError) -> Response:
    if error.kind is Kind.UNAUTHENTICATED:
        query = f"?{request.url.query}" if request.url.query else ""
        back = request.url.path + query if request.method == "GET" else "/for-you"
        return go(f"/sign-in?next={quote(back)}")
    visitor = await _visitor(request)
    title = _TITLE.get(error.kind, "That did not work")
    response = visitor.show(
        "error.html",
        status=STATUS[error.kind],
        title="Nothing was sent yet" if error.code == _OUTDATED else title,
        detail=error.detail,
        typed=await typed_in(request),
        is_outdated=error.code == _OUTDATED,
        may_pass=error.kind in _MAY_PASS,
    )
    if error.retry_after_s is not None:
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response


async def _own_up(request: Request) -> Response:
    """Tell of a fault of ours: what happened is in the log under the request id, not on the page."""
    told = f"`{request_id.get()}`"
    return (await _visitor(request)).show(
        "error.html",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        title="Something broke on our side",
        detail=f"Try again in a moment. If it stays so, tell whoever runs this Acquaint this number: {told}.",
        typed=await typed_in(request),
        is_outdated=False,
        may_pass=True,
    )


async def _visitor(request: Request) -> Visitor:
    """Who looks at the error; where not even that can be found out, somebody unknown."""
    runtime = request.app.state.runtime
    try:
        return await recognise(request, runtime)
    except AppError:
        return visitor_of(request, runtime, None)
