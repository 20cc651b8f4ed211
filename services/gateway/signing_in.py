"""Signing in, on one screen: ask, prove, be somebody."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from services.gateway.accounts import ensure_profile
from services.gateway.auth import codes, sessions
from services.gateway.auth.addresses import normalise_address
from services.gateway.auth.codes import SignIn, Verdict
from services.gateway.auth.letter import write_letter
from services.gateway.auth.limits import check_mail_limits
from services.gateway.runtime import Runtime
from services.gateway.store.auth import accounts, sign_ins
from services.gateway.store.auth import sessions as kept
from services.gateway.store.letters import mail
from shared.contracts.account import TokenRequest
from shared.kernel.errors import AppError, FieldError, Kind
from shared.obs import get_logger

log = get_logger(__name__)
_CODE_REFUSED = "This code is wrong, used or too old; check the newest mail, or ask for a new code."
_LINK_REFUSED = "This link was used already or is older than 15 minutes; ask for a new mail."


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session just made; the token exists nowhere else."""

    token: str
    expires_at: datetime
    person_id: str


async def ask(runtime: Runtime, address: str, network: str) -> str:
    """Have a sign-in mail sent, the same for known and unknown addresses; return the address as it is kept.

    What was asked for before at this address is void. Raises `email_invalid` or `too_many_sign_ins`.
    """
    email, now, its_id = normalise_address(address), runtime.clock(), runtime.ids("sgn")
    made = codes.mint_secrets(secrets.randbelow(codes.NUMBERS), secrets.token_bytes(codes.LINK_BYTES))
    code_hash = codes.hash_code(runtime.key, its_id, made.code)
    sign_in = SignIn(its_id, email, code_hash, codes.hash_link(made.link_token), now + codes.LIFETIME)
    letter = write_letter(f"<{its_id}@{runtime.house.host}>", made, runtime.face.public_url)
    async with runtime.db.transaction() as conn:
        check_mail_limits(await sign_ins.count_recent(conn, email, network, now), runtime.mail_limits)
        await sign_ins.add(conn, sign_in, network, now)
        await mail.queue(conn, "sign_in", email, letter)
    return email


async def open_session(runtime: Runtime, proof: TokenRequest) -> NewSession:
    """Trade a code or a link for a session, and see to it that the person exists in matching.

    Raises:
        AppError: `code_refused`, the same for a wrong, spent, late or never sent code; `link_refused`;
            `proof_missing`.
    """
    if proof.link_token and not (proof.email or proof.code):
        email = await _by_link(runtime, proof.link_token)
    elif proof.email and proof.code and not proof.link_token:
        email = await _by_code(runtime, proof.email, proof.code)
    else:
        detail = "Give `email` and `code`, or `link_token` alone."
        raise AppError("proof_missing", Kind.INVALID, detail, errors=(FieldError("/code", detail),))
    async with runtime.db.transaction() as conn:
        person_id = await accounts.account_of(conn, email, runtime.ids("per"), runtime.clock())
    session = await issue(runtime, person_id)
    await _greet(runtime, person_id)
    return session


async def issue(runtime: Runtime, person_id: str) -> NewSession:
    """Make a session for a person whose identity is settled; its token is kept nowhere, only a hash."""
    token, now = sessions.mint_token(secrets.token_bytes(sessions.TOKEN_BYTES)), runtime.clock()
    expires_at = now + sessions.LIFETIME
    async with runtime.db.transaction() as conn:
        await kept.keep(conn, sessions.hash_token(token), person_id, now, expires_at)
    return NewSession(token, expires_at, person_id)


async def _by_code(runtime: Runtime, address: str, code: str) -> str:
    email, now = normalise_address(address), runtime.clock()

    def judge(sign_in: SignIn) -> Verdict:
        return codes.judge_code(sign_in, code, key=runtime.key, now=now)

    async with runtime.db.transaction() as conn:
        verdict = await sign_ins.try_code(conn, email, judge, now)
    if verdict is not Verdict.OPEN:
        raise AppError("code_refused", Kind.UNAUTHENTICATED, _CODE_REFUSED)
    return email


async def _by_link(runtime: Runtime, link_token: str) -> str:
    async with runtime.db.transaction() as conn:
        email = await sign_ins.use_link(conn, codes.hash_link(link_token), runtime.clock())
    if email is None:
        raise AppError("link_refused", Kind.UNAUTHENTICATED, _LINK_REFUSED)
    return email


async def _greet(runtime: Runtime, person_id: str) -> None:
    """Make the person's empty profile; when matching is down, the first `GET /v1/me` makes it later."""
    try:
        await ensure_profile(runtime, person_id)
    except AppError as error:
        if error.kind is not Kind.UNAVAILABLE:
            raise
        log.warning("profile.postponed", person_id=person_id, code=error.code)
