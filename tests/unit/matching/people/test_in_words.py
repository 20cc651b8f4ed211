"""How a need or an offer is said: its kind tells whether its words are what, whom or on what."""

from typing import get_args

import pytest

from services.matching.people.in_words import asked, of_one
from services.matching.recommend.phrases import like_headlines, need_offer, offer_need, said
from shared.contracts.people import NeedKind


@pytest.mark.parametrize(
    ("field", "kind", "told", "of_another"),
    [
        ("needs", "learn", "want to learn “knots”", "wants to learn “knots”"),
        ("needs", "advice", "are looking for advice (“knots”)", "is looking for advice (“knots”)"),
        ("needs", "collaborate", "are looking for “knots”", "is looking for “knots”"),
        ("needs", "job", "are looking for a job (“knots”)", "is looking for a job (“knots”)"),
        ("offers", "mentor", "offer to mentor (“knots”)", "offers to mentor (“knots”)"),
        ("offers", "invest", "invest (“knots”)", "invests (“knots”)"),
        ("offers", "teach", "offer “knots”", "offers “knots”"),
    ],
)
def test_what_somebody_looks_for_or_gives_is_said_by_its_kind(
    field: str, kind: str, told: str, of_another: str
) -> None:
    assert told == asked(field, kind, "“knots”") == said(field, kind, "knots", 80)
    assert of_another == of_one(told)


@pytest.mark.parametrize("field", ["needs", "offers"])
def test_every_kind_can_be_said_with_the_words_in_quotes(field: str) -> None:
    assert all("“knots”" in asked(field, kind, "“knots”") for kind in get_args(NeedKind))


def test_what_two_say_alike_is_said_once() -> None:
    one, other = said("needs", "collaborate", "Farms for a trial.", 80), said("skills", "said", "soil", 80)
    assert "You are both looking for “Farms for a trial”." == need_offer(one, one) == offer_need(one, one)
    assert "You are looking for “Farms for a trial”; they know “soil”." == need_offer(one, other)
    assert "They know “soil”; you are looking for “Farms for a trial”." == offer_need(one, other)


def test_headlines_are_no_sentences_of_their_writers() -> None:
    assert [like_headlines("“Midwife”", theirs) for theirs in ("“midwife”", "“Doula”")] == [
        "Both your profiles say “midwife”.", "Your profile says “Midwife”, theirs “Doula”.",
    ]  # fmt: skip
