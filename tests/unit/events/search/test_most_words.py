"""Of which words one is in whatever has most of a query."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from services.events.search.filters.most_words import LEAST_SHARE, any_of, telling


def parts(of: list[int]) -> chain[tuple[int, ...]]:
    return chain.from_iterable(combinations(of, size) for size in range(1, len(of) + 1))


@given(st.lists(st.integers(0, 20), min_size=1, max_size=7).filter(any))
def test_whatever_has_enough_of_a_query_has_one_of_the_words_that_tell_most(weights: list[int]) -> None:
    shares = [round(weight / sum(weights), 4) for weight in weights]
    kept = telling(shares)
    told = {part: sum(shares[at] for at in part) for part in parts(list(range(len(shares))))}
    assert all(set(part) & set(kept) for part, share in told.items() if share >= LEAST_SHARE)
    fewer = {*kept} - {min(kept, key=lambda at: shares[at])}
    assert any(not set(part) & fewer for part, share in told.items() if share >= LEAST_SHARE - 1e-6)


def test_of_two_words_the_rarer_is_looked_up_alone_where_it_tells_much_more() -> None:
    assert [[0], [0, 1], [1]] == [telling(it) for it in ([0.6, 0.4], [0.55, 0.45], [0.3, 0.7])]


def test_where_nothing_has_enough_of_a_query_any_word_that_events_have_will_do() -> None:
    assert (0.7, LEAST_SHARE, 0.0) == any_of((0.7, 0.3, 0.0))
