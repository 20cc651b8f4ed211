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
    ],
)
def test_the_weightiest_difference_is_the_reason(
    after: dict[str, Any], reason: str, was: dict[str, Any] | None
) -> None:
    assert (reason_of(event(), event(**after)), before_of(event(), event(**after))) == (reason, was)


def test_an_event_that_was_not_there_is_created() -> None:
    assert (reason_of(None, event()), before_of(None, event())) == ("created", None)
    assert reason_of(event(place=None), event()) == "updated"
