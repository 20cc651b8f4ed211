"""Feeds that were written lately, so that a thousand subscribers of one search cost one writing of it."""

from collections import OrderedDict
from dataclasses import dataclass, field

_MOST_BYTES = 32 << 20


@dataclass(slots=True)
class FeedCache:
    """The last bytes of each address, as long as what they were made from holds; used longest ago goes first.

    At most `most_bytes` of feeds and addresses are held; a feed larger than that is not kept.
    """

    most_bytes: int = _MOST_BYTES
    held_bytes: int = 0
    _kept: OrderedDict[str, tuple[object, bytes]] = field(default_factory=OrderedDict)

    def find(self, address: str, made_from: object) -> bytes | None:
        """Return the bytes of the address if they were made from the same, else None."""
        kept = self._kept.get(address)
        if kept is None or kept[0] != made_from:
            return None
        self._kept.move_to_end(address)
        return kept[1]

    def keep(self, address: str, made_from: object, body: bytes) -> None:
        """Hold the bytes in place of what was held for the address."""
        self._drop(address)
        self._kept[address] = (made_from, body)
        self.held_bytes += _size(address, body)
        while self.held_bytes > self.most_bytes:
            self._drop(next(iter(self._kept)))

    def _drop(self, address: str) -> None:
        if kept := self._kept.pop(address, None):
            self.held_bytes -= _size(address, kept[1])


def _size(address: str, body: bytes) -> int:
    return len(address) + len(body)
