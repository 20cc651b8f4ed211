"""Metrics of the shared parts. Services declare theirs beside the code: `<service>_<noun>_<unit>`."""

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

HTTP_REQUEST_SECONDS = Histogram(
    "http_request_seconds",
    "Time to answer a request, by route template (never the raw path, which is unbounded)",
    ["service", "method", "route", "status"],
    buckets=_SECONDS,
)
DATABASE_ACQUIRE_SECONDS = Histogram(
    "database_acquire_seconds", "Time waited for a pooled database connection", buckets=_SECONDS
)
MESSAGES_RELAYED_TOTAL = Counter("messages_relayed_total", "Outbox rows written to a stream", ["stream"])
MESSAGES_REPUBLISHED_TOTAL = Counter(
    "messages_republished_total", "Outbox rows queued again because Redis lost them", ["stream"]
)
MESSAGES_HANDLED_TOTAL = Counter(
    "messages_handled_total",
    "Messages taken from a stream; outcome is applied, repeated, failed or dead",
    ["stream", "group", "outcome"],
)
WORKER_RUNS_TOTAL = Counter(
    "worker_runs_total", "Rounds of a worker; outcome is busy, idle or failed", ["worker", "outcome"]
)
WORKER_DONE_TIMESTAMP_SECONDS = Gauge(
    "worker_done_timestamp_seconds",
    "When a worker last ended a round well, in seconds since 1970",
    ["worker"],
)
FETCHES_TOTAL = Counter(
    "guarded_fetches_total", "Requests to the open internet; outcome is ok, refused or failed", ["outcome"]
)
