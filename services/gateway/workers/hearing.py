"""What matching tells by its streams, and what is made of each message."""

from functools import partial

from services.gateway.runtime import Runtime
from services.gateway.workers.introductions import introduction_moved
from services.gateway.workers.partner_news import attendance_changed, plan_made
from shared.contracts.messages import Stream
from shared.streams import Consumer

GROUP = "gateway"
_HEARD = {
    Stream.INTRODUCTION_MOVED: introduction_moved,
    Stream.ATTENDANCE_CHANGED: attendance_changed,
    Stream.MEETING_PLAN_MADE: plan_made,
}


def consumers(runtime: Runtime, retry_after_ms: int = 10_000) -> tuple[Consumer, ...]:
    """Return a reader of each stream; what failed is tried again after so long."""
    return tuple(
        Consumer(
            runtime.db, runtime.redis, stream=stream, group=GROUP, handle=partial(handle, runtime),
            prefix=runtime.redis_prefix, retry_after_ms=retry_after_ms,
        )
        for stream, handle in _HEARD.items()
    )  # fmt: skip
