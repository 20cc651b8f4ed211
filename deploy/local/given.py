"""What the environment gives instead of the embedded stores."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """URLs of stores that somebody else runs; None means ours."""

    database_url: str | None = None
    redis_url: str | None = None
