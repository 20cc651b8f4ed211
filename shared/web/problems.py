"""Every failure becomes one RFC 9457 document; the mapping from `Kind` to status lives here alone."""

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from shared.contracts.problem import Problem, ProblemField
from shared.contracts.refusals import why
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger
from shared.obs.request_id import request_id
from shared.web.allowed import allowed

log = get_logger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUS = {
    Kind.INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
    Kind.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    Kind.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Kind.MISSING: HTTPStatus.NOT_FOUND,
    Kind.GONE: HTTPStatus.GONE,
    Kind.CONFLICT: HTTPStatus.CONFLICT,
    Kind.PRECONDITION: HTTPStatus.PRECONDITION_FAILED,
    Kind.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Kind.LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
    Kind.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}

_PHRASES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}
"""As RFC 9110 section 15.5 names them, for each Python; those before 3.13 have other names."""

_HINTS = {
    400: "The request body cannot be read; send what its Content-Type says, text in UTF-8.",
    404: "There is nothing at this address; see /docs for what there is.",
    405: "This address does not take this method; the Allow header lists those it takes.",
    408: "The request body took too long to come; send it again.",
    413: "The request body is too large; send less at once.",
}

_SAID = {
    "extra_forbidden": "There is nothing of this name here: leave it out, or see /docs for what there is.",
    "missing": "This is needed and not there: add it.",
    **dict.fromkeys(("bool_type", "bool_parsing"), "Write true or false."),
}
"""What an API says of a field by the type of its refusal, where forms and tables say something else."""


def install(app: FastAPI, public_url: str) -> None:
    """Answer expected failures, refused requests and unknown routes with problem documents."""

    async def known(request: Request, error: Exception) -> Response:
        answer = from_error(error, public_url)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            answer.headers["allow"] = allowed(request.app.routes, request.scope["path"])
        return answer

    async def unknown(_request: Request, error: Exception) -> Response:
        raise error  # what nobody expected is for the layer around all to log and answer

    for kind in (AppError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, known)
    app.add_exception_handler(Exception, unknown)


def from_error(error: Exception, public_url: str) -> Response:
    """Map any failure; one that nobody expected is a fault of ours."""
    if isinstance(error, AppError):
        return from_app_error(error, public_url)
    if isinstance(error, RequestValidationError):
        return from_validation(error, public_url)
    return from_http(error, public_url) if isinstance(error, HTTPException) else internal(public_url)


def from_app_error(error: AppError, public_url: str) -> Response:
    """Map an expected failure."""
    if error.reason:
        log.warning("http.unavailable", code=error.code, reason=error.reason)
    fields = tuple(ProblemField(pointer=field.pointer, detail=field.detail) for field in error.errors)
    headers = {}
    if error.retry_after_s is not None:
        headers["retry-after"] = str(error.retry_after_s)
    if error.kind is Kind.UNAUTHENTICATED:
        headers["www-authenticate"] = "Bearer"
    return _answer(STATUS[error.kind], error.code, error.detail, public_url, errors=fields, headers=headers)


def from_validation(error: RequestValidationError, public_url: str) -> Response:
    """Map a request that does not fit its model: every refused field with its reason."""
    fields = tuple(ProblemField(pointer=_pointer(item), detail=said(item)) for item in error.errors())
    detail = "The request does not fit; see `errors` for each field and what to change."
    return _answer(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", detail, public_url, errors=fields)


def from_http(error: HTTPException, public_url: str) -> Response:
    """Map what the framework itself refuses: unknown route, wrong method, unreadable body."""
    status = HTTPStatus(error.status_code)
    detail = _HINTS.get(status, str(error.detail))
    code = _phrase(status).lower().replace(" ", "_")
    return _answer(status, code, detail, public_url, headers=dict(error.headers or {}))


def internal(public_url: str) -> Response:
    """Own up to a fault of ours; what happened is in the log under the request id, not in the answer."""
    detail = "Something broke on our side; it is logged under this request id. Try again in a moment."
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail, public_url)


def stopping(public_url: str = "") -> Response:
    """Tell who still waits, or sends, when the grace of a shutdown is over, to come again."""
    detail = "This server is being stopped and could not finish this request; send it again in a moment."
    headers = {"retry-after": "5", "connection": "close"}
    return _answer(HTTPStatus.SERVICE_UNAVAILABLE, "stopping", detail, public_url, headers=headers)


def said(item: ErrorDetails) -> str:
    """Return what to do about one refused field, as a sentence."""
    words = why(item)
    return _SAID.get(item["type"], f"{words[:1].upper()}{words[1:]}.")


def _phrase(status: HTTPStatus) -> str:
    return _PHRASES.get(status, status.phrase)


def _answer(
    status: HTTPStatus,
    code: str,
    detail: str,
    public_url: str,
    *,
    errors: tuple[ProblemField, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    problem = Problem(
        type=f"{public_url}/problems/{code}",
        title=_phrase(status),
        status=status.value,
        detail=detail,
        code=code,
        request_id=request_id.get(),
        errors=errors or None,
    )
    body = problem.model_dump_json(exclude_none=True)
    fields = {"cache-control": "no-store", **(headers or {})}
    return Response(body, status.value, fields, media_type=MEDIA_TYPE)


def _pointer(item: ErrorDetails) -> str:
    """Return where it is as a JSON pointer: into the body, or `/query/…`, `/path/…`, `/header/…`."""
    if (
        item["type"] == "json_invalid"
    ):  # told with the place in the text, as there is no document to point into
        return ""
    parts = item["loc"][1:] if item["loc"][:1] == ("body",) else item["loc"]
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
