"""The days that a line tells: read whole, among other words, or completed by what is known from elsewhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.parse.dates.line_days import line_days


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("05/10 a 14/11/2027", ("2027-10-05", "2027-11-14", "05/10 a 14/11/2027", True)),
        ("17/07/2027 · sexta-feira", ("2027-07-17", "2027-07-17", "17/07/2027", True)),
        ("Old Mill | 17.09.27", ("2027-09-17", "2027-09-17", "17.09.27", True)),
        ("Lathes on 19 May 2027 in Bonn", ("2027-05-19", "2027-05-19", "19 May 2027", True)),
        ("Lathes, 19-21 May, Bonn", ("2026-05-19", "2026-05-21", "19-21 May", False)),
        ("Lathes 10/11/2027", None),
        ("Release 1.2.16", None),
        ("Deadline: 19 May 2027", None),
    ],
)
def test_days_of_a_line(line: str, told: tuple[str, str, str, bool] | None) -> None:
    found = line_days(line, 2026)
    assert (
        found and (found.days[0].isoformat(), found.days[1].isoformat(), line[found.place], found.is_whole)
    ) == told


def test_the_order_of_a_list_tells_the_month() -> None:
    told = [line_days("Lathes 10/11/2027", day_first=order) for order in (True, False)]
    assert [found and found.days[0] for found in told] == [date(2027, 11, 10), date(2027, 10, 11)]


@given(st.text("0123456789./- |·aMy", max_size=40), st.sampled_from([None, 2027]))
def test_what_is_told_stands_in_the_line(line: str, year: int | None) -> None:
    found = line_days(line, year)
    assert found is None or (found.days[0] <= found.days[1] and line[found.place].strip())
