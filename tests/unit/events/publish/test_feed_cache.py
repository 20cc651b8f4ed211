"""The cache of written feeds: what it gives back was put there, and it never holds more than it may."""

from hypothesis import given
from hypothesis import strategies as st

from services.events.publish.feed_cache import FeedCache

steps = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 2), st.binary(max_size=40)), max_size=40)


@given(steps)
def test_it_gives_back_the_last_bytes_or_nothing(taken: list[tuple[str, int, bytes]]) -> None:
    cache, last = FeedCache(most_bytes=100), {}
    for address, made_from, body in taken:
        cache.keep(address, made_from, body)
        last[address] = (made_from, body)
        assert body == cache.find(address, made_from)
        assert cache.find(address, made_from + 1) is None
        found = {name: cache.find(name, of) for name, (of, _) in last.items()}
        assert all(told in (None, last[name][1]) for name, told in found.items())
        assert cache.held_bytes == sum(
            len(name) + len(told) for name, told in found.items() if told is not None
        )
        assert cache.held_bytes <= 100


def test_what_was_asked_for_last_stays() -> None:
    cache = FeedCache(most_bytes=9)
    cache.keep("a", 1, b"aa")
    cache.keep("b", 1, b"bb")
    cache.find("a", 1)
    cache.keep("c", 1, b"cccc")
    assert (b"aa", None, b"cccc") == tuple(cache.find(name, 1) for name in "abc")


def test_what_is_too_large_is_not_kept() -> None:
    cache = FeedCache(most_bytes=3)
    cache.keep("a", 1, b"aaa")
    assert (None, 0) == (cache.find("a", 1), cache.held_bytes)
