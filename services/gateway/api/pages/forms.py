"""Forms of the pages, accepted only from our own pages."""

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request

from services.gateway.api.http.cookies import nonce_of
from services.gateway.api.pages.visitor import Visit, Visitor
from services.gateway.auth.forms import is_form_token, is_same_site
from shared.kernel.errors import AppError, Kind

MAX_FIELDS = 200


async def checked_form(request: Request, visitor: Visit) -> dict[str, list[str]]:
    """Return the fields of a form that this browser got from us.

    Raises:
        AppError: `form_refused` when the origin or the form token is not ours; `form_unreadable`.
    """
    fields = _fields(await request.body())
    check_form(request, visitor, fields.get("csrf", [""])[0])
    return fields


def check_form(request: Request, visitor: Visitor, token: str) -> None:
    """Let only a form pass that this browser got from us, by its token; raise `form_refused` else."""
    headers = request.headers
    nonce = nonce_of(request, visitor.runtime.face)
    session_hash = visitor.me.session_hash if visitor.me else b""
    ours = is_same_site(headers.get("sec-fetch-site"), headers.get("origin"), headers.get("host"))
    if not ours or not is_form_token(token, visitor.runtime.key, nonce, session_hash):
        detail = "This form is out of date or came from another site; go back, load the page again and retry."
        raise AppError("form_refused", Kind.FORBIDDEN, detail)


Form = Annotated[dict[str, list[str]], Depends(checked_form)]


def value(form: dict[str, list[str]], name: str) -> str:
    """Return the first value of a field, or an empty text."""
    return form.get(name, [""])[0].strip()


def _fields(body: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        detail = "The form could not be read; load the page again and retry."
        raise AppError("form_unreadable", Kind.INVALID, detail) from error
