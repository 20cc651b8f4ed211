from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.connections.due import Due, Tie, next_contact, promise_due
from services.matching.connections.ties import WEIGHTS, Contact, state, strength

TODAY = date(2026, 11, 26)
KINDS = st.sampled_from(sorted(WEIGHTS))
CONTACTS = st.lists(
    st.builds(Contact, st.dates(date(2026, 1, 1), TODAY), st.text("abc", min_size=1, max_size=3), KINDS),
    min_size=1,
    max_size=6,
)
LIVES = st.sampled_from([None, 30, 90, 365])


def ago(days: int, kind: str, number: int = 1) -> Contact:
    return Contact(TODAY - timedelta(days=days), f"mtg_{number}", kind)  # type: ignore[arg-type]


@given(CONTACTS, LIVES, st.integers(0, 400))
def test_a_tie_weakens_while_nothing_passes(contacts: list[Contact], life: int | None, days: int) -> None:
    now = strength(contacts, TODAY, life)
    later = strength(contacts, TODAY + timedelta(days=days), life)
    assert now is not None
    assert later is not None
    assert later <= now
    assert later == pytest.approx(now * 2 ** (-days / (life or 90)))


@given(CONTACTS, st.builds(Contact, st.dates(date(2026, 1, 1), TODAY), st.just("z"), KINDS), LIVES)
def test_every_contact_strengthens(contacts: list[Contact], more: Contact, life: int | None) -> None:
    assert (strength([*contacts, more], TODAY, life) or 0) > (strength(contacts, TODAY, life) or 0)


def test_states_of_a_tie() -> None:
    assert "unknown" == state([], TODAY, 90)
    assert "new" == state([ago(30, "met")], TODAY, 90)
    assert "warm" == state([ago(60, "met")], TODAY, 90)
    assert "cooling" == state([ago(100, "met")], TODAY, 90)
    assert "dormant" == state([ago(3 * 365, "met")], TODAY, 90)
    assert "warm" == state([ago(100, "met")], TODAY, 365)


def test_one_writes_the_day_after_a_meeting_and_then_by_the_rhythm() -> None:
    met = Tie(TODAY, [ago(3, "met")], 90)
    assert Due(TODAY - timedelta(days=2), "after_meeting") == next_contact(met, TODAY)
    wrote = Tie(TODAY, [ago(3, "met"), ago(1, "message", 2)], 90)
    assert Due(TODAY + timedelta(days=89), "keep_in_touch") == next_contact(wrote, TODAY)
    assert next_contact(Tie(TODAY, [ago(3, "met"), ago(1, "message", 2)], None), TODAY) is None
    assert next_contact(Tie(TODAY, [], None), TODAY) is None
    assert Due(TODAY + timedelta(days=30), "keep_in_touch") == next_contact(Tie(TODAY, [], 30), TODAY)


def test_of_one_day_the_later_note_counts() -> None:
    wrote_then_met = Tie(TODAY, [ago(0, "message", 1), ago(0, "met", 2)], 90)
    assert Due(TODAY + timedelta(days=1), "after_meeting") == next_contact(wrote_then_met, TODAY)


def test_an_introduction_is_followed_up_when_it_says_so() -> None:
    due = TODAY + timedelta(days=20)
    tie = Tie(TODAY, [Contact(TODAY, "", "introduced")], 90, introduction_due=due)
    assert Due(due, "after_meeting") == next_contact(tie, TODAY)


@given(CONTACTS, st.sampled_from([None, 7, 90]), st.dates(date(2026, 1, 1), date(2027, 1, 1)))
def test_what_is_put_off_is_never_due_before(contacts: list[Contact], every: int | None, until: date) -> None:
    due = next_contact(Tie(TODAY, contacts, every, None, until), TODAY)
    plain = next_contact(Tie(TODAY, contacts, every), TODAY)
    assert (due is None) == (plain is None)
    assert due is None or plain is None or (due.on, due.kind) == (max(plain.on, until), plain.kind)


def test_promises_are_due_on_their_day_or_in_a_week_and_theirs_later() -> None:
    day = TODAY + timedelta(days=3)
    assert Due(day, "my_promise") == promise_due(TODAY, day, None, by_me=True)
    assert Due(TODAY + timedelta(days=7), "my_promise") == promise_due(TODAY, None, None, by_me=True)
    assert Due(day + timedelta(days=1), "their_promise") == promise_due(TODAY, day, None, by_me=False)
    assert Due(TODAY + timedelta(days=14), "their_promise") == promise_due(TODAY, None, None, by_me=False)


def test_a_message_before_the_event_leaves_the_thanks_after_it_to_come() -> None:
    due, last_day = TODAY + timedelta(days=11), TODAY + timedelta(days=10)
    two = Tie(TODAY, [ago(1, "introduced"), ago(0, "message", 2)], 90, due, meets_on=last_day)
    assert Due(due, "after_meeting") == next_contact(two, TODAY)
    later = [*two.contacts, Contact(last_day, "mtg_3", "message")]
    assert Due(last_day + timedelta(days=90), "keep_in_touch") == next_contact(
        replace(two, contacts=later), TODAY
    )
    without = replace(two, introduction_due=TODAY + timedelta(days=3), meets_on=None)
    assert Due(TODAY + timedelta(days=90), "keep_in_touch") == next_contact(without, TODAY)


def test_two_who_will_be_at_one_event_are_reminded_to_find_a_time_while_there_is_time() -> None:
    def due(meets_in: int, *contacts: Contact) -> list[int]:
        last_day = TODAY + timedelta(days=meets_in)
        after = last_day + timedelta(days=1)
        tie = Tie(TODAY, [ago(0, "introduced"), *contacts], None, after, meets_on=last_day)
        found = [next_contact(tie, last_day + timedelta(days=over)) for over in (-1, 1)]
        return [(one.on - TODAY).days for one in found if one]

    wrote = ago(0, "message", 2)
    assert [due(30), due(4), due(3), due(30, wrote)] == [[3, 31], [3, 5], [4, 4], [31, 31]]
