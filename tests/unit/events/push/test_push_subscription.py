"""Laws of a subscription, whatever a hub does and in whatever order."""

import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.push.offer import Offer
from services.events.push.subscription import (
    LONGEST_LEASE,
    LONGEST_RETRY,
    SHORTEST_LEASE,
    PushState,
    Subscription,
    asked,
    denied,
    distrusted,
    is_signed,
    polled,
    proposed,
    pushed,
    verified,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TOPIC = "https://a.example/feed"
FRESH = Subscription("src_1", "https://h.example/", TOPIC, "token", b"secret", next_at=NOW)

steps = st.sampled_from(["ask", "verify", "deny", "push", "forge", "news"])


def after(held: Subscription, step: str, now: datetime, lease_s: int | None) -> Subscription:
    match step:
        case "ask":
            return asked(held, now)
        case "verify":
            return verified(held, "subscribe", TOPIC, lease_s, now) or held
        case "deny":
            return denied(held, TOPIC, now)
        case "push":
            return pushed(held, now)
        case "forge":
            return distrusted(held)
        case _:
            return polled(held, now - timedelta(hours=1), now)


@given(
    st.lists(st.tuples(steps, st.integers(1, 20 * 24 * 60), st.none() | st.integers(0, 10**10)), max_size=40)
)
def test_it_is_never_relied_upon_unasked_nor_for_long(walk: list[tuple[str, int, int | None]]) -> None:
    held, now, ever_asked = FRESH, NOW, False
    for step, minutes, lease_s in walk:
        now += timedelta(minutes=minutes)
        ever_asked = ever_asked or step == "ask"
        before, held = held, after(held, step, now, lease_s)
        until = held.relied_upon(now)
        assert until is None or (ever_asked and now < until <= now + LONGEST_LEASE)
        assert held.next_at is not None
        assert held.next_at <= max(now, NOW) + LONGEST_LEASE
        assert (held.secret, held.token, held.hub) == (FRESH.secret, FRESH.token, FRESH.hub)
        if step in {"ask", "forge", "push"}:
            assert before.relied_upon(now) == until


@pytest.mark.parametrize(
    ("lease_s", "lease"),
    [(0, SHORTEST_LEASE), (86_400, timedelta(days=1)), (10**10, LONGEST_LEASE), (None, timedelta(days=10))],
)
def test_the_lease_is_kept_within_bounds(lease_s: int | None, lease: timedelta) -> None:
    made = verified(asked(FRESH, NOW), "subscribe", TOPIC, lease_s, NOW)
    assert made is not None
    assert (PushState.ACTIVE, NOW + lease, NOW + lease * (2 / 3)) == (
        made.state,
        made.expires_at,
        made.next_at,
    )


def test_asking_again_takes_ever_longer() -> None:
    held, waits = FRESH, []
    for _ in range(9):
        held = asked(held, NOW)
        assert held.next_at is not None
        waits.append(held.next_at - NOW)
    assert [timedelta(hours=2**n) for n in range(8)] + [LONGEST_RETRY] == waits


def test_an_answer_too_late_was_not_asked_for() -> None:
    assert verified(asked(FRESH, NOW), "subscribe", TOPIC, 60, NOW + timedelta(days=1, seconds=1)) is None


def test_only_silence_in_a_row_counts() -> None:
    made = verified(asked(FRESH, NOW), "subscribe", TOPIC, None, NOW)
    assert made is not None
    day = timedelta(days=1)
    silent = polled(polled(made, NOW + day, NOW + 2 * day), NOW + 2 * day, NOW + 3 * day)
    heard = polled(pushed(silent, NOW + 3.5 * day), NOW + 3 * day, NOW + 4 * day)
    assert (2, 0) == (silent.missed, heard.missed)
    assert PushState.UNRELIABLE == polled(silent, NOW + 3 * day, NOW + 4 * day).state


def test_what_stands_stays_and_another_hub_begins_anew() -> None:
    secrets = iter(["t1", "s1"])
    made = proposed(None, Offer("https://h.example/", TOPIC), "src_1", NOW, lambda: next(secrets))
    assert made == Subscription("src_1", "https://h.example/", TOPIC, "t1", b"s1", next_at=NOW)
    assert proposed(made, Offer("https://h.example/", TOPIC), "src_1", NOW, lambda: "x") is made
    assert proposed(made, None, "src_1", NOW, lambda: "x") is None
    other = proposed(made, Offer("https://i.example/", TOPIC), "src_1", NOW, lambda: "x")
    assert other == Subscription("src_1", "https://i.example/", TOPIC, "x", b"x", next_at=NOW)


@given(st.binary(max_size=200), st.binary(max_size=200), st.text(max_size=80))
def test_only_the_right_signature_counts(body: bytes, other: bytes, junk: str) -> None:
    good = "sha256=" + hmac.new(b"secret", body, "sha256").hexdigest()
    assert is_signed(FRESH, body, good)
    assert is_signed(FRESH, other, good) == (body == other)
    assert not is_signed(FRESH, body, junk)
    assert not is_signed(FRESH, body, None)
