"""The sign-in flow's `Desk` on Postgres: each method is one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.gateway.auth.codes import SignIn, Verdict
from services.gateway.auth.letter import Letter
from services.gateway.auth.limits import Sent
from services.gateway.letters.lists import Notice
from services.gateway.store.auth import accounts, sessions, sign_ins
from services.gateway.store.letters import mail
from shared.db import Database


@dataclass(frozen=True, slots=True)
class PostgresDesk:
    """Implements `services.gateway.auth.flow.Desk`."""

    db: Database
    mail_domain: str

    async def open_sign_in(
        self, sign_in: SignIn, network: str, letter: Letter, allow: Callable[[Sent], None], now: datetime
    ) -> None:
        """Check the limits, supersede older sign-ins of the address, keep this one, queue its mail."""
        async with self.db.transaction() as conn:
            allow(await sign_ins.count_recent(conn, sign_in.email, network, now))
            await sign_ins.add(conn, sign_in, network, now)
            notice = Notice(f"<{sign_in.id}@{self.mail_domain}>", letter.subject, letter.text)
            await mail.queue(conn, "sign_in", sign_in.email, notice)

    async def try_code(self, email: str, judge: Callable[[SignIn], Verdict], now: datetime) -> Verdict:
        """Judge the newest sign-in of an address; count a wrong try, or mark it used."""
        async with self.db.transaction() as conn:
            return await sign_ins.try_code(conn, email, judge, now)

    async def use_link(self, link_hash: bytes, now: datetime) -> str | None:
        """Use a living sign-in by its link, once; return its address."""
        async with self.db.transaction() as conn:
            return await sign_ins.use_link(conn, link_hash, now)

    async def account_of(self, email: str, new_id: str, now: datetime) -> str:
        """Return the person of an address; the first call creates the account."""
        async with self.db.transaction() as conn:
            return await accounts.account_of(conn, email, new_id, now)

    async def keep_session(
        self, token_hash: bytes, person_id: str, now: datetime, expires_at: datetime
    ) -> None:
        """Keep a session by the hash of its token; the token itself is nowhere."""
        async with self.db.transaction() as conn:
            await sessions.keep(conn, token_hash, person_id, now, expires_at)
