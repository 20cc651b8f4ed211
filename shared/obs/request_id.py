"""The id of the request being answered: in every log line, every problem, every internal call."""

from contextvars import ContextVar

HEADER = "x-request-id"

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Empty outside a request."""
