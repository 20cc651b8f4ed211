"""Laws of news: what flaps back is nothing, what is told is what differs, an event is new once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.alerts.edition import MOST_LOOKED_AT, Heading, Waiting, sections
from services.gateway.alerts.news import Follower, Known, News, heed
from services.gateway.alerts.watch import Watched, judged
from shared.contracts.catalogue.lists import Change, Was
from shared.contracts.events import Event, EventStatus, Mode, Moment
from tests.support.letters import BERLIN, an_event

SAVED = datetime(2026, 11, 20, tzinfo=UTC)
LATER = SAVED + timedelta(days=1)
FOLLOWER = Follower(SAVED, whole=True)
NEXT_WEEK = Moment(local="2026-12-10T09:00", timezone="Europe/Berlin", utc="2026-12-10T08:00:00Z")
TOLD = ("status", "starts_at", "place", "mode")
HAMBURG = BERLIN.model_copy(update={"city": "Hamburg"})


def change(
    seq: int, event: Event | None, reason: str = "updated", was: dict[str, Any] | None = None
) -> Change:
    return Change(
        seq=seq,
        event_id=event.id if event else "evt_x",
        reason=reason,
        merged_into=None,
        version=seq,
        at=LATER,
        was=Was.model_validate(was) if was is not None else None,
        event=event,
    )


def steps(before: Event, states: list[Event]) -> list[Change]:
    """The log of an event that goes through these states; each entry bears the last one, as it is now."""
    log, held = [], before
    for seq, state in enumerate(states, start=1):
        names = [
            name
            for name in ("status", "starts_at", "place", "mode")
            if getattr(held, name) != getattr(state, name)
        ]
        was = held.model_dump(mode="json", include=set(names)) if names else None
        log.append(change(seq, states[-1], "updated", was))
        held = state
    return log


def told(log: list[Change], known: Known | None = Known()) -> News | None:  # noqa: B008 - frozen
    for each in log:
        assert each.event
        known = heed(each, each.event, FOLLOWER, known, finds=True)
    return known.news if known else None


STATES = st.lists(
    st.builds(
        lambda status, starts, place: an_event(1, status=status, starts_at=starts, place=place),
        st.sampled_from(EventStatus),
        st.sampled_from([an_event(1).starts_at, NEXT_WEEK]),
        st.sampled_from([BERLIN, HAMBURG]),
    ),
    max_size=6,
)


@given(STATES)
def test_whatever_flaps_back_is_no_news(states: list[Event]) -> None:
    assert told(steps(an_event(1), [*states, an_event(1)])) is None


@given(STATES, STATES.filter(bool))
def test_news_is_the_same_however_many_steps_led_there(way: list[Event], ends: list[Event]) -> None:
    assert told(steps(an_event(1), [*way, ends[-1]])) == told(steps(an_event(1), [ends[-1]]))


@pytest.mark.parametrize(
    ("now", "news"),
    [
        ({"status": EventStatus.CANCELLED}, News.CANCELLED),
        ({"status": EventStatus.PROBABLY_OFF}, News.PROBABLY_OFF),
        ({"status": EventStatus.MOVED_ONLINE}, News.MOVED_ONLINE),
        ({"mode": Mode.ONLINE}, News.MOVED_ONLINE),
        ({"starts_at": NEXT_WEEK}, News.RESCHEDULED),
        ({"place": HAMBURG}, News.RELOCATED),
        ({"starts_at": Moment(local="2026-12-03", timezone=None, utc=None)}, None),
        ({"place": BERLIN.model_copy(update={"venue": "Hall 1"})}, None),
    ],
)
def test_what_is_news(now: dict[str, Any], news: News | None) -> None:
    assert told(steps(an_event(1), [an_event(1, **now)])) == news


def test_an_event_that_was_told_off_is_on_again() -> None:
    off, on = an_event(1, status=EventStatus.CANCELLED), an_event(1)
    assert told([change(2, on, "scheduled", {"status": "cancelled"})]) == News.ON_AGAIN
    assert told([change(2, off, "updated", None)]) is None


def test_what_was_there_when_the_search_was_saved_is_not_new() -> None:
    event = an_event(1)
    early = change(1, event, "created").model_copy(update={"at": SAVED})
    new = heed(change(1, event, "created"), event, FOLLOWER, None, finds=True)
    assert new == Known(News.NEW, 1)
    assert heed(early, event, FOLLOWER, None, finds=True) == Known()
    assert heed(change(1, event, "created"), event, FOLLOWER, None, finds=False) is None
    assert heed(change(2, event, "updated"), event, Follower(SAVED, whole=False), None, finds=True) == Known()
    assert heed(change(3, event, "updated"), event, FOLLOWER, None, finds=True) == Known(News.NEW, 3)


def test_a_new_event_that_is_called_off_before_it_was_told_is_nothing() -> None:
    on, off = an_event(1), an_event(1, status=EventStatus.CANCELLED)
    new = heed(change(1, on, "created"), on, FOLLOWER, None, finds=True)
    gone = heed(change(2, off, "cancelled", {"status": "scheduled"}), off, FOLLOWER, new, finds=True)
    assert gone == Known(None, 2)


def test_what_moves_out_of_a_search_is_told_once_and_not_as_new() -> None:
    online = an_event(1, mode=Mode.ONLINE)
    move = change(2, online, "moved_online", {"mode": "in_person"})
    told = heed(move, online, FOLLOWER, Known(), finds=False)
    assert told == Known(News.MOVED_ONLINE, 2, {"mode": "in_person"})
    assert heed(change(3, online, "updated"), online, FOLLOWER, Known(), finds=False) == Known()
    assert heed(move, online, FOLLOWER, Known(News.NEW, 1), finds=False) == Known(None, 2)


def test_what_was_withdrawn_or_is_over_is_not_told() -> None:
    over = an_event(1, is_past=True)
    assert heed(change(2, over), over, FOLLOWER, Known(News.NEW, 1), finds=True) == Known(None, 1)
    watched = [Watched("sav_1", "q=x", FOLLOWER)]
    marks = judged([change(2, None)], watched, {}, {("sav_1", "evt_x"): Known(News.NEW, 1)})
    assert {key: mark.known for key, mark in marks.items()} == {("sav_1", "evt_x"): Known()}


def test_a_flood_of_one_search_does_not_hide_another_and_no_event_stands_twice() -> None:
    events = {it.id: it for it in (an_event(number) for number in range(1, 201))}
    flood = [Waiting("sav_a", event_id, News.NEW, seq, {}) for seq, event_id in enumerate(events)]
    few = [
        Waiting("sav_b", an_event(7).id, News.CANCELLED, 900, {}),
        Waiting("sav_b", an_event(200).id, News.NEW, 901, {}),
    ]
    searches = [Heading("sav_b", "B", "q=b"), Heading("sav_a", "A", "q=a")]
    one, two = sections(searches, [*flood, *few], events, most=10)
    assert [it.event.id for it in one.told] == [an_event(7).id, an_event(200).id]
    assert (len(two.told), two.more) == (5, 193)
    assert {it.event.id for it in one.told}.isdisjoint(it.event.id for it in two.told)


def test_each_search_has_its_share_and_what_is_gone_or_over_is_nothing_more() -> None:
    events = {it.id: it for it in (an_event(1), an_event(2), an_event(3), an_event(4, is_past=True))}
    waiting = [Waiting("sav_a", an_event(number).id, News.NEW, number, {}) for number in range(1, 6)]
    searches = [Heading("sav_a", "A", "q=a"), Heading("sav_b", "B", "q=b")]
    (only,) = sections(searches, waiting, events, most=2)
    assert ([it.event.id for it in only.told], only.more) == ([an_event(1).id, an_event(2).id], 1)


def test_what_was_not_looked_at_counts_as_more() -> None:
    waiting = [
        Waiting("sav_a", f"evt_{number}", News.NEW, number, {}) for number in range(MOST_LOOKED_AT + 3)
    ]
    (only,) = sections([Heading("sav_a", "A", "q=a")], waiting, {})
    assert (only.told, only.more) == ((), 3)
