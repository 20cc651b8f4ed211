"""What is met by its keys: all that could be one with a listing, and little else."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Listing
from services.events.ingest.resolve.compare.block import lookup_keys, own_keys
from services.events.ingest.resolve.compare.decide import are_in_reach
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.when import When
from tests.support.listings import listing


def lasting(apart: int, length: int) -> Listing:
    first = date(2027, 5, 19) + timedelta(days=apart)
    return listing("Story Time", day=str(first), ends=When(str(first + timedelta(days=length))))


@given(st.integers(0, 6), st.integers(-9, 9), st.integers(0, 9))
def test_one_name_is_met_wherever_days_are_in_reach_and_of_one_day_nowhere_else(
    length: int, apart: int, other_length: int
) -> None:
    one, other = lasting(0, length), lasting(apart, other_length)
    a, b = Profile(one), Profile(other)
    met = [not own_keys(it).isdisjoint(lookup_keys(them)) for it, them in ((one, other), (other, one))]
    if are_in_reach(a, b):
        assert met == [True, True]
    elif (a.starts, b.starts) == (a.ends, b.ends):
        assert met == [False, False]
