"""How long events keeps what nothing else forgets."""

from datetime import timedelta

KEPT = {
    # a host that is held, or rests, is so for hours
    ("source_host", "free_at < $1"): timedelta(days=2),
    ("robots", "fetched_at < $1"): timedelta(days=30),
    # long after the day from which they are no part of a document any more
    ("partner_event", "day < $1"): timedelta(days=800),
}
