"""What the reader and its child say to each other, as JSON with checked types."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pydantic import TypeAdapter

from services.events.ingest.model import Listing, ReadContext, Reading


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost.

    `cpu_s` is the processor time that the parser may take, and again each record, before the kernel ends the
    child. No further record is begun once the records have taken `patience_s` and `record_s` for each record
    until then: what is long because it holds much is read to its end, what is slow is not. Nor is one begun
    once the whole document, its parsing among it, has taken `most_s`; but the records have `least_s`, so that
    what took long to be parsed was not parsed in vain. `memory_mb` is the address space of the child,
    `extra_mb` the memory that it may take on top of what it has at rest.
    """

    cpu_s: int = 9
    patience_s: float = 2.5
    record_s: float = 0.0003
    most_s: float = 8.5
    least_s: float = 0.2
    memory_mb: int = 2048
    extra_mb: int = 150


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading, the seconds it took and the child's peak memory so far in MB.

    A child that is `worn` still holds much of what the document took: it is not to read another.
    `places` are those of the listings among what was told before, where anything was; -1 is the next one of
    the reading itself.
    """

    reading: Reading
    seconds: float
    peak_mb: float
    worn: bool = False
    places: tuple[int, ...] = ()


def without_told(reading: Reading, told: Sequence[Listing]) -> tuple[Reading, tuple[int, ...]]:
    """Return a reading less the very listings that were told already, and the places of all."""
    if not told:
        return reading, ()
    places = {id(it): place for place, it in enumerate(told)}
    left = tuple(it for it in reading.listings if id(it) not in places)
    return replace(reading, listings=left), tuple(places.get(id(it), -1) for it in reading.listings)


def with_told(answer: Answer, told: Sequence[Listing]) -> Answer:
    """Return an answer with all listings; the same objects that were told. IndexError where there is none."""
    if not told:
        return answer
    left = iter(answer.reading.listings)
    listings = tuple(told[place] if place >= 0 else next(left) for place in answer.places)
    return replace(answer, reading=replace(answer.reading, listings=listings), places=())


CONTEXTS: Final = TypeAdapter(ReadContext)
ANSWERS: Final = TypeAdapter(Answer)
PARTS: Final = TypeAdapter(tuple[Listing, ...])
"""Listings told before the answer, while the rest is being read. An array of JSON, as an answer never is."""
LIMITS: Final = TypeAdapter(Limits)
READY: Final = b"ready"
FIT: Final = b"fit"
WORN: Final = b"worn"
"""One of the two follows each answer."""
