"""What a publisher may say of a pair of listings."""

import pytest

from services.events.sources.publisher.pairs import HeldPair, check_pair
from shared.kernel.errors import AppError

ANYTHING = (True, False, None)
MINE, YOURS = ("src_a", "src_a"), ("src_b", "src_a")


@pytest.mark.parametrize("same", ANYTHING)
@pytest.mark.parametrize(
    ("pair", "refused"),
    [
        (HeldPair(MINE, is_in_doubt=False, said_by=None), {}),
        (HeldPair(YOURS, is_in_doubt=True, said_by=None), {}),
        (HeldPair(YOURS, is_in_doubt=False, said_by="per_me"), {}),
        (HeldPair(YOURS, is_in_doubt=False, said_by=None), {True: "not_in_doubt"}),
        (HeldPair(MINE, is_in_doubt=True, said_by="per_other"), dict.fromkeys(ANYTHING, "settled_by_others")),
        (HeldPair(("src_b", "src_c"), is_in_doubt=True, said_by=None),
         dict.fromkeys(ANYTHING, "not_your_listing")),
    ],
)  # fmt: skip
def test_what_is_theirs_to_say(pair: HeldPair, refused: dict[bool | None, str], same: bool | None) -> None:
    code = None
    try:
        check_pair(pair, "src_a", "per_me", same=same)
    except AppError as error:
        code = error.code
    assert refused.get(same) == code
