"""kill -9 in the middle of a poll and of a digest; start again: nothing lost, nothing twice."""

import asyncio
import email
import os
import signal
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from deploy.local.folders import DataFolder
from tests.e2e.product import acquaint, address_in, ended, eventually, small_feeds, started, up

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


def _ask(data: Path, service: str, sql: str) -> list[Any]:
    scope = next(data.glob("folder_*")).name

    async def fetch() -> list[Any]:
        url = f"postgresql://postgres@/acquaint_{scope}_{service}?host={data / 'postgres'}"
        connection = await asyncpg.connect(url)
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

    return asyncio.run(fetch())


def _looks(data: Path, service: str, sql: str) -> list[Any]:
    """Ask while the product may not have come so far."""
    try:
        return _ask(data, service, sql)
    except (OSError, StopIteration, asyncpg.PostgresError):
        return []


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def _let_leases_run_out(data: Path, table: str) -> None:
    """Let minutes pass for what the killed process had claimed."""
    _ask(
        data,
        "gateway",
        f"update {table} set lease_until = now() - interval '1 s' where lease_until is not null",  # noqa: S608 - our own table
    )


def _events(data: Path) -> list[Any]:
    sql = """select doc->>'title', starts_utc, count(*) from event where merged_into is null group by 1, 2"""
    return _ask(data, "events", sql)


def _letters(folder: Path) -> Counter[str]:
    """Count letters by who they are for."""
    return Counter(str(email.message_from_bytes(path.read_bytes())["to"]) for path in folder.glob("*.eml"))


def _see_everything_once(data: Path) -> None:
    polled = _ask(data, "events", "select last_outcome, failures from source")
    assert set(polled) == {("ok", 0)}
    listings = _ask(data, "events", "select source_id, uid, recurrence_id from listing")
    assert len(listings) == len(set(listings)) > 0
    assert {count for _title, _starts, count in _events(data)} == {1}
    known = set(_ask(data, "matching", "select event_id from catalogue_event"))
    assert set(_ask(data, "events", "select id from event")) <= known


def test_nothing_is_lost_and_nothing_twice(data_folder: DataFolder, tmp_path: Path) -> None:
    data = data_folder.root
    feeds, log, letters = small_feeds(tmp_path / "feeds"), tmp_path / "log", tmp_path / "letters"
    first = up(data, feeds, tmp_path / "first.log")
    eventually(lambda: _looks(data, "events", "select 1 from source where lease_owner is not null"))
    _kill(first)

    second = up(data, feeds, log)
    with ended(second):
        address_in(log)
        _see_everything_once(data)

        words = ["digest", "send", "--now", "--to-dir", str(letters), "--data", str(data)]
        sending = started(["-c", "from deploy.local.cli import app; app()", *words], tmp_path / "send.log")
        eventually(lambda: letters.is_dir() and list(letters.glob("*.eml")))
        _kill(sending)
        for table in ("digest_issue", "digest_subscriber", "mail_message"):
            _let_leases_run_out(data, table)
        done = acquaint(*words)

        assert done.returncode == 0, done.stderr
        eventually(lambda: not _ask(data, "gateway", "select 1 from digest_issue where state = 'ready'"))
        written = _letters(letters) + _letters(next(data.glob("folder_*")) / "outbox")
        states = dict(
            _ask(data, "gateway", "select to_address, state from digest_issue where state <> 'withheld'")
        )

    # the one letter that was in hand at the kill may be either side of it; it is listed, and never repeated
    in_hand = {address for address, state in states.items() if state in {"handing", "unknown"}}
    assert set(written.values()) == {1}
    assert {address for address, state in states.items() if state == "sent"} == set(written) - in_hand
    assert set(states.values()) <= {"sent", "handing", "unknown"}
    assert len(in_hand) <= 1
