"""When a webhook's message is tried again, and how long its endpoint rests."""

from datetime import UTC, datetime, timedelta

from services.gateway.partners.attempts import MOST_ATTEMPTS, rest_until, retry_at

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


def test_a_message_is_tried_ten_times_within_three_days_or_so() -> None:
    waits = [again - NOW for n in range(1, MOST_ATTEMPTS) if (again := retry_at(NOW, n, 0.0))]

    assert [it.total_seconds() for it in waits] == [5, 300, 1800, 7200, 18e3, 36e3, 50.4e3, 72e3, 86.4e3]
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=3, hours=6)
    assert retry_at(NOW, MOST_ATTEMPTS, 0.0) is None
    assert retry_at(NOW, 1, 0.5) == NOW + timedelta(seconds=5.25)
    asked = [retry_at(NOW, 2, 0.0, asked_s) for asked_s in (40, 4000, 10**9)]
    assert asked == [NOW + timedelta(seconds=it) for it in (300, 4000, 86_400)]


def test_an_endpoint_rests_twice_as_long_after_each_failure_a_quarter_of_an_hour_at_most() -> None:
    rests = [(rest_until(NOW, failures) - NOW).total_seconds() for failures in (1, 2, 7, 8, 10**9)]
    assert rests == [10, 20, 640, 900, 900]
    assert [rest_until(NOW, 1, asked_s) - NOW for asked_s in (5, 4000, 10**9)] == [
        timedelta(seconds=it) for it in (10, 4000, 86_400)
    ]
