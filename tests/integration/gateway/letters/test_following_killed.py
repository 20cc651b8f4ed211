"""Kill -9 at every step from the change log to the letter: each event is told of once, none is lost."""

import asyncio
import email
import re
import signal
import sys
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from shared.db import Database
from tests.integration.gateway.letters.alerts_child import EVENTS, NOW, follow
from tests.support.clock import FixedClock
from tests.support.stores.postgres import DsnOf

ROOT = Path(__file__).parents[4]
ADA = "per_00000000000000000000000001"


async def people(db: Database) -> None:
    """Ada follows everything."""
    before = NOW - timedelta(days=1)
    await db.execute(
        "insert into account (person_id, email, created_at) values ($1, 'ada@people.test', $2)", ADA, before
    )
    await db.execute(
        """insert into saved_search (id, person_id, name, query, alerts, since, whole, created_at, updated_at)
           values ('sav_1', $1, 'All', '', 'at_once', $2, true, $2, $2)""",
        ADA, before,
    )  # fmt: skip
    await db.execute("insert into change_position values ('alerts', '0', $1)", before)


def is_plain(part: EmailMessage) -> bool:
    """Tell the text part from the others."""
    return part.get_content_type() == "text/plain"


async def kill_at(step: str, dsn: str) -> None:
    """Run a process that follows, until it is killed at this step."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integration.gateway.letters.alerts_child", dsn, step, cwd=ROOT
    )
    assert await child.wait() == -signal.SIGKILL


@pytest.mark.parametrize(
    "step", ["before_keep", "amid_keep", "after_keep", "after_claim", "before_settle", "after_settle"]
)
async def test_each_event_is_told_once(step: str, gateway_db: Database, db_dsn: DsnOf) -> None:
    await people(gateway_db)
    await kill_at(step, db_dsn("gateway"))
    clock = FixedClock(NOW + timedelta(hours=1, minutes=30))  # the dead process's lease is over
    for _ in range(4):
        await follow(gateway_db, clock, owner="heir")
    shown, more, letters = await told(gateway_db)
    assert len(shown) == len(set(shown))
    assert (len(shown) + more, letters) == (len(EVENTS), 1)


async def told(db: Database) -> tuple[list[str], int, int]:
    """Return the titles that letters show, how many more they count, and how many letters there are."""
    assert await db.fetchval("select count(*) from saved_search_event where news is not null") == 0
    rows = await db.fetch("select content from digest_issue where list = 'alerts'")
    letters = [email.message_from_bytes(row["content"], policy=default) for row in rows]
    texts = [part.get_content() for letter in letters for part in letter.walk() if is_plain(part)]
    shown = [title for text in texts for title in re.findall(r"Conference \d+", text)]
    more = sum(int(number) for text in texts for number in re.findall(r"And (\d+) more", text))
    return shown, more, len(letters)


async def test_gateways_beside_one_another_tell_of_each_event_once(gateway_db: Database) -> None:
    await people(gateway_db)
    clocks = [FixedClock(NOW) for _ in range(4)]
    await asyncio.gather(*(follow(gateway_db, clock, owner=f"g{i}") for i, clock in enumerate(clocks)))
    for _ in range(3):
        await follow(gateway_db, clocks[0], owner="last")
    shown, more, _letters = await told(gateway_db)
    assert len(shown) == len(set(shown))
    assert len(shown) + more == len(EVENTS)
