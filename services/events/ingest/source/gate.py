"""The door for sources that nobody has vouched for: let in, held for review, or refused record by record.

What is surely no event is left out by itself (`classify/off_topic.py`). A source of which most is none, or
seems to be none, waits as a whole until somebody who runs this says yes or no. One that has been let in
once is never taken back by what it brings.
"""

from services.events.ingest.classify.off_topic import Matter, matter_of
from services.events.ingest.model import Reading, Rejected
from services.events.sources.model import Source

MOST = 0.5
"""Share of records from which on a source is held."""
FEWEST = 3
"""Records that speak against a source before it is held: two are an oversight."""
_LEFT_OUT = frozenset(Matter)


def is_at_the_door(source: Source) -> bool:
    """Tell whether a source has still to be let in."""
    return not source.spec.is_vouched and source.state.events == 0


def is_off_topic(reading: Reading) -> bool:
    """Tell whether most of what a document holds is, or seems to be, no event for people to meet at."""
    left_out = sum(it.reason in _LEFT_OUT for it in reading.rejected)
    against = left_out + sum(matter_of(it.title) is not None for it in reading.listings)
    return against >= FEWEST and against > MOST * (left_out + len(reading.listings))


def waiting(reading: Reading) -> tuple[Rejected, ...]:
    """Return every record of a document that is held back as a whole, with why."""
    held = (
        Rejected(matter_of(it.title) or "for_review", it.starts.local, it.title) for it in reading.listings
    )
    return (*reading.rejected, *held)
