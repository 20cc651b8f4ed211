"""How many requests a caller may make, and the fields that tell (draft-ietf-httpapi-ratelimit-headers-10).

The generic cell rate algorithm (ITU-T I.371): of each caller one instant is kept, at which its quota is whole
again; each request moves it by a share of the window. A whole quota may be spent at once, and fills steadily.
That instant is never much more than a window ahead, however clocks of machines differ; where it is, a clock
was set back, and the quota is whole.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

CallerKind = Literal["anonymous", "visitor", "person", "partner"]
WINDOW_S = 60
MOST_CALLERS = 50_000
"""Remembered at once; the one that asked longest ago is forgotten first, and has a whole quota then."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a partner, a person, or a network that nobody has signed in from (`visitor`: of pages)."""

    kind: CallerKind
    id: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a caller stands after a request. `wait_s` is set where it was one too many."""

    kind: CallerKind
    quota: int
    remaining: int
    reset_s: int
    wait_s: int | None

    @property
    def fields(self) -> dict[str, str]:
        """The header fields; `t` is when the quota is whole again, or when to come back."""
        return {
            "ratelimit-policy": f'"{self.kind}";q={self.quota};w={WINDOW_S}',
            "ratelimit": f'"{self.kind}";r={self.remaining};t={self.wait_s or self.reset_s}',
        }


@dataclass(slots=True)
class Quotas:
    """Counts requests, kept in memory: for one process. `store.shared_quotas` counts for all of them."""

    per_minute: Mapping[CallerKind, int]
    _whole_at: OrderedDict[Caller, datetime] = field(default_factory=OrderedDict)

    def take(self, caller: Caller, now: datetime) -> Standing:
        """Count one request; what is refused does not count."""
        window = timedelta(seconds=WINDOW_S)
        whole_at = max(self._whole_at.get(caller, now), now)
        if whole_at > now + 2 * window:
            whole_at = now
        over = whole_at + self.share(caller) - now - window
        if over > timedelta(0):
            return self.standing(caller, whole_at - now, ceil(over.total_seconds()))
        self._whole_at[caller] = whole_at + self.share(caller)
        self._whole_at.move_to_end(caller)
        while len(self._whole_at) > MOST_CALLERS:
            self._whole_at.popitem(last=False)
        return self.standing(caller, self._whole_at[caller] - now, None)

    def give_back(self, caller: Caller, now: datetime) -> Standing:
        """Take one request back, as of an answer that cost nothing."""
        if caller in self._whole_at:
            self._whole_at[caller] -= self.share(caller)
        return self.standing(caller, max(self._whole_at.get(caller, now) - now, timedelta(0)), None)

    def share(self, caller: Caller) -> timedelta:
        """Return by how much one request moves the instant at which a quota is whole again."""
        return timedelta(seconds=WINDOW_S) / self.per_minute[caller.kind]

    def standing(self, caller: Caller, until_whole: timedelta, wait_s: int | None) -> Standing:
        """Return how a caller stands whose quota is whole again after a while."""
        left = (timedelta(seconds=WINDOW_S) - until_whole) // self.share(caller)
        quota = self.per_minute[caller.kind]
        return Standing(caller.kind, quota, min(left, quota), ceil(until_whole.total_seconds()), wait_s)
