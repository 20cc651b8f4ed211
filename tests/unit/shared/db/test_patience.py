"""A server that cannot take us yet is asked again, for a while; one that refuses us is not."""

import asyncpg
import pytest
from structlog.testing import capture_logs

from shared.db.patience import patiently

FULL = asyncpg.TooManyConnectionsError("sorry, too many clients already")
WRONG = asyncpg.InvalidPasswordError("password authentication failed")


class Server:
    """Answers as it is told, one try after another."""

    def __init__(self, *answers: str | Exception) -> None:
        self._answers = list(answers)

    async def connect(self) -> str:
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def is_done(self) -> bool:
        return not self._answers


async def test_what_is_busy_is_asked_again_and_said() -> None:
    server = Server(FULL, TimeoutError(), "connected")
    with capture_logs() as logs:
        answer = await patiently(server.connect, waits_s=(0.0, 0.01, 60.0))

    assert (answer, server.is_done) == ("connected", True)
    assert [(it["event"], it["reason"], it["again_in_s"]) for it in logs] == [
        ("database.awaited", "sorry, too many clients already", 0.0),
        ("database.awaited", "TimeoutError", 0.01),
    ]


@pytest.mark.parametrize("answers", [(FULL, FULL, FULL), (WRONG,)])
async def test_it_ends_with_the_last_answer_and_at_once_where_waiting_does_not_help(
    answers: tuple[Exception, ...],
) -> None:
    server = Server(*answers)
    with pytest.raises(type(answers[-1])):
        await patiently(server.connect, waits_s=(0.0, 0.0))

    assert server.is_done
