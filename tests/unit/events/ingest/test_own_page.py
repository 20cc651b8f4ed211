"""What an event's own page says of it, once its source no longer lists it."""

import pytest

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.model import Listing
from services.events.ingest.presence.own_page import body_of, is_gone, said_of
from services.events.ingest.resolve.off import Told
from shared.contracts.events import EventStatus
from shared.http.guarded import Response
from tests.support.listings import listing

PAGE = "https://example.org/soil"
HELD = listing("Soil Health Day")


def answered(status: int) -> Response:
    return Response(status, {}, b"<h1>Soil Health Day</h1>", PAGE, None)


@pytest.mark.parametrize(
    ("answer", "gone", "body"),
    [
        (answered(200), False, b"<h1>Soil Health Day</h1>"),
        (answered(404), True, None),
        (answered(410), True, None),
        (answered(403), False, None),
        (answered(500), False, None),
        (NoAnswer("dns"), False, None),
    ],
)
def test_a_page_is_there_or_gone_or_out_of_reach(
    answer: Response | NoAnswer, gone: bool, body: bytes | None
) -> None:
    assert (gone, body) == (is_gone(answer), body_of(answer))


@pytest.mark.parametrize(
    ("on_page", "said"),
    [
        ([listing("Soil Day 2027")], Told.PAGE_STANDS),
        ([listing("Soil Health Day", status=EventStatus.CANCELLED)], Told.PAGE_OFF),
        ([listing("Soil Health Day", status=EventStatus.POSTPONED), HELD], Told.PAGE_OFF),
        ([listing("Soil Health Day", status=EventStatus.RESCHEDULED)], Told.PAGE_STANDS),
        ([listing("Soil Health Day", day="2027-05-20")], None),
        ([listing("Water Night", status=EventStatus.CANCELLED)], None),
        ([listing("Water Night", status=EventStatus.CANCELLED), HELD], Told.PAGE_STANDS),
        ([], None),
    ],
)
def test_what_is_said_of_the_event_of_that_day_and_name(on_page: list[Listing], said: Told | None) -> None:
    assert said == said_of(HELD, on_page)
