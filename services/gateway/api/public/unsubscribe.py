"""The ways out of a list: a page with a button, and the one click of mail providers (RFC 8058)."""

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from services.gateway.api.http.open_parts import Parts
from services.gateway.letters.unsubscribe import read_token
from services.gateway.letters.unsubscribe_page import BACK_AGAIN, NOT_OURS, PAGES, Page, show
from services.gateway.runtime import Runtime
from services.gateway.store.letters.opting import opt_in, opt_out
from services.gateway.store.letters.suppressions import is_stopped

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
}

router = APIRouter(
    prefix="/unsubscribe",
    tags=["Weekly e-mail"],
    responses={
        404: {
            "description": "A page that says that the link does not work",
            "content": {"text/html": {"schema": {"type": "string"}}},
        }
    },
)


@router.get("/{token}", response_class=HTMLResponse, summary="Ask before stopping a list")
async def ask_to_stop(token: str, runtime: Parts) -> Response:
    """Show a page with a button, to stop it or to take it up again. Looking changes nothing: scanners do."""
    found = read_token(runtime.key, token)
    if found is None:
        return _answer(runtime, NOT_OURS)
    person_id, list_name = found
    is_over = await is_stopped(runtime.db, runtime.key, person_id, list_name)
    return _answer(runtime, PAGES[list_name].stopped if is_over else PAGES[list_name].ask)


@router.post("/{token}", response_class=HTMLResponse, summary="Stop a list")
async def stop_letters(token: str, request: Request, runtime: Parts) -> Response:
    """Stop it at once, without cookies or sign-in; the body `wish=again` takes it up again."""
    found = read_token(runtime.key, token)
    if found is None:
        return _answer(runtime, NOT_OURS)
    person_id, list_name = found
    again = _wish(await request.body()) == BACK_AGAIN
    change, page = (opt_in, PAGES[list_name].resumed) if again else (opt_out, PAGES[list_name].stopped)
    known = await change(runtime.db, runtime.key, person_id, runtime.clock(), list_name)
    return _answer(runtime, page if known else NOT_OURS)


def _wish(body: bytes) -> str | None:
    """Read what our own page sends; providers send whatever they like (RFC 8058), which means stop."""
    try:
        return parse_qs(body.decode(), max_num_fields=10).get("wish", [None])[0]
    except ValueError:
        return None


def _answer(runtime: Runtime, page: Page) -> Response:
    html = show(page, f"{runtime.face.public_url}/")
    return HTMLResponse(html, status_code=404 if page is NOT_OURS else 200, headers=HEADERS)
