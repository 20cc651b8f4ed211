"""Where very many events have the words, those of the coming time are ranked first, then those after."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MANY = 1200
"""Events that are ranked at once; of more, a window is taken."""
AIM = 600
"""Events that a first window should hold, together with those called by the words."""
LEAST = 100
"""Of those that only mention the words."""
_AIM_CALLED = 200
"""Where those called by the words are not ranked: two of the longest pages."""
_WIDER = 4
"""How much longer each window is than the one before."""

LONG = 1000
"""Events with a last word from which beginnings are left for later: all of them are gathered for those."""
LISTED = 250
"""Events with a last word from which the longer ones are looked up one by one rather than gathered."""
SURE = 40
"""Events that should have all words whole, so that they fill a page."""

Part = Literal["ranked", "called", "rest", "whole", "begun"]
"""What a window gives of the events that have the words.

`ranked`: those that start in it, by rank; the first also whatever is called by the words, whenever it starts.
`called`: those called by the words that start in it, the soonest first: a word in more titles than can be
ranked tells nothing between them. `rest`: once all of these are given, those that only mention the words.
`whole`: by rank, those that have the last word, which may be a beginning, as it is; `begun`: then the others.
"""


@dataclass(frozen=True, slots=True)
class Window:
    """Events that start from `begins` (all before, when None) until `ends` (for ever, when None)."""

    begins: datetime | None
    ends: datetime | None
    part: Part


def first_window(bounds: Sequence[datetime], now: datetime, hits: float, titled: float) -> Window | None:
    """Return the window in which about as many as can be ranked start; None where all `hits` can.

    `bounds` parts all coming events by their start into equally many, as Postgres' histograms do; `titled` is
    how many are called by the words.
    """
    if hits <= MANY or len(bounds) < 2:  # noqa: PLR2004 - a span has two ends
        return None
    is_called = titled > AIM
    share = _AIM_CALLED / titled if is_called else max(LEAST, AIM - titled) / hits
    place = min(_place_of(now, bounds) + share * (len(bounds) - 1), len(bounds) - 1)
    before = min(int(place), len(bounds) - 2)
    ends = bounds[before] + (bounds[before + 1] - bounds[before]) * (place - before)
    return Window(None, ends, "called" if is_called else "ranked") if ends > now else None


def whole_words(hits: float, last: float) -> Window | None:
    """Return the window of whole words where they fill a page of `hits` and very many have the `last` one."""
    return Window(None, None, "whole") if hits >= SURE and last >= LONG else None


def _place_of(now: datetime, bounds: Sequence[datetime]) -> float:
    """Return behind how many of the bounds now lies, with a fraction: what runs already is ranked besides."""
    after = bisect_right(bounds, now)
    if not 0 < after < len(bounds):
        return after
    return after - 1 + (now - bounds[after - 1]) / (bounds[after] - bounds[after - 1])


def next_window(window: Window, now: datetime, bounds: Sequence[datetime]) -> Window | None:
    """Return the window that follows, None after the last."""
    if window.part == "whole":
        return Window(None, None, "begun")
    if window.ends is None:
        return _rest(now, bounds) if window.part == "called" else None
    ends = window.ends + _WIDER * (window.ends - (window.begins or now))
    return Window(window.ends, ends if bounds and ends < bounds[-1] else None, window.part)


def _rest(now: datetime, bounds: Sequence[datetime]) -> Window:
    """Return the window that begins anew: it holds a hundredth of all events, however many have the words."""
    return Window(None, next((it for it in bounds[1:] if it > now), None), "rest")
