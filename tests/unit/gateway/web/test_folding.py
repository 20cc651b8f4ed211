"""The dates of a series are one card of a list of results."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.web.folding import Card, folded, unfolded
from shared.contracts.catalogue.lists import Dates
from shared.contracts.events import Event, Moment, Named
from tests.support.letters import an_event


def event(number: int, series: str | None, day: int) -> Event:
    starts = Moment(local=f"2027-05-{day:02d}T19:00", timezone=None, utc=None)
    named = Named(id=series, name="Rust Night") if series else None
    return an_event(number, starts_at=starts, series=named)


def test_dates_are_told_under_the_first_of_their_series() -> None:
    one, alone, late, early = event(1, "a", 9), event(2, None, 3), event(3, "a", 8), event(4, "a", 2)
    assert [Card(one, (early, late)), Card(alone)] == folded([one, alone, late, early])
    assert [Card(one), Card(late)] == unfolded([one, late])


def test_a_card_tells_of_the_dates_that_other_pages_have() -> None:
    early, late = event(1, "a", 2), event(2, "a", 8)
    last = Moment(local="2027-06-09T19:00", timezone=None, utc=None)
    [card] = folded([early, late], {"a": Dates(dates=12, last_starts_at=last)})
    [alone] = folded([late], {"a": Dates(dates=2, last_starts_at=late.starts_at)})
    uncounted = folded([early, late])[0]
    assert (11, last) == (card.others, card.until)
    assert (1, None) == (alone.others, alone.until)
    assert (1, late.starts_at) == (uncounted.others, uncounted.until)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.integers(1, 28)), max_size=12))
def test_nothing_is_lost_and_no_series_has_two_cards(told: list[tuple[str | None, int]]) -> None:
    events = [event(number, series, day) for number, (series, day) in enumerate(told)]
    cards = folded(events)
    shown = list(chain.from_iterable((card.event, *card.more) for card in cards))
    assert {it.id for it in events} == {it.id for it in shown}
    assert len(events) == len(shown)
    named = [card.event.series.id for card in cards if card.event.series]
    assert len(named) == len(set(named))
    first = [next(it for it in events if it == card.event) for card in cards]
    assert first == sorted(first, key=events.index)
