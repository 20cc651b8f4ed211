"""What to ask first: their own words before a topic that many share."""

import pytest

from services.matching.recommend.explain.opener import opener
from shared.contracts.people import Reason

NEED, OFFER, HEADLINE, TOPIC = "a need?", "an offer?", "a headline?", "a topic?"
ALL = {"needs[0]": NEED, "offers[0]": OFFER, "interests[0]": TOPIC, "headline": HEADLINE}


def reason(path: str) -> Reason:
    return Reason(kind="shared_topic", text="…", evidence=("me.interests[0]", f"them.{path}"))


@pytest.mark.parametrize(
    ("shown", "because", "question"),
    [
        (ALL, "offers[0]", OFFER),
        (ALL, "interests[0]", NEED),
        ({"interests[0]": TOPIC, "headline": HEADLINE}, "interests[0]", HEADLINE),
        ({"interests[0]": "another?", "interests[1]": TOPIC}, "interests[1]", TOPIC),
        ({"interests[0]": TOPIC}, "place", TOPIC),
        ({}, "place", None),
    ],
)
def test_own_words_come_first(shown: dict[str, str], because: str, question: str | None) -> None:
    assert question == opener(shown, [reason(because)])
