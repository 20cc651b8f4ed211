"""Forms of the pages, accepted only from our own pages."""

from collections.abc import Set as AbstractSet
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from services.gateway.api.http.cookies import nonce_of
from services.gateway.api.pages.visitor import Visit, Visitor
from services.gateway.auth.forms import is_form_token, is_same_site
from services.gateway.web.forms.fields import value
from shared.kernel.errors import AppError, Kind

__all__ = ["Form", "fields_of", "is_surely_ours", "sent_file", "value"]
MAX_FIELDS, _BESIDE_A_FILE = 200, 10


async def checked_form(request: Request, visitor: Visit) -> dict[str, list[str]]:
    """Return the fields of a form that this browser got from us.

    Raises:
        AppError: `form_refused` when another site sent it, `form_outdated` when its token is not this
            session's, as after signing out; `form_unreadable`.
    """
    fields = fields_of(await request.body())
    _check(request, visitor, fields.get("csrf", [""])[0])
    return fields


async def sent_file(request: Request, visitor: Visitor, most: int) -> tuple[bytes, AbstractSet[str]]:
    """Return the one file of a form, empty where none was chosen, and the names of its fields.

    Raises:
        AppError: as `checked_form` does.
    """
    async with request.form(max_files=1, max_fields=_BESIDE_A_FILE, max_part_size=most) as form:
        token, sent = form.get("csrf"), form.get("file")
        _check(request, visitor, token if isinstance(token, str) else "")
        return await sent.read() if isinstance(sent, UploadFile) else b"", frozenset(form)


def _check(request: Request, visitor: Visitor, token: str) -> None:
    """Let only a form pass that this browser got from us, by its token."""
    headers = request.headers
    nonce = nonce_of(request, visitor.runtime.face)
    session_hash = visitor.me.session_hash if visitor.me else b""
    if not is_same_site(headers.get("sec-fetch-site"), headers.get("origin"), headers.get("host")):
        detail = "This form came from another site; load our page, and fill it in there."
        raise AppError("form_refused", Kind.FORBIDDEN, detail)
    if not is_form_token(token, visitor.runtime.key, nonce, session_hash):
        detail = "You are not signed in any more, or the page is out of date: nothing was saved."
        raise AppError("form_outdated", Kind.FORBIDDEN, detail)


def is_surely_ours(request: Request) -> bool:
    """Tell whether the browser itself says that the form was sent from a page of ours."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    told = site is not None or origin is not None
    return told and is_same_site(site, origin, request.headers.get("host"))


Form = Annotated[dict[str, list[str]], Depends(checked_form)]


def fields_of(body: bytes) -> dict[str, list[str]]:
    """Return the fields of a form; raise `form_unreadable`."""
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        detail = "The form could not be read; load the page again and retry."
        raise AppError("form_unreadable", Kind.INVALID, detail) from error
