"""Dates and ranges of dates in words, read whole and strictly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("April 25-29, 2022", "2022-04-25", "2022-04-29"),
        ("May 31-June 2, 2021", "2021-05-31", "2021-06-02"),
        ("July, 13-14, 2023", "2023-07-13", "2023-07-14"),
        ("29 June - 2 July, 2026", "2026-06-29", "2026-07-02"),
        ("Dec 30 - Jan 2, 2028", "2027-12-30", "2028-01-02"),
        ("December 30, 2027 – January 2, 2028", "2027-12-30", "2028-01-02"),
        ("Sept. 3rd – 5th, 2024", "2024-09-03", "2024-09-05"),
        ("Mon 3 - Fri 7 May 2027", "2027-05-03", "2027-05-07"),
        ("12, 13 and 14 May 2027", "2027-05-12", "2027-05-14"),
        ("12 & 13 May 2027 (in person)", "2027-05-12", "2027-05-13"),
        ("August 30 - Septemper 1, 2024", "2024-08-30", "2024-09-01"),
        ("2027-05-19 – 2027-05-21", "2027-05-19", "2027-05-21"),
        ("25 a 29 de abril de 2022", "2022-04-25", "2022-04-29"),
        ("1º a 3 de março de 2024", "2024-03-01", "2024-03-03"),
        ("25/04/2022 a 29/04/2022", "2022-04-25", "2022-04-29"),
        ("02/04/2022 a 05/04/2022", "2022-04-02", "2022-04-05"),
        ("vom 3. bis 5. März 2025", "2025-03-03", "2025-03-05"),
        ("25.–29.04.2022", "2022-04-25", "2022-04-29"),
        ("28. 6. 2023", "2023-06-28", "2023-06-28"),
        ("9.–10. 6. 2023", "2023-06-09", "2023-06-10"),
        ("30. 5. – 2. 6. 2023", "2023-05-30", "2023-06-02"),
        ("5., 6. Mai 2027", "2027-05-05", "2027-05-06"),
        ("du 3 au 5 février 2025", "2025-02-03", "2025-02-05"),
        ("1er mai 2027", "2027-05-01", "2027-05-01"),
        ("3 al 5 de junio del 2024", "2024-06-03", "2024-06-05"),
        ("dal 3 al 5 giugno 2024", "2024-06-03", "2024-06-05"),
        ("14 t.e.m. 15/10/2023", "2023-10-14", "2023-10-15"),
        ("05/04 t/m 07/04/2024", "2024-04-05", "2024-04-07"),
        ("5 tot en met 7 april 2024", "2024-04-05", "2024-04-07"),
        ("10–12 maja 2025", "2025-05-10", "2025-05-12"),
        ("19-21 мая 2027", "2027-05-19", "2027-05-21"),
        ("2027. május 19.", "2027-05-19", "2027-05-19"),
        ("May 9-5, 2027", "2027-05-09", "2027-05-09"),
    ],
)
def test_a_date_in_words_is_read_whole(text: str, first: str, last: str) -> None:
    assert (date.fromisoformat(first), date.fromisoformat(last)) == days_of(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("TBD", "date_to_be_announced"),
        ("August 2027 (exact dates TBD)", "date_to_be_announced"),
        ("a definir", "date_to_be_announced"),
        ("October, 2024", "only_month_known"),
        ("2027", "only_year_known"),
        ("May 5", "no_year"),
        ("02/04/2022", "ambiguous_date"),
        ("February 30, 2027", "no_such_day"),
        ("12 and 19 May 2027", "date_not_understood"),
        ("May 10-13 2021 Online", "date_not_understood"),
        ("spring 2027", "date_not_understood"),
    ],
)
def test_what_is_no_whole_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(DateRefusedError) as refused:
        days_of(text)
    assert reason == str(refused.value)


def test_a_year_known_from_elsewhere_completes_the_words() -> None:
    assert (date(2022, 11, 30), date(2022, 12, 3)) == days_of("November 30 - December 3", 2022)
    assert (date(2021, 5, 3), date(2021, 5, 3)) == days_of("May 3, 2021", 2022)


@given(st.text(max_size=130))
def test_any_text_is_days_in_order_or_a_reason(text: str) -> None:
    try:
        first, last = days_of(text)
    except DateRefusedError as refused:
        assert str(refused)
    else:
        assert first <= last


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_a_range_written_out_is_read_back(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    written = f"{first:%B} {first.day}, {first.year} - {last:%B} {last.day}, {last.year}"
    assert (first, last) == days_of(written)
