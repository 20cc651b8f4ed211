"""Who does not come by the words of a registration system, and that each stands on one line."""

import pytest

from services.gateway.attendees.coming import stand_of
from services.gateway.attendees.lines import CSV, Given, read_lines
from shared.contracts.partners.attendees import PersonLine

OWN = Given("evt_1", lenient=True, id_of=lambda email: f"adr_{email}")


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        *((it, "not_going") for it in (
            "Not Attending", "Refunded", "Cancelled by attendee", "canceled", "Voided", "declined",
            "waitlist", "pending_approval", "invited", "No", "storniert", "Annulé", "キャンセル", "отменено",
        )),
        *((it, "interested") for it in ("Maybe", "tentative")),
        *((it, "going") for it in (
            "Attending", "Checked In", "approved", "paid", "pending", "Yes", "bezahlt", "Not cancelled",
            "Partially refunded", "Member",
        )),
    ],
)  # fmt: skip
def test_only_what_says_that_somebody_does_not_come_takes_them_off(said: str, stands: str) -> None:
    assert stand_of(said).value == stands


def test_of_two_orders_of_one_attendee_the_one_that_holds_counts() -> None:
    text = (
        "Ticket ID,Name,Mail,Attendee Status\n"
        "1,Ana,ana@b.example,Refunded\n"
        "2,Bo,bo@b.example,Attending\n"
        "3,Ana,Ana@b.example,Attending\n"
        "4,A guest of Bo's,bo@b.example,Attending\n"
        "5,Cy,cy@b.example,Not Attending\n"
        "6,Bo,bo@b.example,Refunded\n"
    )
    lines = read_lines(text.encode(), CSV, "people", OWN)
    assert [
        (
            line.number,
            isinstance(line.body, PersonLine) and line.body.attendance and line.body.attendance.status.value,
        )
        for line in lines
        if line.body
    ] == [(3, "going"), (4, "going"), (6, "not_going")]
    assert [(line.number, line.problem) for line in lines if line.problem] == [
        (2, "This e-mail address stands on line 4 too; keep one of them."),
        (5, "This e-mail address stands on line 3 too; keep one of them."),
        (6, "does not come, as the table has it"),
        (7, "This e-mail address stands on line 3 too; keep one of them."),
    ]
