"""Counting and inflating a body piece by piece, so that a small answer cannot become a large one."""

import zlib
from dataclasses import dataclass

from shared.http.refusals import FetchFailed, FetchRefused

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_STEP_BYTES = 64 * 1024
_RATIO_FLOOR_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: bytes after inflation, inflated to received bytes, seconds over all, redirects.

    Where only the status counts (`reads_body`), a body is not waited for, whatever it is.
    """

    max_bytes: int = 10 * 1024 * 1024
    max_ratio: int = 200
    total_s: float = 30.0
    connect_s: float = 5.0
    max_redirects: int = 5
    reads_body: bool = True


class BoundedBody:
    """Takes a body's pieces as received and gives the inflated whole, or refuses on the way."""

    def __init__(self, encoding: str, limits: Limits) -> None:
        if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise FetchRefused(
                "encoding", f"The answer is encoded as {encoding[:20]}; we asked for gzip or none."
            )
        self._inflater = zlib.decompressobj(_GZIP_OR_ZLIB) if encoding not in {"", "identity"} else None
        self._limits = limits
        self._received = 0
        self._body = bytearray()

    def take(self, piece: bytes) -> None:
        """Add one piece as received.

        Raises:
            FetchRefused: `too_large` or `ratio`.
            FetchFailed: `protocol` when the encoding is broken.
        """
        self._received += len(piece)
        if self._inflater is None:
            self._add(piece)
            return
        try:
            self._inflate(self._inflater, piece)
        except zlib.error as error:
            raise FetchFailed("protocol", "The answer's compression is broken.") from error

    def whole(self) -> bytes:
        """Return the body; a compressed one must have come to its end."""
        if self._inflater is not None and self._received and not self._inflater.eof:
            raise FetchFailed("protocol", "The answer broke off before its end.")
        return bytes(self._body)

    def _inflate(self, inflater: "zlib._Decompress", piece: bytes) -> None:
        while piece and not inflater.eof:
            self._add(inflater.decompress(piece, _STEP_BYTES))
            piece = inflater.unconsumed_tail

    def _add(self, plain: bytes) -> None:
        self._body += plain
        if len(self._body) > self._limits.max_bytes:
            raise FetchRefused(
                "too_large", f"The answer is larger than {self._limits.max_bytes // 2**20} MiB."
            )
        if len(self._body) > max(_RATIO_FLOOR_BYTES, self._received * self._limits.max_ratio):
            raise FetchRefused("ratio", "The answer inflates suspiciously far.")
