"""What goes into a week, and when silence is better."""

from services.gateway.digest.followed import Followed
from services.gateway.digest.plan import Beside, choose, wanted_events
from shared.contracts.events import EventStatus
from tests.support.letters import a_person, a_plan, a_reminder, an_event, an_event_suggestion, in_touch

EVENTS = {event.id: event for event in (an_event(number) for number in range(1, 9))}
ME = "per_00000000000000000000000099"


def test_at_most_three_events_and_five_people_in_order() -> None:
    edition = choose(a_plan(ME, events=6, people=8), EVENTS)
    assert [item.event.title for item in edition.events] == ["Conference 1", "Conference 2", "Conference 3"]
    names = [meeting.suggestion.person.display_name for meeting in edition.people]
    assert names == [f"Person {number}" for number in range(1, 6)]
    assert edition.suppressed is None


def test_what_is_news_of_a_search_is_not_told_again() -> None:
    told = {"event_id": an_event(2).id}
    followed = Followed([{"name": "Conferences", "told": [told], "more": 0}])
    edition = choose(a_plan(ME, events=6, people=8), EVENTS, Beside(followed))
    assert [item.event.title for item in edition.events] == ["Conference 1", "Conference 3", "Conference 4"]


def test_nobody_is_named_twice_for_one_event() -> None:
    first = choose(a_plan(ME, events=0, people=8), EVENTS).people
    named = frozenset(meeting.key for meeting in first)
    there = a_plan(ME, events=0, people=8)
    elsewhere = there.model_copy(update={"people": (*there.people, a_person(1, event=2))})
    names = [
        meeting.suggestion.person.display_name
        for meeting in choose(elsewhere, EVENTS, Beside(named=named)).people
    ]
    assert names == ["Person 6", "Person 7", "Person 8", "Person 1"]


def test_cancelled_past_and_unknown_events_are_left_out_with_their_people() -> None:
    events = {
        event.id: event
        for event in (an_event(1, status=EventStatus.CANCELLED), an_event(2, is_past=True), an_event(3))
    }
    plan = a_plan(ME, people=0).model_copy(
        update={"people": (a_person(1, event=1), a_person(2, event=3), a_person(3, event=7))}
    )
    edition = choose(plan, events)
    assert [item.event.id for item in edition.events] == [an_event(3).id]
    assert [meeting.suggestion.person.display_name for meeting in edition.people] == ["Person 2"]
    assert edition.suppressed is None


def test_a_person_at_two_events_comes_once() -> None:
    plan = a_plan(ME, people=0).model_copy(update={"people": (a_person(1, event=2), a_person(1, event=1))})
    assert [meeting.event.id for meeting in choose(plan, EVENTS).people] == [an_event(2).id]


def test_one_good_item_is_not_enough() -> None:
    plan = a_plan(ME, events=1, people=0).model_copy(
        update={"people": (a_person(1, strength="worth_a_try"), a_person(2, strength="worth_a_try"))}
    )
    suppressed = choose(plan, EVENTS).suppressed
    assert suppressed is not None
    assert suppressed.startswith("Only one thing was good enough this week")


def test_nothing_is_not_enough_either() -> None:
    suppressed = choose(a_plan(ME, events=0, people=0), EVENTS).suppressed
    assert suppressed is not None
    assert suppressed.startswith("Nothing was good enough this week")


def test_wanted_events_are_named_once_in_order() -> None:
    plans = (a_plan(ME, events=2, people=1), a_plan(ME, events=0, people=1), a_plan(ME, events=3, people=0))
    assert wanted_events(plans) == tuple(an_event_suggestion(number).event_id for number in (1, 2, 3))


def test_a_follow_up_counts_as_one_good_thing_and_in_its_week_it_is_enough() -> None:
    alone = [choose(a_plan(ME, events=0, people=0), EVENTS, in_touch(a_reminder(1)))]
    enough = [
        choose(a_plan(ME, events=0, people=0), EVENTS, in_touch(a_reminder(1), are_fresh=True)),
        choose(a_plan(ME, events=0, people=0), EVENTS, in_touch(a_reminder(1), a_reminder(2))),
        choose(a_plan(ME, events=1, people=0), EVENTS, in_touch(a_reminder(1))),
    ]
    assert [one.suppressed is None for one in [*alone, *enough]] == [False, True, True, True]
