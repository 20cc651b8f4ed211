"""When letters to an address rest because they come back."""

from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.digest.returned import Try, comes_back

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
NOBODY, BLOCKED, LATER = "550 5.1.1 no such user", "554 5.7.1 blocked by a list", "451 4.2.1 try later"


def tries(*what: tuple[float, str | None]) -> list[Try]:
    return [Try(NOW - timedelta(days=days), refusal) for days, refusal in what]


@pytest.mark.parametrize(
    ("seen", "signed_in_days_ago", "rest"),
    [
        (tries((1, NOBODY), (8, NOBODY), (15, NOBODY)), None, True),
        (tries((1, "550 5.1.10 null MX"), (8, "550 5.2.1 off"), (15, "553 5.1.3 odd")), None, True),
        (tries((1, NOBODY), (8, NOBODY), (15, NOBODY)), 9, True),
        (tries((1, NOBODY), (8, NOBODY), (15, NOBODY)), 0.5, False),
        (tries((1, NOBODY), (8, NOBODY)), None, False),
        (tries((1, NOBODY), (1.1, NOBODY), (1.2, NOBODY), (2, NOBODY)), None, False),
        (tries((1, NOBODY), (8, None), (15, NOBODY), (22, NOBODY)), None, False),
        (tries((1, None), (8, NOBODY), (15, NOBODY), (22, NOBODY)), None, False),
        (tries((1, BLOCKED), (8, BLOCKED), (15, BLOCKED)), None, False),
        (tries((1, LATER), (8, NOBODY), (15, NOBODY), (22, NOBODY)), None, False),
        (tries((31, NOBODY), (38, NOBODY), (45, NOBODY)), None, False),
        (tries((1, "550 5.1.15 x"), (8, "550 5.1.15 x"), (15, "550 5.1.15 x")), None, False),
        ([], None, False),
    ],
)
def test_letters_rest_only_where_there_is_no_such_mailbox(
    seen: list[Try], signed_in_days_ago: float | None, rest: bool
) -> None:
    signed_in = None if signed_in_days_ago is None else NOW - timedelta(days=signed_in_days_ago)
    assert rest == comes_back(seen, signed_in, NOW)
