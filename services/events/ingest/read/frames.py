"""Length-prefixed frames between the reader and its child: four bytes, big-endian, then the payload."""

import struct
from typing import BinaryIO, Final

PREFIX: Final = struct.Struct(">I")
MAX_FRAME: Final = 64 * 1024 * 1024


def frame(payload: bytes) -> bytes:
    """Return the payload with its length before it."""
    return PREFIX.pack(len(payload)) + payload


def frame_length(prefix: bytes) -> int:
    """Read a length. Raises ValueError when it is larger than any frame of ours."""
    (length,) = PREFIX.unpack(prefix)
    if length > MAX_FRAME:
        raise ValueError(f"a frame of {length} bytes is larger than {MAX_FRAME}")
    return int(length)


def read_frame(stream: BinaryIO) -> bytes | None:
    """Read one frame from a blocking stream; None when the other side has closed it."""
    prefix = stream.read(PREFIX.size)
    if len(prefix) < PREFIX.size:
        return None
    length = frame_length(prefix)
    payload = stream.read(length)
    return payload if len(payload) == length else None
