"""What is kept at hand: read once, renewed beside, and never lost to a failure."""

import asyncio

import pytest

from services.events.store.search import fresh
from services.events.store.search.fresh import Fresh


class Told:
    """Gives what it was told to, one after another; counts how often it was asked."""

    def __init__(self, *answers: str | Exception | None) -> None:
        self._answers = list(answers)
        self.asked = 0

    async def __call__(self) -> str | None:
        """Give the next answer."""
        self.asked += 1
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_nothing_is_asked_for_again_and_what_is_known_is_not() -> None:
    told = Told(None, "first")
    known = Fresh(told, "nothing")
    assert ["nothing", "first", "first"] == [await known() for _ in range(3)]
    assert 2 == told.asked


async def test_the_old_serves_while_the_new_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "FRESH_S", 0.0)
    told = Told("first", OSError("gone for a moment"), None, "second", "third")
    known = Fresh(told, "nothing")
    answers = []
    for _ in range(5):
        answers.append(await known())
        await asyncio.sleep(0.01)
    assert ["first", "first", "first", "first", "second"] == answers
