"""How often one network may ask for what costs others work."""

from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.auth import allowance
from services.gateway.auth.allowance import Allowance
from shared.kernel.errors import AppError, Kind

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def minutes(count: int) -> datetime:
    return NOW + timedelta(minutes=count)


def test_the_share_of_an_hour_is_given_and_then_the_wait_until_the_first_is_an_hour_ago() -> None:
    two = Allowance(2)
    two.take("192.0.2.0/24", NOW)
    two.take("192.0.2.0/24", minutes(20))

    with pytest.raises(AppError) as refused:
        two.take("192.0.2.0/24", minutes(50))

    told = refused.value
    assert ("too_many_previews", Kind.LIMITED, 601) == (told.code, told.kind, told.retry_after_s)


def test_what_was_refused_does_not_count() -> None:
    one = Allowance(1)
    one.take("192.0.2.0/24", NOW)
    with pytest.raises(AppError):
        one.take("192.0.2.0/24", minutes(59))
    one.take("192.0.2.0/24", minutes(60))


def test_each_network_has_its_own_share() -> None:
    one = Allowance(1)
    one.take("192.0.2.0/24", NOW)
    one.take("198.51.100.0/24", NOW)


def test_the_network_that_asked_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "MOST_ASKERS", 2)
    one = Allowance(1)
    for number, network in enumerate(("a", "b", "c")):
        one.take(network, minutes(number))

    one.take("a", minutes(3))
    with pytest.raises(AppError):
        one.take("c", minutes(4))
