"""The feed doctor, which looks at any address, and has it watched from then on."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.gateway.api.http.network import network_in
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.web.words import write_interval
from shared.contracts.sources.doctor import SourcePreview
from shared.contracts.sources.watched import NewSource
from shared.kernel.errors import AppError, FieldError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_SHORTEST, _LONGEST = 8, 2000


@router.get("/sources/doctor")
async def doctor_form(visitor: Visit, url: Annotated[str, Query(max_length=_LONGEST)] = "") -> Response:
    """Ask for an address; one in the query stands in the form already, and is not fetched yet."""
    return _doctor(visitor, url)


@router.post("/sources/doctor")
async def doctor_result(request: Request, visitor: Visit, form: Form) -> Response:
    """Look at the address and show what is there; whatever goes wrong is told above the form."""
    url, runtime, network = value(form, "url"), visitor.runtime, network_in(request.scope)
    try:
        wanted = _wanted(url)
        runtime.previews.take(network, runtime.clock())
        return _doctor(visitor, url, await runtime.events.preview_source(wanted))
    except AppError as error:
        if error.code == "host_resting":
            runtime.previews.give_back(network)
        return _doctor(visitor, url, error=error)


@router.post("/sources")
async def watch_form(visitor: Visit, form: Form) -> Response:
    """Watch an address from now on, as the API does."""
    wanted, runtime = _wanted(value(form, "url")), visitor.runtime
    runtime.suggestions.take(visitor.person_id, runtime.clock())
    return go(f"/sources/{(await runtime.events.add_source(wanted)).id}")


def _doctor(
    visitor: Visitor, url: str, preview: SourcePreview | None = None, *, error: AppError | None = None
) -> Response:
    every = write_interval(preview.plan.every_s) if preview and preview.plan else None
    # An address is written back only as it would be held: what was pasted may hold a private key.
    if preview:
        url = preview.given_url
    elif error:
        url = "" if error.code == "private_source_url" else url.partition("?")[0]
    return visitor.show("doctor.html", url=url, preview=preview, every=every, error=error)


def _wanted(url: str) -> NewSource:
    if not _SHORTEST <= len(url) <= _LONGEST:
        detail = "Give the whole address of a calendar, feed or page, such as https://example.org/events.ics."
        raise AppError("bad_source_url", Kind.INVALID, detail, errors=(FieldError("/url", detail),))
    return NewSource(url=url)
