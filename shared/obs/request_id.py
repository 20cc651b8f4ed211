"""The id of the request being answered: in every log line, every problem, every internal call."""

from contextvars import ContextVar

from structlog.typing import EventDict, WrappedLogger

HEADER = "x-request-id"

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Empty outside a request."""


def add_request_id(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Name the request in an event for the log; a processor of structlog."""
    if current := request_id.get():
        event["request_id"] = current
    return event
