"""What the reader and its child say to each other, as JSON with checked types."""

from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from services.events.ingest.model import ReadContext, Reading


@dataclass(frozen=True, slots=True)
class Limits:
    """`cpu_s` is processor time per document, `memory_mb` the whole address space of the child."""

    cpu_s: int = 20
    memory_mb: int = 2048


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading, the seconds it took and the child's peak memory so far in MB."""

    reading: Reading
    seconds: float
    peak_mb: float


CONTEXTS: Final = TypeAdapter(ReadContext)
ANSWERS: Final = TypeAdapter(Answer)
LIMITS: Final = TypeAdapter(Limits)
READY: Final = b"ready"
