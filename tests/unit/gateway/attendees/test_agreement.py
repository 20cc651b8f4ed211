"""A column of consents: whatever can be meant otherwise is no agreement."""

import pytest

from services.gateway.attendees.agreement import agreement


@pytest.mark.parametrize(
    ("cell", "agreed"),
    [
        ("Yes", True), ("Ja", True), ("x", True), ("Yes, please!", True), ("I agree", True), ("✓", True),
        ("はい", True), ("Oui", True), ("Oui, merci", True), ("Si", True), ("sí", True), ("Ja, gerne", True),
        ("We agree", True), ("Nei", False), ("No, gracias", False), ("No", False),
        ("-", False), ("No thanks", False), ("I disagree", False),
        ("Yes, but not to sponsors", None), ("I do not agree", None), ("No problem", None),
        ("perhaps", None), ("12", None), ("I", None), ("", None),
    ],
)  # fmt: skip
def test_only_a_plain_yes_is_one(cell: str, agreed: bool | None) -> None:
    assert agreement(cell) is agreed
