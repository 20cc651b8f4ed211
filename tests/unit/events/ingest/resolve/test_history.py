"""What the change log says of two versions of an event."""

from typing import Any

import pytest

from services.events.ingest.resolve.history import before_of, reason_of
from tests.support.published import BERLIN, TIMED, event

LATER = {"local": "2027-05-26T09:00", "timezone": "Europe/Berlin", "utc": "2027-05-26T07:00:00Z"}
HAMBURG = {**BERLIN, "city": "Hamburg"}


@pytest.mark.parametrize(
    ("after", "reason", "was"),
    [
        (
            {"status": "cancelled", "starts_at": LATER},
            "cancelled",
            {"status": "scheduled", "starts_at": TIMED},
        ),
        ({"starts_at": LATER}, "rescheduled", {"starts_at": TIMED}),
        ({"place": HAMBURG}, "relocated", {"place": BERLIN}),
        ({"place": {**BERLIN, "address": "Street 1"}}, "updated", {"place": BERLIN}),
        ({"mode": "online"}, "moved_online", {"mode": "in_person"}),
        ({"title": "Rust!"}, "updated", None),
        ({"starts_at": {**TIMED, "timezone": None, "utc": None}}, "updated", {"starts_at": TIMED}),
        (
            {"starts_at": {"local": TIMED["local"][:10], "timezone": None, "utc": None}},
            "updated",
            {"starts_at": TIMED},
        ),
    ],
)
def test_the_weightiest_difference_is_the_reason(
    after: dict[str, Any], reason: str, was: dict[str, Any] | None
) -> None:
    assert (reason_of(event(), event(**after)), before_of(event(), event(**after))) == (reason, was)


def test_what_was_put_off_and_has_a_date_again_is_rescheduled() -> None:
    put_off = event(status="postponed")
    assert "rescheduled" == reason_of(put_off, event(starts_at=LATER))
    assert "scheduled" == reason_of(put_off, event())
    assert "cancelled" == reason_of(put_off, event(status="cancelled", starts_at=LATER))


def test_an_event_that_was_not_there_is_created() -> None:
    assert (reason_of(None, event()), before_of(None, event())) == ("created", None)
    assert reason_of(event(place=None), event()) == "updated"
