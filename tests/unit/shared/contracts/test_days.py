"""Days are asked for in writing; what looks like a number of seconds is refused."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.contracts.catalogue.clashes import PlannedDay
from shared.contracts.days import Day, Moment

DAY, MOMENT, PLANNED = TypeAdapter[date](Day), TypeAdapter[datetime](Moment), TypeAdapter[date](PlannedDay)


@given(st.dates(), st.datetimes())
def test_what_is_written_out_is_read(day: date, moment: datetime) -> None:
    assert DAY.validate_python(day.isoformat()) == day
    assert MOMENT.validate_python(f"{moment.isoformat()}Z") == moment.replace(tzinfo=UTC)
    assert MOMENT.validate_python(day.isoformat()) == datetime(day.year, day.month, day.day)


@given(st.one_of(st.integers(), st.floats(allow_nan=False), st.booleans()))
def test_a_number_is_no_day(number: float) -> None:
    for adapter in (DAY, MOMENT):
        for told in (number, f" {number}"):
            with pytest.raises(ValidationError):
                adapter.validate_python(told)


@pytest.mark.parametrize("beyond", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_no_event_is_planned_at_the_ends_of_time(beyond: str) -> None:
    with pytest.raises(ValidationError):
        PLANNED.validate_python(beyond)
