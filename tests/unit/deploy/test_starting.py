"""A start that finds the stores busy, or another one at it, waits for a while and says so."""

import fcntl
import io
from pathlib import Path

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError
from rich.console import Console

from deploy.local.repeating import until_done
from deploy.local.servers.locks import alone
from deploy.local.trouble import Trouble
from shared.db.failures import busy, not_storable

BUSY = "Every database connection is busy; try again in a moment."
AWAY = "Valkey does not answer (away)."


async def said(*failures: Exception) -> str:
    out, left = io.StringIO(), list(failures)

    async def bring_in() -> None:
        if left:
            raise left.pop(0)

    await until_done(bring_in, Console(file=out, width=200), (0.0, 0.0))
    assert not left
    return out.getvalue()


async def test_what_a_first_start_brings_in_is_tried_again_and_the_product_goes_on_without() -> None:
    again = "Tried again in 0 s."
    assert await said() == ""
    assert await said(busy(), RedisConnectionError("away")) == (
        f"Not all is brought in yet. {BUSY} {again}\nNot all is brought in yet. {AWAY} {again}\n"
    )
    assert (await said(busy(), busy(), busy())).splitlines()[2] == (
        f"Not all was brought in that a first start brings; the next start does the rest. {BUSY}"
    )


async def test_what_does_not_pass_is_told_at_once() -> None:
    with pytest.raises(type(not_storable()), match="NUL"):
        await said(not_storable())


def test_who_finds_another_start_at_it_for_long_says_what_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.local.servers.locks.LONGEST_S", 0.0)
    place = tmp_path / ".starting"
    with place.open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Trouble, match=rf"fuser {place}"), alone(place):
            pass
    with alone(place):
        assert place.exists()
