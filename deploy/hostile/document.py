"""One hostile answer of a web server, made when it is asked for: nothing large is kept anywhere."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 10 * 1024 * 1024
"""The largest body that is read; a body made to this size costs the reader as much as it can."""

MOST_CHARACTERS: Final = 4 * 1024 * 1024
"""The same for CSV, YAML and Markdown."""

Pieces = Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Document:
    """An answer: what it is called, and its bytes.

    `fields` are header lines; without `content-length` or
    `transfer-encoding` the end of the connection ends the body. `pieces` may be endless.
    """

    name: str
    pieces: Callable[[], Pieces]
    fields: tuple[str, ...] = ()
    status: str = "200 OK"
    pause_s: float = 0.0
    """Waited between pieces."""

    @property
    def path(self) -> str:
        """Where it is served."""
        return "/" + self.name.replace(" ", "-")

    def head(self) -> bytes:
        """Return status line and header as sent."""
        return "\r\n".join([f"HTTP/1.1 {self.status}", "connection: close", *self.fields, "", ""]).encode()


def whole(name: str, make: Callable[[], bytes], *fields: str) -> Document:
    """Return a document whose body is made in one piece."""

    def pieces() -> Iterator[bytes]:
        yield make()

    return Document(name, pieces, fields)


def filled(part: bytes, before: bytes = b"", after: bytes = b"", size: int = MOST_BYTES) -> bytes:
    """Repeat a part between a beginning and an end, up to the largest size that is read."""
    return before + part * ((size - len(before) - len(after)) // len(part)) + after
