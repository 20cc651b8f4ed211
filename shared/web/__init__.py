"""The base app of every service: request ids, problem+json, health, metrics, paging, ETags, workers."""

from shared.web.app import base_app
from shared.web.conditional import bytes_answer
from shared.web.cursor import decode_cursor, encode_cursor
from shared.web.query_route import QueryRoute, asked
from shared.web.workers import Worker, run_workers

__all__ = [
    "QueryRoute",
    "Worker",
    "asked",
    "base_app",
    "bytes_answer",
    "decode_cursor",
    "encode_cursor",
    "run_workers",
]
