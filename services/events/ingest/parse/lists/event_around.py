"""The event that a heading with its day is, and what deeper headings below it say of that day.

`# Turning Days, 19 May 2027`, and below it `## Where to find us`, `19 May 2027, 18:00, Old Mill`.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from services.events.ingest.model import RawListing

_DAY_LENGTH: Final = len("2027-05-19")
_PART: Final = re.compile(
    r"\W*(?:(?:practical|useful|key|all|general|praktische|weitere|infos?|informations?|informaci[oó]n|informazioni)\b.*"
    r"|(?:when|where|what|how|wann|wo|quand|où|cu[aá]ndo|d[oó]nde|quando|onde|dove|kdy|kde|kiedy|gdzie)\b.*"
    r"|(?:details?|date|time|venue|location|place|agenda|program(?:me|ma|m)?|schedule|logistics|overview|about|ablauf"
    r"|programm|ort|anfahrt|datum|lieu|lugar|luogo|horario|registration|anmeldung|inscriptions?|tickets?)"
    r"(?:\s(?:and|&|und|et|y|e)\s\w+)?)\W*",
    re.IGNORECASE,
)
"""A heading of a part of an event's page, which names no event."""


@dataclass
class EventAround:
    """The nearest such heading above; `waiting` is its event until what is below it is read."""

    level: int = 0
    event: RawListing | None = None
    waiting: RawListing | None = None

    def under(self, level: int, event: RawListing | None) -> RawListing | None:
        """Take a heading, another such event or none; return the one that waited, if this ends it."""
        if event is None and level > self.level:
            return None
        ended, self.waiting = self.waiting, None
        self.level, self.event = (level, event) if event and event.title else (0, None)
        return ended

    def whole(self, part: RawListing) -> RawListing | None:
        """Return the event with what a part of it tells of its day, None for a further part.

        What is no part of it is returned as it is.
        """
        event = self.waiting or self.event
        is_of_day = event and (event.starts or "")[:_DAY_LENGTH] == (part.starts or "")[:_DAY_LENGTH]
        if event is None or not is_of_day or not _PART.fullmatch((part.title or "")[:100]):
            return part
        address, url = event.address or part.address, event.url or part.url
        self.waiting = replace(event, starts=part.starts, ends=part.ends, address=address, url=url)
        return None
