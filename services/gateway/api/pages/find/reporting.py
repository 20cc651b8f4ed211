"""Reporting a person, an event or a source to those who run this."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from services.gateway.api.me.reports import report, title_of
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.web.forms.fields import fit
from shared.contracts.abuse_reports import NewAbuseReport
from shared.contracts.people import NewBlock
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_INVALID, _UNFIT = "report_invalid", "Choose a reason, and say in up to 2,000 characters what happened."
Subject = Annotated[str, Query(max_length=60, pattern="^[a-z0-9_]+$")]


@router.get("/report")
async def report_page(visitor: Visit, subject: Subject, done: str = "") -> Response:
    """Show a form about a person, an event or a source."""
    return await _show(visitor, subject, done=done == "yes")


@router.post("/report")
async def report_form(visitor: Visit, form: Form) -> Response:
    """Keep a report; where it is of a person, block them, too, if the form says so."""
    subject = value(form, "subject")
    said = {"subject_id": subject, "reason": value(form, "reason"), "text": value(form, "text")}
    try:
        new = fit(NewAbuseReport, said, _UNFIT, code=_INVALID)
        await report(visitor.runtime, visitor.person_id, new)
    except AppError as error:
        if error.kind is not Kind.CONFLICT and error.code != _INVALID:
            raise
        return await _show(visitor, subject, error=error)
    if value(form, "block") == "yes" and subject.startswith("per_"):
        await visitor.runtime.matching.block(visitor.person_id, NewBlock(person_id=subject))
    return go(f"/report?subject={subject}&done=yes")


async def _show(
    visitor: Visitor, subject: str, *, done: bool = False, error: AppError | None = None
) -> Response:
    title = await title_of(visitor.runtime, subject, visitor.person_id)
    return visitor.show_again("report.html", error, subject=subject, title=title, done=done)
