"""Requests counted in Valkey, for all processes of the gateway together; each for itself where it is away."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from prometheus_client import Counter
from redis.exceptions import RedisError

from services.gateway.auth.quota import WINDOW_S, Caller, Quotas, Standing
from services.gateway.store.asked_together import AskedTogether
from shared.obs import get_logger

log = get_logger(__name__)

_TAKE: Final = """
local now, share, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local whole = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
if whole > now + 2 * window then whole = now end
local over = whole + share - now - window
if over > 0 then return {whole - now, over} end
redis.call('SET', KEYS[1], string.format('%.0f', whole + share), 'PX', math.ceil(window / 1000) + 1000)
return {whole + share - now, 0}
"""
_GIVE_BACK: Final = """
local now, share = tonumber(ARGV[1]), tonumber(ARGV[2])
local whole = tonumber(redis.call('GET', KEYS[1]) or 0) - share
if whole <= now then redis.call('DEL', KEYS[1]) return {0, 0} end
redis.call('SET', KEYS[1], string.format('%.0f', whole), 'KEEPTTL')
return {whole - now, 0}
"""
"""As `auth.quota` has it, in microseconds. A key lives as long as its quota can be less than whole."""
_MICROSECOND: Final = timedelta(microseconds=1)
_ASKED_AGAIN_AFTER = timedelta(seconds=5)
COUNTED_ALONE = Counter(
    "gateway_requests_counted_alone_total",
    "Requests counted by this process for itself, as Valkey did not answer",
)


@dataclass(slots=True)
class SharedQuotas:
    """Counts requests of each caller; `own` counts those of this process while Valkey does not answer."""

    scripts: AskedTogether
    prefix: str
    own: Quotas
    _away_until: datetime | None = field(default=None)
    _alone: int = 0

    async def take(self, caller: Caller, now: datetime) -> Standing:
        """Count one request; what is refused does not count."""
        found = await self._ask(_TAKE, caller, now)
        if found is None:
            self._alone += 1
            COUNTED_ALONE.inc()
            return self.own.take(caller, now)
        until_whole, over = found
        wait_s = ceil(over.total_seconds()) if over else None
        return self.own.standing(caller, until_whole, wait_s)

    async def give_back(self, caller: Caller, now: datetime) -> Standing:
        """Take one request back, as of an answer that cost nothing."""
        found = await self._ask(_GIVE_BACK, caller, now)
        return self.own.give_back(caller, now) if found is None else self.own.standing(caller, found[0], None)

    async def _ask(self, script: str, caller: Caller, now: datetime) -> tuple[timedelta, timedelta] | None:
        """Run a script on a caller's key; None where Valkey is away, which is tried again after a while."""
        if self._is_away(now):
            return None
        key = f"{self.prefix}quota:{caller.kind}:{caller.id}"
        share = round(self.own.share(caller) / _MICROSECOND)
        try:
            until_whole, over = await self.scripts.run(
                script, key, round(now.timestamp() * 1e6), share, WINDOW_S * 10**6
            )
        except (RedisError, OSError, TimeoutError) as error:
            self._leave(error, now)
            return None
        self._come_back()
        return timedelta(microseconds=until_whole), timedelta(microseconds=over)

    def _is_away(self, now: datetime) -> bool:
        return self._away_until is not None and timedelta() < self._away_until - now <= _ASKED_AGAIN_AFTER

    def _leave(self, error: Exception, now: datetime) -> None:
        """Ask no more for a while. Of all that failed together the first tells."""
        if not self._is_away(now):
            log.warning("quotas.counted_alone", error=type(error).__name__, requests=self._alone)
        self._away_until = now + _ASKED_AGAIN_AFTER

    def _come_back(self) -> None:
        if self._away_until is not None:
            log.info("quotas.shared_again", requests=self._alone)
            self._away_until, self._alone = None, 0
