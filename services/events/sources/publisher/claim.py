"""A claim on a source: what to publish, and what a check makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.contracts.sources.claims import ClaimMethod, ClaimState, Look

RECHECKED = timedelta(days=30)
TRIED_AGAIN = timedelta(days=1)
CONFIRMED_AGAIN = timedelta(days=365)
"""What was confirmed in a letter cannot be looked for: it is asked for anew."""
FIRST_AGAIN, SOUGHT_FOR = timedelta(minutes=15), timedelta(days=14)
"""A proof that has not come is looked for again, each time as long after as its claim is old by then."""
GRACE = timedelta(days=14)
"""How long a proof may be missing (a redesign, a change of DNS) before the claim lapses."""
RECORD = "acquaint-site-verification="


@dataclass(frozen=True, slots=True)
class Claim:
    """One person's claim on one source by one method. `token` is unguessable and theirs alone."""

    id: str
    source_id: str
    person_id: str
    method: ClaimMethod
    token: str
    created_at: datetime
    verified_at: datetime | None = None
    checked_at: datetime | None = None
    failing_since: datetime | None = None
    lapsed_at: datetime | None = None
    next_at: datetime | None = None
    looks: tuple[Look, ...] = ()


def state_of(claim: Claim) -> ClaimState:
    """Return where a claim stands."""
    if claim.verified_at is None:
        return ClaimState.PENDING
    if claim.lapsed_at is not None:
        return ClaimState.LAPSED
    return ClaimState.FAILING if claim.failing_since is not None else ClaimState.VERIFIED


def counts(claim: Claim) -> bool:
    """Tell whether its holder may set things."""
    return state_of(claim) in {ClaimState.VERIFIED, ClaimState.FAILING}


def after_check(claim: Claim, looks: Sequence[Look], now: datetime) -> Claim:
    """Return the claim after its places were looked at: verified, in its grace, lapsed, or as it was."""
    seen = replace(claim, checked_at=now, looks=tuple(looks))
    if any(look.found for look in looks):
        since = claim.verified_at if counts(claim) else now
        again = RECHECKED if claim.method.mailbox is None else CONFIRMED_AGAIN
        return replace(seen, verified_at=since, failing_since=None, lapsed_at=None, next_at=now + again)
    if not counts(claim):
        return replace(seen, next_at=_sought_again(claim, now))
    since = claim.failing_since or now
    if now - since >= GRACE:
        return replace(seen, failing_since=since, lapsed_at=now, next_at=None)
    return replace(seen, failing_since=since, next_at=now + TRIED_AGAIN)


def _sought_again(claim: Claim, now: datetime) -> datetime | None:
    age = now - claim.created_at
    is_sought = claim.method.mailbox is None and claim.verified_at is None and age < SOUGHT_FOR
    return now + max(FIRST_AGAIN, age) if is_sought else None


def proof_url(public_url: str, token: str) -> str:
    """Return the address that a page links to with `rel=me`."""
    return f"{public_url.rstrip('/')}/claims/{token}"


def to_publish(method: ClaimMethod, token: str, public_url: str) -> str:
    """Return the TXT record's text, or the element of the page; nothing where a letter holds the proof."""
    if method.mailbox is not None:
        return ""
    if method is ClaimMethod.DNS_TXT:
        return RECORD + token
    return f'<link rel="me" href="{proof_url(public_url, token)}">'


def note_on(claim: Claim) -> str | None:
    """Return what its holder should know of its state."""
    match state_of(claim):
        case ClaimState.VERIFIED if claim.method.mailbox is not None:
            return "It was confirmed by mail, and is to be confirmed again in a year."
        case ClaimState.FAILING | ClaimState.LAPSED if claim.method.mailbox is not None:
            return "It was confirmed more than a year ago: have the letter sent again."
        case ClaimState.VERIFIED:
            return "Leave the proof where it is: it is looked for again every month."
        case ClaimState.FAILING if claim.failing_since is not None:
            until = (claim.failing_since + GRACE).date().isoformat()
            return f"The proof was not found when it was looked for again. Put it back before {until}."
        case ClaimState.LAPSED:
            return (
                "The proof has been missing for too long, so the claim has lapsed. "
                "What you set stays as it is; put the proof back to change it."
            )
        case _:
            return None
