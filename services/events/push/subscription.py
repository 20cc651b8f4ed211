"""One subscription at a hub, and what each thing that happens makes of it; nothing is believed unasked."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.events.push.offer import Offer

ASKED_LEASE: Final = timedelta(days=10)
SHORTEST_LEASE, LONGEST_LEASE = timedelta(hours=1), timedelta(days=14)
"""Hubs die silently, even the largest: nobody is believed for longer than this."""
ANSWERED_WITHIN: Final = timedelta(days=1)
"""A hub may take its time to verify; what it says later was not asked for."""
RETRY: Final = timedelta(hours=1)
LONGEST_RETRY: Final = timedelta(days=7)
SILENT_TOO_OFTEN: Final = 3
"""News in a row that a poll found first."""
_RENEWED_AFTER: Final = 2 / 3
_MOST_TRIES: Final = 10
_HASHES: Final = frozenset({"sha1", "sha256", "sha384", "sha512"})


class PushState(StrEnum):
    """Where a subscription stands. Only an active one is relied upon."""

    WANTED = "wanted"
    ACTIVE = "active"
    DENIED = "denied"
    UNRELIABLE = "unreliable"


@dataclass(frozen=True, slots=True)
class Subscription:
    """`token` is the unguessable part of our callback, `secret` what the hub signs with; neither is shown.

    `asked_at` is when the hub was last asked, until it verifies. `missed` counts news in a row that a
    poll found and no push had told of.
    """

    source_id: str
    hub: str
    topic: str
    token: str
    secret: bytes
    state: PushState = PushState.WANTED
    asked_at: datetime | None = None
    verified_at: datetime | None = None
    expires_at: datetime | None = None
    pushed_at: datetime | None = None
    pushes: int = 0
    bad_signatures: int = 0
    missed: int = 0
    tries: int = 0
    next_at: datetime | None = None

    def relied_upon(self, now: datetime) -> datetime | None:
        """Return until when pushes are relied upon, None where they are not."""
        is_on = self.state is PushState.ACTIVE and self.expires_at is not None and self.expires_at > now
        return self.expires_at if is_on else None


def proposed(
    held: Subscription | None,
    offered: Offer | None,
    source_id: str,
    now: datetime,
    secrets: Callable[[], str],
) -> Subscription | None:
    """Return the subscription that a feed's offer calls for; what stands stays, another hub begins anew."""
    if offered is None:
        return None
    if held is not None and (held.hub, held.topic) == (offered.hub, offered.topic):
        return held
    return Subscription(source_id, offered.hub, offered.topic, secrets(), secrets().encode(), next_at=now)


def asked(held: Subscription, now: datetime) -> Subscription:
    """Note that the hub is being asked: it may verify before it has answered.

    The secret stays, and an active subscription stays so until its lease is over; until the hub verifies, it
    is asked again at ever longer intervals.
    """
    wait = min(RETRY * 2**held.tries, LONGEST_RETRY)
    made = held if held.relied_upon(now) or held.state is not PushState.ACTIVE else _ended(held)
    return replace(made, tries=min(held.tries + 1, _MOST_TRIES), next_at=now + wait, asked_at=now)


def verified(
    held: Subscription, mode: str, topic: str, lease_s: int | None, now: datetime
) -> Subscription | None:
    """Confirm what a hub asks us to confirm (section 5.3); None where we did not ask for just that."""
    unasked = held.asked_at is None or now - held.asked_at > ANSWERED_WITHIN
    if mode != "subscribe" or topic != held.topic or unasked:
        return None
    lease = ASKED_LEASE if lease_s is None else min(max(_seconds(lease_s), SHORTEST_LEASE), LONGEST_LEASE)
    return replace(
        held,
        state=PushState.ACTIVE,
        asked_at=None,
        verified_at=now,
        expires_at=now + lease,
        missed=0,
        tries=0,
        next_at=now + lease * _RENEWED_AFTER,
    )


def denied(held: Subscription, topic: str, now: datetime) -> Subscription:
    """Note that a hub will not have us (section 5.2); it is asked again in a week."""
    if topic != held.topic:
        return held
    return replace(_ended(held), state=PushState.DENIED, asked_at=None, next_at=now + LONGEST_RETRY)


def is_signed(held: Subscription, body: bytes, signature: str | None) -> bool:
    """Tell whether `X-Hub-Signature` shows that the hub knows our secret (section 7.2)."""
    method, _, told = (signature or "").strip().partition("=")
    if method.lower() not in _HASHES:
        return False
    return hmac.compare_digest(
        hmac.new(held.secret, body, method.lower()).hexdigest().encode(), told.lower().encode()
    )


def pushed(held: Subscription, now: datetime) -> Subscription:
    """Note a push that is signed."""
    return replace(held, pushed_at=now, pushes=held.pushes + 1, missed=0)


def distrusted(held: Subscription) -> Subscription:
    """Count a push that is not signed as it should be; it is believed nothing."""
    return replace(held, bad_signatures=held.bad_signatures + 1)


def polled(held: Subscription, before: datetime | None, now: datetime) -> Subscription:
    """Note that a poll found news; `before` is when the source was last fetched.

    A hub that lets several news pass without a word is given up for a week, and the source polled as usual.
    """
    if (
        held.relied_upon(now) is None
        or before is None
        or held.verified_at is None
        or held.verified_at > before
    ):
        return held
    if held.pushed_at is not None and held.pushed_at > before:
        return replace(held, missed=0)
    if held.missed + 1 < SILENT_TOO_OFTEN:
        return replace(held, missed=held.missed + 1)
    given_up = replace(_ended(held), state=PushState.UNRELIABLE, missed=held.missed + 1, asked_at=None)
    return replace(given_up, next_at=now + LONGEST_RETRY)


def _ended(held: Subscription) -> Subscription:
    return replace(held, state=PushState.WANTED, expires_at=None)


def _seconds(lease_s: int) -> timedelta:
    return timedelta(seconds=min(max(lease_s, 0), int(LONGEST_LEASE.total_seconds())))
