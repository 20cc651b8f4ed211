"""How many people an organiser whom nobody let in may have us write to within a day."""

import pytest

from services.gateway.attendees.budget import MOST_OF_ALL, MOST_OF_ONE, Budget, left_of
from shared.kernel.errors import AppError


@pytest.mark.parametrize(
    ("own", "of_all", "left"),
    [
        (0, 0, MOST_OF_ONE),
        (MOST_OF_ONE - 1, MOST_OF_ONE - 1, 1),
        (MOST_OF_ONE + 5, MOST_OF_ONE + 5, 0),
        (0, MOST_OF_ALL - 7, 7),
        (0, MOST_OF_ALL + 1, 0),
    ],
)
def test_each_has_a_share_and_all_have_one_together(own: int, of_all: int, left: int) -> None:
    assert left == left_of(own, of_all)


def test_who_is_brought_is_written_to_and_others_while_letters_are_left() -> None:
    budget = Budget(2)
    budget.reserve()
    budget.promise("per_new")

    told = [budget.allows(one) for one in ("per_known", "per_late", "per_new", "per_new")]

    assert [True, False, True, True] == told
    with pytest.raises(AppError, match="letters_spent"):
        budget.reserve()
