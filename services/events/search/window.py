"""Where very many events have the words, those of the coming time are ranked first, then those after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

MANY = 1200
"""Events that are ranked at once; of more, a window is taken."""
AIM = 600
"""Events that a first window should hold."""
_WIDER = 4
"""How much longer each window is than the one before."""


@dataclass(frozen=True, slots=True)
class Window:
    """Events that start from `begins` (all before, when None) until `ends` (for ever, when None).

    With `titled`, the first window also holds whatever is called by the words, whenever it starts, and the
    later ones leave that out.
    """

    begins: datetime | None
    ends: datetime | None
    titled: bool


def first_window(bounds: Sequence[datetime], now: datetime, hits: float, titled: float) -> Window | None:
    """Return the window in which about `AIM` of `hits` events start; None where all can be ranked.

    `bounds` parts all coming events by their start into equally many, as Postgres' histograms do; `titled` is
    how many are called by the words.
    """
    if hits <= MANY or len(bounds) < 2:  # noqa: PLR2004 - a span has two ends
        return None
    place = AIM / hits * (len(bounds) - 1)
    before = int(place)
    span = bounds[before + 1] - bounds[before]
    ends = bounds[before] + span * (place - before)
    return Window(None, ends, titled <= MANY) if ends > now else None


def next_window(window: Window, now: datetime, last: datetime | None) -> Window | None:
    """Return the window that follows, None after the last. `last` is when the last event starts."""
    if window.ends is None:
        return None
    ends = window.ends + _WIDER * (window.ends - (window.begins or now))
    return Window(window.ends, ends if last is not None and ends < last else None, window.titled)
