"""Every Redis key of the streams; a prefix keeps several installations, or tests, apart."""

FIELD = "message"
"""The one field of a stream entry: the envelope as JSON."""


def stream_key(prefix: str, stream: str) -> str:
    """Return where a stream lies; `prefix` is put before it as it is."""
    return f"{prefix}{stream}"


def dead_key(prefix: str, stream: str) -> str:
    """Return the key of the stream that holds a stream's dead letters."""
    return f"{prefix}{stream}.dead"
