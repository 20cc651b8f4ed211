"""What a host's robots.txt says of a page (RFC 9309). Feeds are made for programs and need no leave."""

from dataclasses import dataclass
from datetime import timedelta

from protego import Protego

AGENT = "Acquaint"
KEPT = timedelta(hours=24)
"""How long an answer is used without asking again."""
ALLOWED = "allowed"
DISALLOWED = "robots_disallowed"
UNAVAILABLE = "robots_unavailable"
LONGEST_DELAY_S = 60.0
"""Of `Crawl-delay`: one page in an hour at most is far below whatever else it says."""
_FOUND = 200
_BROKEN = 500
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Leave:
    """Whether a page may be fetched: an outcome, and the pause that the host asks for between fetches."""

    outcome: str = ALLOWED
    delay_s: float = 0.0

    @property
    def is_given(self) -> bool:
        """Tell whether we may."""
        return self.outcome == ALLOWED


def rules_of(status: int, body: bytes) -> str | None:
    """Return the rules that an answer to `/robots.txt` stands for.

    No such file (4xx) means no rules. None where the host cannot say just now (5xx, 429): then nothing may
    be fetched (RFC 9309, 2.3.1).
    """
    if status == _FOUND:
        return body.decode("utf-8", "replace")
    return None if status >= _BROKEN or status == _TOO_MANY else ""


def leave(rules: str | None, url: str) -> Leave:
    """Return what the rules say of one address."""
    if rules is None:
        return Leave(UNAVAILABLE)
    read = Protego.parse(rules)
    delay_s = min(float(read.crawl_delay(AGENT) or 0), LONGEST_DELAY_S)
    return Leave(ALLOWED if read.can_fetch(url, AGENT) else DISALLOWED, delay_s)
