"""A small DNS server (RFC 1035) that answers from a zone, and changes its mind where the zone says so."""

import asyncio
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from typing import Final, cast

from tests.support.hostile.urls import Answers

_A: Final = 1
_CNAME: Final = 5
_AAAA: Final = 28
_NO_SUCH_NAME: Final = 3


class TrapNames(asyncio.DatagramProtocol):
    """Answers A and AAAA, with a time to live of zero."""

    def __init__(self, zone: Mapping[str, Answers]) -> None:
        self._zone = zone
        self._asked: Counter[tuple[str, int]] = Counter()
        self._answer: Callable[[bytes, tuple[str, int]], None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._answer = cast("asyncio.DatagramTransport", transport).sendto

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer one question."""
        name, kind, question = _question(data)
        records = list(self._records(name, kind))
        flags = 0x8580 if name in self._zone else 0x8580 | _NO_SUCH_NAME
        head = data[:2] + struct.pack(">HHHHH", flags, 1, len(records), 0, 0)
        assert self._answer is not None
        self._answer(head + question + b"".join(records), addr)

    def _records(self, name: str, kind: int) -> Iterator[bytes]:
        known = self._zone.get(name)
        if known is None:
            return
        if known.alias:
            yield _record(name, _CNAME, _encoded(known.alias))
            yield from self._records(known.alias, kind)
            return
        turn = min(self._asked[name, kind], len(known.turns) - 1)
        self._asked[name, kind] += 1
        for address in map(ip_address, known.turns[turn]):
            if (address.version == 4) == (kind == _A):
                yield _record(name, kind, address.packed)


def _question(data: bytes) -> tuple[str, int, bytes]:
    labels, position = [], 12
    while length := data[position]:
        labels.append(data[position + 1 : position + 1 + length].decode("ascii", "replace").lower())
        position += 1 + length
    (kind,) = struct.unpack_from(">H", data, position + 1)
    return ".".join(labels), kind, data[12 : position + 5]


def _record(name: str, kind: int, value: bytes) -> bytes:
    return _encoded(name) + struct.pack(">HHIH", kind, 1, 0, len(value)) + value


def _encoded(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"
