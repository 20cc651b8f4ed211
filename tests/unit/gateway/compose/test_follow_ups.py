from datetime import date, timedelta

from icalendar import Calendar

from services.gateway.auth.numbered_link import read_token, token_for
from services.gateway.compose.follow_up_calendar import calendar
from services.gateway.compose.follow_ups import due_of
from shared.contracts.network.connections import FollowUp, FollowUpKind

TODAY = date(2026, 11, 26)


def follow_up(number: int, days: int, kind: FollowUpKind = "after_meeting", name: str = "Bob") -> FollowUp:
    return FollowUp(
        id=f"fup_{number}", connection_id="tie_1", name=name, introduced_id=None, email=None, kind=kind,
        due_on=TODAY + timedelta(days=days), reason="You met.", draft="Hello Bob, thank you.", meet_at=None,
    )  # fmt: skip


def test_own_promises_come_first_then_the_longest_due_and_what_is_to_come_waits() -> None:
    given = [
        follow_up(1, -1), follow_up(2, -9), follow_up(3, 0, "my_promise"), follow_up(4, 1, "my_promise"),
        follow_up(5, -30, "keep_in_touch"),
    ]  # fmt: skip
    assert ["fup_3", "fup_2", "fup_1", "fup_5"] == [one.id for one in due_of(given, TODAY)]


def test_a_calendar_shows_the_overdue_today_and_leaves_the_day_free() -> None:
    many = [follow_up(1, -9, "my_promise", "Bö\r\nb; Ltd"), follow_up(2, 3), follow_up(3, 401)]
    read = Calendar.from_ical(calendar(many, today=TODAY, public_url="https://a.example"))
    events = [
        (str(it["uid"]), it.decoded("dtstart"), str(it["transp"]), it["sequence"])
        for it in read.walk("VEVENT")
    ]
    assert [
        ("fup_1@acquaint", TODAY, "TRANSPARENT", 2521),
        ("fup_2@acquaint", TODAY + timedelta(days=3), "TRANSPARENT", 2524),
    ] == events
    assert "https://a.example/connections/tie_1" == str(read.walk("VEVENT")[0]["url"])
    assert "Keep your promise to Bö" in str(read.walk("VEVENT")[0]["summary"])


def test_a_calendar_s_secret_holds_for_one_person_and_until_it_is_renewed() -> None:
    token = token_for(b"key", "calendar", "per_1", 0)
    assert read_token(b"key", "calendar", token, 0)
    assert not read_token(b"key", "card", token, 0)
    refused = [(b"key", token, 1), (b"other", token, 0), (b"key", "per_2" + token[5:], 0), (b"key", "é", 0)]
    assert [False] * 4 == [read_token(key, "calendar", text, serial) for key, text, serial in refused]
