from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.introductions.rules import (
    WAITS,
    Introduction,
    Taken,
    check_editable,
    check_reply,
    follow_up_due,
    is_ahead,
    meets_by,
    seen,
    take,
)
from services.matching.introductions.words import draft, first_name, opening, questions
from shared.contracts.network.introductions import Step
from shared.contracts.people import Need, Profile, Visibility
from shared.kernel.errors import AppError

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
ASKED = Introduction("int_1", "per_a", "per_b", "waiting", NOW + WAITS)
STEPS = st.sampled_from(["accept", "decline", "withdraw", "followed"])
SIDES = st.sampled_from(["per_a", "per_b"])
NEED = Need(kind="advice", text="Which cover crops to sow.")


def after(held: Introduction, reader: str, step: str, now: datetime) -> Introduction:
    try:
        return take(held, reader, step, now)  # type: ignore[arg-type]
    except AppError:
        return held


@given(st.lists(st.tuples(SIDES, STEPS, st.integers(0, 10)), max_size=8))
def test_nobody_is_introduced_without_a_yes_of_the_one_asked(said: list[tuple[str, str, int]]) -> None:
    held, yes = ASKED, False
    for reader, step, days in said:
        yes = yes or (reader == "per_b" and step == "accept")
        held = after(held, reader, step, NOW + timedelta(days=days))
        assert (held.state == "accepted") == (held.accepted_at is not None)
        assert held.state != "accepted" or yes


@given(st.integers(0, 20 * 24))
def test_who_asked_cannot_tell_a_no_from_no_answer(hours: int) -> None:
    later, declined = NOW + timedelta(hours=hours), replace(ASKED, state="declined")
    assert seen(ASKED, "per_a", later) == seen(declined, "per_a", later)
    assert "declined" == seen(declined, "per_b", later)
    withdrawn = [seen(after(one, "per_a", "withdraw", later), "per_a", later) for one in (ASKED, declined)]
    assert withdrawn[0] == withdrawn[1]


@given(SIDES, STEPS, st.integers(0, 6))
def test_a_step_taken_again_changes_nothing(reader: str, step: str, days: int) -> None:
    once = after(ASKED, reader, step, NOW + timedelta(days=days))
    assert once == after(once, reader, step, NOW + timedelta(days=days))


LATE = NOW + WAITS
ACCEPTED = replace(ASKED, state="accepted", accepted_at=NOW)
DECLINED, WITHDRAWN = replace(ASKED, state="declined"), replace(ASKED, state="withdrawn")


@pytest.mark.parametrize(
    ("held", "reader", "step", "now", "comes_to"),
    [
        (ASKED, "per_b", "accept", LATE - timedelta(seconds=1), "accepted"),
        (ASKED, "per_b", "accept", LATE, "expired already"),
        (ASKED, "per_b", "decline", NOW, "declined"),
        (DECLINED, "per_b", "accept", NOW, "accepted"),
        (DECLINED, "per_b", "accept", LATE, "It has expired"),
        (DECLINED, "per_a", "withdraw", NOW, "withdrawn"),
        (WITHDRAWN, "per_b", "accept", NOW, "withdrawn already"),
        (ACCEPTED, "per_a", "withdraw", NOW, "accepted already"),
        (ACCEPTED, "per_a", "followed", NOW, "accepted"),
        (ASKED, "per_b", "followed", NOW, "you can accept or decline"),
        (ASKED, "per_a", "accept", NOW, "you can withdraw"),
        (ASKED, "per_b", "withdraw", NOW, "you can accept or decline"),
    ],
)
def test_which_step_leads_where(
    held: Introduction, reader: str, step: Step, now: datetime, comes_to: str
) -> None:
    try:
        assert take(held, reader, step, now).state == comes_to
    except AppError as refused:
        assert refused.code == "introduction_step"
        assert comes_to in refused.detail


def test_only_who_asked_changes_the_words_and_only_while_it_waits() -> None:
    check_editable(DECLINED, "per_a", NOW)
    told = []
    for held, reader, now in ((ASKED, "per_b", NOW), (ASKED, "per_a", LATE), (WITHDRAWN, "per_a", NOW)):
        with pytest.raises(AppError) as refused:
            check_editable(held, reader, now)
        told.append(refused.value.detail.partition(";")[0])

    assert told == [
        "Only who asked can change the words", "It is expired already", "It is withdrawn already",
    ]  # fmt: skip


def test_only_a_yes_takes_words_along() -> None:
    check_reply(Taken("accept", "Gladly."))
    check_reply(Taken("decline"))
    with pytest.raises(AppError, match="Only a yes takes words along"):
        check_reply(Taken("decline", "No."))


def test_one_follows_up_a_day_after_the_event_or_three_after_both_agreed() -> None:
    ends = NOW + timedelta(days=10)
    assert ends + timedelta(days=1) == follow_up_due(NOW, ends)
    assert NOW + timedelta(days=3) == follow_up_due(NOW, None)
    assert NOW + timedelta(days=3) == follow_up_due(NOW, NOW - timedelta(days=1))


def test_hiding_a_field_takes_it_from_questions_and_draft() -> None:
    open_one = Profile(
        display_name="Bob Ray", needs=(NEED,), goals=("a field trial",), interests=("soil.health",)
    )
    hidden = open_one.model_copy(update={"visibility": {"needs": Visibility.MATCH_ONLY}})
    looks, goal = (
        "You are looking for advice (“Which cover crops to sow”).",
        "You work towards “a field trial”.",
    )
    topic = "What draws you to Soil health at the moment?"
    labels = {"soil.health": "Soil health"}
    assert (
        f"{looks} What have you tried so far?", f"{goal} What stands in the way?", topic,
    ) == questions(open_one, labels)  # fmt: skip
    assert (f"{goal} What stands in the way?", topic) == questions(hidden, labels)
    assert "cover crops" in draft(open_one, "Soil Day")
    assert (
        "Hello Bob, thank you for the conversation at Soil Day. "
        "What are you working on now, and is there anything I can help with?"
    ) == draft(hidden, "Soil Day")


def test_two_who_have_yet_to_meet_look_for_a_time_and_thank_nobody() -> None:
    ends = NOW + timedelta(days=10)
    assert [True, False] == [is_ahead(NOW, ends, it) for it in (ends - timedelta(hours=1), ends)]
    over = NOW - timedelta(days=1)
    assert [True, False] == [is_ahead(NOW, over, NOW + timedelta(days=it)) for it in (2, 3)]
    assert [ends, None, None, None] == [meets_by(NOW, it) for it in (ends, NOW, over, None)]
    bob = Profile(display_name="Bob Ray", needs=(NEED,))
    assert (
        "Hello Bob, I am glad that we are introduced. When would twenty minutes at Soil Day suit you? "
        "I read that you are looking for advice (“Which cover crops to sow”), and would like to hear "
        "where you are with it."
    ) == opening(bob, "Soil Day")
    shy = bob.model_copy(
        update={"visibility": {"needs": Visibility.MATCH_ONLY, "display_name": Visibility.HIDDEN}}
    )
    assert (
        "Hello there, I am glad that we are introduced. When would twenty minutes for a coffee or a call "
        "suit you? What do you work on now?"
    ) == opening(shy, None)


@pytest.mark.parametrize(
    ("name", "greeted"),
    [("Ada Byron", "Ada"), ("Dr Sean Gallagher", "Dr Gallagher"), ("Prof. Mei Lin", "Prof. Lin"),
     ("Dr", "Dr"), (None, "there"), ("", "there")],
)  # fmt: skip
def test_who_writes_a_title_is_greeted_by_it(name: str | None, greeted: str) -> None:
    assert first_name(name) == greeted


def test_nobody_is_asked_the_same_of_one_need_after_another() -> None:
    needs = tuple(Need(kind="advice", text=text) for text in ("Sensors", "Drones", "Maps"))
    asked = questions(Profile(display_name="Ada", needs=needs), {})
    assert asked == (
        "You are looking for advice (“Sensors”). What have you tried so far?",
        "You are looking for advice (“Drones”). What would a good answer look like?",
        "You are looking for advice (“Maps”). What makes it hard?",
    )
