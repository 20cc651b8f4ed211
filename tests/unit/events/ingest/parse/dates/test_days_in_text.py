"""The first full date in a text, in the orders in which people write days, months and years."""

from datetime import date

import pytest

from services.events.ingest.parse.dates.feed_dates import days_in_text

DAY = date(2027, 5, 19)
DAYS = (DAY, date(2027, 5, 21))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Meet us on 5/19/2027 in Bonn", (DAY, DAY)),
        ("le 19/05/2027 à Lyon", (DAY, DAY)),
        ("am 19.05.2027 in Bonn", (DAY, DAY)),
        ("am 19.-21.05.2027 in Bonn", DAYS),
        ("2027/05/19 there", (DAY, DAY)),
        ("2027/05/19 - 2027/05/21 there", DAYS),
        ("on 2027-05-19", (DAY, DAY)),
        ("May, 19 2027", (DAY, DAY)),
        ("19 - 21 May 2027", DAYS),
        ("5/6/2027 may be either", None),
        ("5/19 of no year", None),
        ("submissions close on 5/19/2027", None),
    ],
)
def test_a_full_date_is_found_and_one_that_may_be_two_is_none(
    text: str, days: tuple[date, date] | None
) -> None:
    assert days_in_text(text) == days
