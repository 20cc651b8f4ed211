"""Reports of a person, an event or a source that should not be as it is, and what came of them."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from shared.contracts.model import Answer, Request
from shared.kernel.ids import id_pattern

ReportReason = Literal[
    "spam", "harassment", "fraud", "impersonation", "false_information", "illegal", "not_an_event", "other"
]
ReportOutcome = Literal["upheld", "dismissed"]
SUBJECT = id_pattern("(per|evt|src)")


class NewAbuseReport(Request):
    """Tell whoever runs this of something that should not be so."""

    subject_id: str = Field(
        pattern=SUBJECT,
        description="a person, an event or a source",
        examples=["evt_01jd3c9m8q7v0w1x2y3z4a5b6c"],
    )
    reason: ReportReason
    text: str = Field(
        min_length=1, max_length=2000, description="what happened, with addresses of what shows it"
    )


class AbuseReport(Answer):
    """A report of mine. Who is reported is never told who did."""

    id: str = Field(examples=["rpt_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    subject_id: str
    subject_title: str = Field(description="what it was called when it was reported")
    reason: ReportReason
    text: str
    created_at: datetime
    outcome: ReportOutcome | None = Field(description="null while it waits for whoever runs this")
    note: str | None = Field(description="what whoever settled it says of it")
    settled_at: datetime | None
