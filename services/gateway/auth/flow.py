"""Signing in, on one screen: ask, prove, be somebody. All I/O comes in through `Desk`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.gateway.auth import codes, sessions
from services.gateway.auth.addresses import normalise_address
from services.gateway.auth.codes import SignIn, Verdict
from services.gateway.auth.letter import Letter, write_letter
from services.gateway.auth.limits import MailLimits, Sent, check_mail_limits
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids


class Desk(Protocol):
    """What the flow needs kept; every method is one transaction."""

    async def open_sign_in(
        self, sign_in: SignIn, network: str, letter: Letter, allow: Callable[[Sent], None], now: datetime
    ) -> None:
        """Check the limits, supersede older sign-ins of the address, keep this one, queue its mail."""

    async def try_code(self, email: str, judge: Callable[[SignIn], Verdict], now: datetime) -> Verdict:
        """Judge the newest sign-in of an address; count a wrong try, or mark it used."""

    async def use_link(self, link_hash: bytes, now: datetime) -> str | None:
        """Use a living sign-in by its link, once; return its address."""

    async def account_of(self, email: str, new_id: str, now: datetime) -> str:
        """Return the person of an address; the first call creates the account."""

    async def keep_session(
        self, token_hash: bytes, person_id: str, now: datetime, expires_at: datetime
    ) -> None:
        """Keep a session by the hash of its token; the token itself is nowhere."""


@dataclass(frozen=True, slots=True)
class Means:
    """Time, ids, randomness and the key that hashes codes."""

    clock: Clock
    ids: Ids
    random_bytes: Callable[[int], bytes]
    random_below: Callable[[int], int]
    key: bytes
    limits: MailLimits
    public_url: str


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session just made; the token exists nowhere else."""

    token: str
    expires_at: datetime
    person_id: str


async def ask(desk: Desk, means: Means, address: str, network: str) -> str:
    """Start a sign-in and have its mail sent; does the same for known and unknown addresses.

    Returns:
        The address as it is kept.
    """
    email, now = normalise_address(address), means.clock()
    secrets = codes.mint_secrets(means.random_below(1_000_000), means.random_bytes(codes.LINK_BYTES))
    sign_in_id = means.ids("sgn")
    code_hash = codes.hash_code(means.key, sign_in_id, secrets.code)
    link_hash = codes.hash_link(secrets.link_token)
    sign_in = SignIn(sign_in_id, email, code_hash, link_hash, now + codes.LIFETIME)
    letter = write_letter(secrets, means.public_url)
    await desk.open_sign_in(sign_in, network, letter, lambda sent: check_mail_limits(sent, means.limits), now)
    return email


async def by_code(desk: Desk, means: Means, address: str, code: str) -> NewSession:
    """Trade a code for a session.

    Raises:
        AppError: `code_refused`, the same for a wrong, spent, late or never sent code.
    """
    email, now = normalise_address(address), means.clock()
    verdict = await desk.try_code(email, lambda s: codes.judge_code(s, code, key=means.key, now=now), now)
    if verdict is not Verdict.OPEN:
        raise AppError("code_refused", Kind.UNAUTHENTICATED, _CODE_REFUSED)
    return await admit(desk, means, email)


async def by_link(desk: Desk, means: Means, link_token: str) -> NewSession:
    """Trade a link's token for a session; raises `link_refused` when it is spent, late or unknown."""
    email = await desk.use_link(codes.hash_link(link_token), means.clock())
    if email is None:
        raise AppError("link_refused", Kind.UNAUTHENTICATED, _LINK_REFUSED)
    return await admit(desk, means, email)


async def admit(desk: Desk, means: Means, email: str) -> NewSession:
    """Give the owner of a proven address a session; the first time also an account."""
    person_id = await desk.account_of(email, means.ids("per"), means.clock())
    return await issue(desk, means, person_id)


async def issue(desk: Desk, means: Means, person_id: str) -> NewSession:
    """Make a session for a person whose identity is settled."""
    token, now = sessions.mint_token(means.random_bytes(sessions.TOKEN_BYTES)), means.clock()
    expires_at = now + sessions.LIFETIME
    await desk.keep_session(sessions.hash_token(token), person_id, now, expires_at)
    return NewSession(token, expires_at, person_id)


_CODE_REFUSED = "This code is wrong, used or too old; check the newest mail, or ask for a new code."
_LINK_REFUSED = "This link was used already or is older than 15 minutes; ask for a new mail."
