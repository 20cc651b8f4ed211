"""Laws of reading: nothing raises, nothing is lost, twice is as once, recurrences are bounded."""

from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from services.events.ingest.model import Outcome
from services.events.ingest.normalise.links import clean_link
from services.events.ingest.normalise.text import one_line, plain
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.calendars.ical_time import IcalTime
from services.events.ingest.parse.calendars.occurrences import occurrence_days
from services.events.ingest.parse.calendars.rule import MAX_COUNT, read_rule
from tests.support.reading import calendar, read

STARTS = [
    b"", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", b"<rss><channel><item>", b"<html>",
    b'[{"name": "x", "startDate": ',
    b'<script type="application/ld+json">', b'{"@type": "Event", "name": ', b"\xff\xfe", b"\xef\xbb\xbf{",
]  # fmt: skip
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40)


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@settings(deadline=None)
def test_no_bytes_make_reading_raise(start: bytes, rest: bytes) -> None:
    reading = read(start + rest)
    assert reading.outcome in set(Outcome)
    assert bool(reading.listings or reading.rejected) or reading.outcome is Outcome.EMPTY


@given(
    st.lists(st.tuples(st.sampled_from(["SUMMARY", "DTSTART", "RRULE", "UID", "LOCATION", "EXDATE"]), LINES))
)
@settings(deadline=None)
def test_every_calendar_event_is_a_listing_or_a_rejection(lines: list[tuple[str, str]]) -> None:
    events = ["\n".join(f"{name}:{value}" for name, value in lines), "UID:ok\nSUMMARY:Ok\nDTSTART:20270519"]
    reading = read(calendar(*events))
    assert len(reading.listings) + len(reading.rejected) >= len(events)
    assert "Ok" in [listing.title for listing in reading.listings]


@given(st.text(max_size=300))
def test_plain_text_is_a_fixed_point(text: str) -> None:
    assert plain(text) == plain(plain(text))
    assert one_line(text) == one_line(one_line(text))


@given(st.text(max_size=100).map(lambda tail: "https://example.org/" + tail))
def test_a_clean_link_is_a_fixed_point(link: str) -> None:
    cleaned = clean_link(link)
    assert cleaned is None or clean_link(cleaned) == cleaned


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
)
def test_iso_times_are_read_back(moment: datetime) -> None:
    found = read_date(moment.isoformat())
    assert found is not None
    assert moment == found.wall


WEEKDAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), unique=True, max_size=3)
NTH = st.lists(st.sampled_from(["1MO", "2TU", "-1FR", "3TH", "-2SU"]), unique=True, max_size=2)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    days = draw(NTH if frequency in {"MONTHLY", "YEARLY"} and draw(st.booleans()) else WEEKDAYS)
    months = draw(st.lists(st.integers(1, 12), unique=True, max_size=2))
    month_days = (
        [] if frequency == "WEEKLY" else draw(st.lists(st.integers(-31, 31).filter(bool), max_size=2))
    )
    lists: dict[str, list[str] | list[int]] = {"BYDAY": days, "BYMONTH": months, "BYMONTHDAY": month_days}
    parts += [f"{name}={','.join(str(each) for each in values)}" for name, values in lists.items() if values]
    return ";".join(parts)


@given(rules(), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
@settings(deadline=None)
def test_days_of_a_rule_are_those_of_the_reference_expander(text: str, first: date) -> None:
    start = datetime.combine(first, datetime.min.time())
    last = start + timedelta(days=800)
    mine = list(occurrence_days(read_rule(text, IcalTime(start, None, is_day=True)), first, last.date()))
    until = f";UNTIL={last:%Y%m%dT%H%M%S}"
    reference = (
        {found.date() for found in rrulestr(text + until, dtstart=start)} if _ends_soon(text) else set(mine)
    )
    assert sorted(reference | {first}) == mine


def _ends_soon(text: str) -> bool:
    """Leave out rules without any day, for which the reference searches to the year 9999."""
    return "BYMONTHDAY" not in text or "BYMONTH=" not in text


@given(st.integers(1, MAX_COUNT), st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
@settings(deadline=None, max_examples=30)
def test_a_count_is_never_exceeded(count: int, frequency: str) -> None:
    start = IcalTime(datetime(2026, 1, 1), None, is_day=True)
    days = list(
        occurrence_days(
            read_rule(f"FREQ={frequency};COUNT={count}", start), date(2026, 1, 1), date(2028, 1, 1)
        )
    )
    assert len(days) <= count
