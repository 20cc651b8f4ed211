"""Reporting a person, an event or a source to whoever runs this."""

from fastapi import APIRouter

from services.gateway.api.http.lists import AskedById
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.runtime import Runtime
from services.gateway.store import abuse_reports
from shared.contracts.abuse_reports import AbuseReport, NewAbuseReport
from shared.contracts.paging import Page
from shared.kernel.errors import AppError, FieldError, Kind
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/reports", tags=["Reports and blocks"])


@router.post("", status_code=201, responses=problems(404, 409), summary="Report something")
async def report_abuse(body: NewAbuseReport, runtime: Parts, me: Me) -> AbuseReport:
    """Tell whoever runs this of a person, an event or a source that should not be as it is.

    Who is reported is not told. To be rid of a person at once, block them, too.
    """
    return await report(runtime, me.person_id, body)


@router.get("", summary="List my reports")
async def my_reports(runtime: Parts, me: Me, asked: AskedById) -> Page[AbuseReport]:
    """Give what I reported, the newest first, with what came of it."""
    found = await abuse_reports.of_person(runtime.db, me.person_id, asked.cursor, asked.one_more)
    return asked.read_on(Page[AbuseReport], [(one.id, one) for one in found])


async def report(runtime: Runtime, person_id: str, said: NewAbuseReport) -> AbuseReport:
    """Keep a report of something that there is."""
    title = await title_of(runtime, said.subject_id, person_id)
    report_id = runtime.ids("rpt")
    return await abuse_reports.add(runtime.db, report_id, person_id, said, title, runtime.clock())


async def title_of(runtime: Runtime, subject_id: str, person_id: str) -> str:
    """Return what a subject is called; raise what the services say where there is none, or `report_self`."""
    if subject_id == person_id:
        detail = "This is you; name somebody else."
        raise AppError("report_self", Kind.INVALID, detail, errors=(FieldError("/subject_id", detail),))
    if subject_id.startswith("per_"):
        return (await runtime.matching.shown_to(person_id, subject_id)).display_name
    if subject_id.startswith("src_"):
        return (await runtime.events.source(subject_id)).title
    return (await runtime.events.event(subject_id)).title
