"""Answers that harm before they are read: compression, framing, pace, redirects."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from itertools import count
from typing import Final

from deploy.hostile.document import Document, filled, whole

_MEGABYTE: Final = bytes(1024 * 1024)
_CALENDAR: Final = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
_GZIP: Final = 16 + zlib.MAX_WBITS


def documents() -> Iterator[Document]:
    """Yield what is hostile in the answer, not in its bytes."""
    yield from _compressed()
    yield from _framed()
    yield from _paced()


def _compressed() -> Iterator[Document]:
    for name, bits in (("gzip", _GZIP), ("zlib", zlib.MAX_WBITS)):
        coding = "gzip" if name == "gzip" else "deflate"
        yield Document(f"{name} bomb", _bomb(bits), (f"content-encoding: {coding}",))
    yield Document("raw deflate bomb", _bomb(-zlib.MAX_WBITS), ("content-encoding: deflate",))
    yield whole(
        "gzip in gzip",
        lambda: gzip.compress(_twice()),
        "content-encoding: gzip",
    )
    yield whole("two codings", _twice, "content-encoding: gzip, gzip")
    yield whole("brotli unasked", lambda: b"\x0b\x02\x80", "content-encoding: br")
    yield whole("gzip cut off", lambda: gzip.compress(_CALENDAR * 9)[:-9], "content-encoding: gzip")
    yield whole("gzip that is none", lambda: b"BEGIN:VCALENDAR", "content-encoding: gzip")
    yield whole("gzip as a file", _twice)


def _bomb(bits: int) -> Callable[[], Iterator[bytes]]:
    """Return a gigabyte of zeros, deflated a thousandfold."""

    def pieces() -> Iterator[bytes]:
        packer = zlib.compressobj(9, wbits=bits)
        for _ in range(1024):
            yield packer.compress(_MEGABYTE)
        yield packer.flush()

    return pieces


def _twice() -> bytes:
    return gzip.compress(filled(b"\0"), mtime=0)


def _framed() -> Iterator[Document]:
    yield Document("endless body", lambda: (b"x" * 65536 for _ in count()))
    yield Document(
        "endless chunks",
        lambda: (b"1\r\nx\r\n" * 9999 for _ in count()),
        ("transfer-encoding: chunked",),
    )
    yield whole("chunk of all memory", lambda: b"ffffffffffffffff\r\nx", "transfer-encoding: chunked")
    yield whole("length below zero", lambda: b"x", "content-length: -1")
    yield whole("two lengths", lambda: b"xx", "content-length: 1", "content-length: 2")
    yield whole("length of a planet", lambda: b"x", f"content-length: {10**18}")
    yield Document("endless header lines", lambda: (b"x: y\r\n" for _ in count()), status="200 OK\r\nx: y")
    yield Document("a header without end", lambda: (b"x" * 65536 for _ in count()), status="200 OK\r\nx: ")
    yield Document(
        "endless hints",
        lambda: (b"HTTP/1.1 103 Hint\r\n\r\n" for _ in count()),
        status="103 Hint",
    )
    for name, path in {"redirect to itself": "", "redirect of 60 kB": "x" * 60_000}.items():
        fields = (f"location: /{name.replace(' ', '-')}?{path}", "content-length: 0")
        yield Document(name, tuple, fields, "302 Found")


def _paced() -> Iterator[Document]:
    yield Document("slow drip", lambda: (b"x" for _ in count()), pause_s=0.05)
    yield Document("slow header", lambda: (b"x" for _ in count()), status="200 OK\r\nx: ", pause_s=0.05)
    yield Document("silence", lambda: (b"" for _ in count()), pause_s=0.05)
