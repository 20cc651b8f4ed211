"""Letters that come back: an address that does not exist is not written to unasked, week after week."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final

BAD_ADDRESS: Final = re.compile(r"5\d\d 5\.(?:1\.(?:1|2|3|6|10)|2\.1)(?!\d)")
"""What a mail server says of the address itself (RFC 3463, 3.2 and 3.3; RFC 7505): no such mailbox or domain,
moved, disabled. What it says of us, such as that we are blocked, is no reason to give anybody up."""
IN_A_ROW = 3
OVER = timedelta(days=7)
"""So far apart are the first and the last of them at least: a mailbox may be ill for some days."""
REST = timedelta(days=30)
"""Then one letter is tried again."""


@dataclass(frozen=True, slots=True)
class Try:
    """A letter that was handed over, and what the mail server said; None where it was not refused."""

    at: datetime
    refusal: str | None


def comes_back(tries: Sequence[Try], signed_in_at: datetime | None, now: datetime) -> bool:
    """Tell whether letters rest, by the tries of late, the newest first.

    Whoever has signed in since had a letter with a code there.
    """
    back = list(takewhile(lambda it: it.refusal is not None and BAD_ADDRESS.match(it.refusal), tries))
    if len(back) < IN_A_ROW or back[0].at - back[-1].at < OVER:
        return False
    return now - back[0].at < REST and (signed_in_at is None or signed_in_at < back[0].at)
