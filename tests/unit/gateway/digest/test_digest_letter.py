"""A week as bytes: headers of the standards, text first, and the same bytes whoever writes it."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from services.gateway.digest.decide import NO_PROFILE, Decision, Subscriber, Turn, decide
from services.gateway.digest.due import Schedule
from services.gateway.letters.lists import House
from services.gateway.letters.message import Body, Heading, Letter, compose
from services.gateway.letters.unsubscribe import address_digest, read_token, token_for
from tests.support.letters import a_plan, an_event

ME = "per_00000000000000000000000099"
KEY = b"k" * 32
HOUSE = House("https://acquaint.test", "Acquaint <hello@acquaint.test>", KEY)
EVENTS = {event.id: event for event in (an_event(number) for number in range(1, 9))}
MONDAY = datetime(2026, 11, 23, 7, 10, tzinfo=UTC)
"""Ten past eight in Berlin."""
ADA = Subscriber(ME, "ada@people.test", Schedule(), None, MONDAY - timedelta(days=30))


def the_letter(decision: Decision) -> Letter:
    assert decision.letter is not None
    return decision.letter


def test_the_letter_of_a_week() -> None:
    decision = decide(ADA, a_plan(ME), EVENTS, Turn(MONDAY), HOUSE)
    letter = the_letter(decision)
    message = message_from_bytes(letter.content, policy=default)
    token = token_for(KEY, ME)
    assert (decision.week, decision.note, decision.subscriber.timezone) == ("2026-W48", None, "Europe/Berlin")
    assert {name: str(message[name]) for name in message if name not in {"Message-ID", "Content-Type"}} == {
        "From": "Acquaint <hello@acquaint.test>",
        "To": "ada@people.test",
        "Subject": "Your week: 3 events worth your time, 2 people worth meeting",
        "Date": "Mon, 23 Nov 2026 07:10:00 +0000",
        "List-Unsubscribe": f"<https://acquaint.test/unsubscribe/{token}>, "
        f"<mailto:hello@acquaint.test?subject=unsubscribe%20{token}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": '"Acquaint, your week" <digest.acquaint.test>',
        "Feedback-ID": "2026-W48:digest:weekly:acquaint",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
    }
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert b"\r\nList-Unsubscribe: <https://acquaint.test/unsubscribe/" + token.encode() in letter.content


def test_the_same_week_is_the_same_letter_and_tells_nobody_who() -> None:
    first = the_letter(decide(ADA, a_plan(ME), EVENTS, Turn(MONDAY), HOUSE))
    assert the_letter(decide(ADA, a_plan(ME), EVENTS, Turn(MONDAY), HOUSE)) == first
    assert ME not in first.message_id
    later = the_letter(decide(ADA, a_plan(ME), EVENTS, Turn(MONDAY + timedelta(weeks=1)), HOUSE))
    assert later.message_id != first.message_id


def test_nobody_gets_the_letter_of_a_morning_before_they_came() -> None:
    fresh = Subscriber(ME, "ada@people.test", Schedule(), "Europe/Berlin", MONDAY)
    decision = decide(fresh, a_plan(ME), EVENTS, Turn(MONDAY + timedelta(minutes=5)), HOUSE)
    assert (decision.letter, decision.note) == (None, None)
    assert decision.next_at is not None
    assert timedelta(0) <= decision.next_at - datetime(2026, 11, 30, 7, tzinfo=UTC) < timedelta(minutes=20)


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
def test_the_zone_of_the_profile_counts(zone: str) -> None:
    plan = a_plan(ME).model_copy(update={"timezone": zone})
    decision = decide(ADA, plan, EVENTS, Turn(MONDAY), HOUSE)
    assert decision.subscriber.timezone == zone
    assert (decision.letter is None) == (zone == "America/New_York")


def test_weak_weeks_and_people_without_profile_stay_silent_with_a_reason() -> None:
    weak = decide(ADA, a_plan(ME, events=1, people=0), EVENTS, Turn(MONDAY), HOUSE)
    assert weak.letter is None
    assert weak.note is not None
    nobody = Subscriber(ME, "ada@people.test", Schedule(), "Europe/Berlin", ADA.since)
    assert decide(nobody, None, EVENTS, Turn(MONDAY), HOUSE).note == NO_PROFILE


@pytest.mark.parametrize(
    "schedule", [Schedule(frequency="never"), Schedule(paused_until=MONDAY + timedelta(days=9))]
)
def test_at_once_does_not_override_an_opt_out_or_a_pause(schedule: Schedule) -> None:
    ada = Subscriber(ME, "ada@people.test", schedule, "Europe/Berlin", ADA.since)
    turn = Turn(MONDAY + timedelta(days=2), at_once=True)
    assert decide(ada, a_plan(ME), EVENTS, turn, HOUSE).letter is None
    assert decide(ADA, a_plan(ME), EVENTS, turn, HOUSE).letter is not None


def test_a_header_cannot_be_smuggled_in() -> None:
    heading = Heading(
        "<a@b>", "Acquaint <hello@acquaint.test>", "ada@people.test", "Hello\r\nBcc: all@people.test", MONDAY
    )
    message = message_from_bytes(compose(heading, Body("Hi ü" * 400)).content, policy=default)
    assert (message["Subject"], message["Bcc"]) == ("Hello Bcc: all@people.test", None)
    assert max(len(line) for line in message.as_bytes().splitlines()) <= 78
    bad = Heading("<a@b>", "hello@acquaint.test", "ada@people.test\r\nBcc: x@y.test", "Hi", MONDAY)
    with pytest.raises(ValueError):
        compose(bad, Body("Hi"))


def test_a_token_opens_its_own_door_only() -> None:
    token = token_for(KEY, ME)
    assert read_token(KEY, token) == (ME, "digest")
    forged = ("", ME, f"{ME}.", token[:-1], token + "x", token.replace("9", "8", 1), "ü.\ud800", ".." * 900)
    assert [read_token(KEY, wrong) for wrong in forged] == [None] * len(forged)
    assert read_token(b"other", token) is None


def test_an_address_is_suppressed_in_any_letter_case() -> None:
    assert address_digest(KEY, " Ada@People.test ") == address_digest(KEY, "ada@people.test")
    assert address_digest(KEY, "ada@people.test") != address_digest(b"other", "ada@people.test")
