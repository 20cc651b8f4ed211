"""Ids that are the same in every run."""

from itertools import count

import pytest

from shared.kernel.ids import Ids, id_factory
from tests.support.clock import FixedClock


@pytest.fixture
def ids(clock: FixedClock) -> Ids:
    """Return a mint whose ids follow the test's clock and, at one instant, a counter."""
    numbers = count(1)
    return id_factory(clock, lambda _bits: next(numbers))
