"""Reporting something, and settling what was reported."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from services.gateway.api.me.reports import report, title_of
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.operate.operators import only_operators
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.store import abuse_reports
from services.gateway.web.forms.fields import fit
from shared.contracts.abuse_reports import NewAbuseReport, ReportOutcome
from shared.contracts.people import NewBlock
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
AT_ONCE = 50
_LONGEST_NOTE = 500
_INVALID, _UNFIT = "report_invalid", "Choose a reason, and say in up to 2,000 characters what happened."
Subject = Annotated[str, Query(max_length=60, pattern="^[a-z0-9_]+$")]
ReportId = Annotated[str, Path(max_length=60, pattern="^[a-z0-9_]+$")]
_OUTCOMES: dict[str, ReportOutcome] = {"upheld": "upheld", "dismissed": "dismissed"}


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


@router.get("/reports")
async def reports_page(visitor: Visit) -> Response:
    """Show those who run this what was reported."""
    await only_operators(visitor)
    db = visitor.runtime.db
    waiting = await abuse_reports.to_settle(db, AT_ONCE)
    return visitor.show(
        "reports.html", waiting=waiting, settled=await abuse_reports.to_settle(db, AT_ONCE, settled=True)
    )


@router.post("/reports/{report_id}")
async def settle_form(report_id: ReportId, visitor: Visit, form: Form) -> Response:
    """Keep what came of a report."""
    person_id = await only_operators(visitor)
    outcome, note = _OUTCOMES.get(value(form, "outcome")), value(form, "note")
    if outcome is None or len(note) > _LONGEST_NOTE:
        detail = f"Choose what came of it, with a note of at most {_LONGEST_NOTE} characters."
        raise AppError("form_unreadable", Kind.INVALID, detail)
    now = visitor.runtime.clock()
    await abuse_reports.settle(visitor.runtime.db, report_id, outcome, note or None, person_id, now)
    return go("/reports")


async def _show(
    visitor: Visitor, subject: str, *, done: bool = False, error: AppError | None = None
) -> Response:
    title = await title_of(visitor.runtime, subject, visitor.person_id)
    return visitor.show_again("report.html", error, subject=subject, title=title, done=done)
