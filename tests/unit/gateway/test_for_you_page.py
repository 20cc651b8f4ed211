"""What the first page says of people who are suggested without a reason."""

import pytest

from services.gateway.api.pages.visitor import PageFacts
from services.gateway.web.templating import render
from shared.contracts.account import Home
from shared.contracts.people import PersonCard, Reason, Scope, Suggestion

PAGE = PageFacts("/for-you", "/for-you", "", signed_in=True, csrf="", data_notice="real", site="")
REASON = Reason(kind="shared_topic", text="You both write of soil.", evidence=("me.bio", "them.bio"))
GUESS, NONE = "little more than a guess", "No reason to show"


def _bob(*reasons: Reason, at: Scope | None = None) -> Suggestion:
    card = PersonCard(
        id="per_1", display_name="Bob", headline=None, place=None, organisation=None, interests=(), links=()
    )
    return Suggestion(id="sug_1", person=card, scope=at, strength="worth_a_try", reasons=reasons, opener=None)


@pytest.mark.parametrize(
    ("is_new", "people", "said"),
    [
        (True, (_bob(),), (True, False)),
        (False, (_bob(),), (False, True)),
        (False, (_bob(REASON),), (False, False)),
        (True, (_bob(REASON, at=Scope(event_id="evt_1")),), (False, False)),
        (True, (), (False, False)),
    ],
)
def test_who_is_shown_without_a_reason_is_said_to_be(
    is_new: bool, people: tuple[Suggestion, ...], said: tuple[bool, bool]
) -> None:
    page = _page(is_new, *people)
    assert (GUESS in page, NONE in page) == said


@pytest.mark.parametrize("by_chance", [False, True])
def test_who_is_shown_people_in_random_order_is_told_so(by_chance: bool) -> None:
    people = _bob(REASON), _bob(REASON).model_copy(update={"by_chance": by_chance})
    assert by_chance is ("This week chance orders your list" in _page(False, *people))


def _page(is_new: bool, *people: Suggestion) -> str:
    home = Home(going=(), events=(), people=people, introductions=(), follow_ups=(), degraded=())
    words = {"headline": "", "display_name": "", "city": "", "open": ""}
    return render(
        "for_you.html", page=PAGE, home=home, dial=None, noted="", is_new=is_new, is_reserved=False,
        said=words, error=None,
    )  # fmt: skip
