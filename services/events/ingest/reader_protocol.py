"""What the reader and its child say to each other, as JSON with checked types."""

from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from services.events.ingest.model import ReadContext, Reading


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost.

    `cpu_s` is the processor time that the parser may take, and again each record, before the kernel ends the
    child. No further record is begun once the records have taken `patience_s` and `record_s` for each record
    until then: what is long because it holds much is read to its end, what is slow is not. `memory_mb` is the
    address space of the child, `extra_mb` the memory that it may take on top of what it has at rest.
    """

    cpu_s: int = 9
    patience_s: float = 2.5
    record_s: float = 0.0003
    memory_mb: int = 2048
    extra_mb: int = 150


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading, the seconds it took and the child's peak memory so far in MB.

    A child that is `worn` still holds much of what the document took: it is not to read another.
    """

    reading: Reading
    seconds: float
    peak_mb: float
    worn: bool = False


CONTEXTS: Final = TypeAdapter(ReadContext)
ANSWERS: Final = TypeAdapter(Answer)
LIMITS: Final = TypeAdapter(Limits)
READY: Final = b"ready"
FIT: Final = b"fit"
WORN: Final = b"worn"
"""One of the two follows each answer."""
