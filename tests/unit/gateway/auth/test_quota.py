"""How many requests a caller may make."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.auth import quota
from services.gateway.auth.quota import WINDOW_S, Caller, Quotas, Standing

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ADA = Caller("person", "per_1")
NETWORK = Caller("anonymous", "192.0.2.1")


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def three() -> Quotas:
    return Quotas({"anonymous": 3, "person": 6, "partner": 9})


def test_a_quota_may_be_spent_at_once_and_then_fills_steadily() -> None:
    quotas = three()
    spent = [quotas.take(NETWORK, NOW) for _ in range(4)]
    again = [quotas.take(NETWORK, later(20)), quotas.take(NETWORK, later(20))]

    assert [(it.remaining, it.reset_s, it.wait_s) for it in spent] == [
        (2, 20, None), (1, 40, None), (0, 60, None), (0, 60, 20),
    ]  # fmt: skip
    assert [it.wait_s for it in again] == [None, 20]


def test_callers_and_kinds_count_apart() -> None:
    quotas = three()
    for _ in range(4):
        quotas.take(NETWORK, NOW)

    assert quotas.take(ADA, NOW) == Standing("person", 6, 5, 10, None)
    assert quotas.take(Caller("anonymous", "192.0.2.2"), NOW).wait_s is None


def test_what_is_given_back_costs_nothing() -> None:
    quotas = three()
    quotas.take(NETWORK, NOW)
    quotas.take(NETWORK, NOW)

    assert quotas.give_back(NETWORK, NOW).remaining == 2
    assert quotas.give_back(Caller("anonymous", "unseen"), NOW).remaining == 3


def test_the_header_fields_name_policy_and_standing() -> None:
    assert Standing("partner", 1200, 7, 41, None).fields == {
        "ratelimit-policy": '"partner";q=1200;w=60',
        "ratelimit": '"partner";r=7;t=41',
    }
    assert Standing("partner", 1200, 0, 60, 3).fields["ratelimit"] == '"partner";r=0;t=3'


def test_who_asked_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "MOST_CALLERS", 2)
    quotas = three()
    for name in ("a", "b", "a", "c"):
        quotas.take(Caller("anonymous", name), NOW)

    assert quotas.take(Caller("anonymous", "a"), NOW).remaining == 0
    assert quotas.take(Caller("anonymous", "b"), NOW).remaining == 2


def test_a_clock_that_was_set_back_keeps_nobody_out() -> None:
    quotas = three()
    quotas.take(NETWORK, later(3600))

    told = [quotas.take(NETWORK, NOW) for _ in range(4)]

    assert [(it.remaining, it.wait_s) for it in told] == [(2, None), (1, None), (0, None), (0, 20)]


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 20))
def test_never_more_than_a_quota_and_its_refill_pass(pauses: list[float], most: int) -> None:
    quotas, at, passed = Quotas({"anonymous": most}), 0.0, 0
    for pause in pauses:
        at += pause
        standing = quotas.take(NETWORK, later(at))
        passed += standing.wait_s is None
        assert 0 <= standing.remaining < most
        if standing.wait_s is not None:  # whoever waits as told is let in
            assert 1 <= standing.wait_s <= WINDOW_S
            at += standing.wait_s
            assert quotas.take(NETWORK, later(at)).wait_s is None
            passed += 1
    assert passed <= most + at * most / WINDOW_S + 1e-6
