"""What libraries log is told like our own events."""

import json
import logging

import pytest

from shared.obs.logs import configure_logging


def _told(level: int) -> dict[str, str]:
    root = logging.getLogger()
    before = root.handlers, root.level
    configure_logging(json=True)
    formatter, (root.handlers, root.level) = root.handlers[0].formatter, before
    error = ConnectionRefusedError("not now")
    record = root.makeRecord("asyncpg", level, "", 0, "retrying", (), (type(error), error, None))
    assert formatter is not None
    told: dict[str, str] = json.loads(formatter.format(record))
    del told["timestamp"]
    return told


@pytest.mark.parametrize(
    ("level", "why"),
    [
        (logging.WARNING, {"reason": "ConnectionRefusedError: not now"}),
        (logging.ERROR, {"exception": "ConnectionRefusedError: not now"}),
    ],
)
def test_a_warning_tells_the_reason_and_an_error_where_it_was_raised(level: int, why: dict[str, str]) -> None:
    assert _told(level) == {"event": "retrying", "level": logging.getLevelName(level).lower(), **why}
