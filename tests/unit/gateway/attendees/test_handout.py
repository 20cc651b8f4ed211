"""Whom to meet as a table: a row for each, nothing that a spreadsheet would take for a formula."""

import pytest

from services.gateway.attendees.handout import header, line, row
from shared.contracts.people import PersonCard, Reason, Suggestion


def suggestion(name: str, *reasons: str) -> Suggestion:
    card = PersonCard(
        id="per_1", display_name=name, headline=None, place=None, organisation=None, interests=(), links=()
    )
    told = tuple(Reason(kind="shared_topic", text=text, evidence=()) for text in reasons)
    return Suggestion(id="sug_1", person=card, scope=None, strength="good", reasons=told, opener=None)


def test_a_row_names_whom_to_meet_and_why() -> None:
    people = [suggestion("Ben", "You both keep bees.", "Second"), suggestion("=HYPERLINK(1)")]
    assert header(2) == "external_id,email,name,meet_1,because_1,meet_2,because_2\r\n"
    assert row("7", "a@b.example", 'Ada "A" Osei', people) == (
        '7,a@b.example,"Ada ""A"" Osei",Ben,You both keep bees.,\'=HYPERLINK(1),\r\n'
    )


def test_who_is_matched_with_nobody_has_a_row_all_the_same() -> None:
    assert row("7", "a@b.example", "Ada", ()) == "7,a@b.example,Ada\r\n"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *((f"{sign}1+1", f"'{sign}1+1") for sign in ("=", "+", "-", "@", "＝", "＋", "－", "＠")),
        ("\t=1", "'\t'=1"),
        ("Ada;=1+1", "Ada;'=1+1"),
        ("Ada\t@SUM(1)", "Ada\t'@SUM(1)"),
        ("Ada; +1 - 2 = b@c.example", "Ada; +1 - 2 = b@c.example"),
    ],
)
def test_no_cell_is_a_formula_wherever_a_spreadsheet_parts_it(cell: str, written: str) -> None:
    assert line([cell, "x"]) == f"{written},x\r\n"
