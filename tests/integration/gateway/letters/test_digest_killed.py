"""Kill -9 at every step of a hand-over: never two copies; what nobody can know is listed."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from services.gateway.workers.digest import issue_once, send_once
from services.gateway.workers.mailer import FolderMailer, open_mailer
from shared.db import Database
from tests.support.clock import FixedClock
from tests.support.digest import DigestHouse
from tests.support.servers.smtp import SmtpSink
from tests.support.stores.postgres import DsnOf

ROOT = Path(__file__).parents[4]


async def kill_at(point: str, dsn: str, url: str) -> None:
    """Run a process that hands over, until it is killed at this point."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integration.gateway.letters.digest_child", dsn, url, point, cwd=ROOT
    )
    assert await child.wait() == -signal.SIGKILL


def letters_in(folder: Path) -> list[bytes]:
    """Read the outbox."""
    return [path.read_bytes() for path in folder.glob("*.eml")]


async def go_on(house: DigestHouse) -> None:
    """Work on after the restart, at once and when the dead process's lease is over."""
    for _ in range(3):
        while await send_once(house):
            pass
        house.clock.advance(minutes=10)


@pytest.mark.parametrize(
    ("point", "left"),
    [
        ("before_begin", (1, "sent")),
        ("before_send", (0, "unknown")),
        ("after_send", (1, "unknown")),
        ("after_mark", (1, "sent")),
    ],
)
async def test_smtp_gets_at_most_one_copy(
    point: str,
    left: tuple[int, str],
    gateway_db: Database,
    db_dsn: DsnOf,
    smtp_sink: SmtpSink,
    clock: FixedClock,
) -> None:
    house = DigestHouse(gateway_db, open_mailer(smtp_sink.url), clock)
    await house.add_people(1)
    await issue_once(house)
    await kill_at(point, db_dsn("gateway"), smtp_sink.url)
    await go_on(house)
    copies, state = left
    assert (len(smtp_sink.accepted), await house.states()) == (copies, [("2026-W48", state)])


@pytest.mark.parametrize("point", ["before_begin", "before_send", "after_send", "after_mark"])
async def test_a_folder_gets_exactly_one_copy(
    point: str, gateway_db: Database, db_dsn: DsnOf, clock: FixedClock, tmp_path: Path
) -> None:
    house = DigestHouse(gateway_db, FolderMailer(tmp_path), clock)
    await house.add_people(1)
    await issue_once(house)
    await kill_at(point, db_dsn("gateway"), f"folder://{tmp_path}")
    await go_on(house)
    frozen = bytes(await gateway_db.fetchval("select content from digest_issue"))
    assert letters_in(tmp_path) == [frozen]
    assert await house.states() == [("2026-W48", "sent")]
