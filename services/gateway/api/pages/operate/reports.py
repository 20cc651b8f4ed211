"""What was reported, and what those who run this say came of it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.operate.operators import only_operators
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go
from services.gateway.store import abuse_reports
from shared.contracts.abuse_reports import ReportOutcome
from shared.kernel.errors import AppError, Kind

router = APIRouter(prefix="/reports", route_class=PageRoute, include_in_schema=False)
AT_ONCE = 50
_LONGEST_NOTE = 500
ReportId = Annotated[str, Path(max_length=60, pattern="^[a-z0-9_]+$")]
_OUTCOMES: dict[str, ReportOutcome] = {"upheld": "upheld", "dismissed": "dismissed"}


@router.get("")
async def reports_page(visitor: Visit) -> Response:
    """Show those who run this what was reported."""
    await only_operators(visitor)
    db = visitor.runtime.db
    waiting = await abuse_reports.to_settle(db, AT_ONCE)
    return visitor.show(
        "reports.html", waiting=waiting, settled=await abuse_reports.to_settle(db, AT_ONCE, settled=True)
    )


@router.post("/{report_id}")
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
