"""What a good reading says of the listings we hold: new, changed, still there, missed, vanished."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.events.ingest.model import Listing

FETCHES_TO_VANISH = 2
GREATEST_LOSS = 0.5
"""Share of a source's future listings; when more are missed at once, the source is broken, not its events."""

Key = tuple[str, str]


class Known(Protocol):
    """A listing as held, in so far as presence asks for it."""

    @property
    def id(self) -> str:
        """Its own id."""

    @property
    def key(self) -> Key:
        """Identity within the source."""

    @property
    def content_hash(self) -> str:
        """Of what the source said last."""

    @property
    def starts_utc(self) -> datetime:
        """When it starts."""

    @property
    def missing(self) -> int:
        """In how many good readings in a row it was missed."""

    @property
    def vanished(self) -> bool:
        """Whether it counts as vanished."""


@dataclass(frozen=True, slots=True)
class Presence:
    """The verdict: (id of the held listing or None for a new one, listing) in `changed`, else ids."""

    changed: tuple[tuple[str | None, Listing], ...]
    seen: tuple[str, ...]
    missing: tuple[str, ...]
    vanished: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Tell whether no listing hangs between missed and vanished."""
        return set(self.missing) <= set(self.vanished)


def presence(
    held: Sequence[Known], listings: Iterable[Listing], now: datetime, *, is_whole: bool = True
) -> Presence:
    """Compare what is held of a source with what it lists now.

    Of a reading that is not whole (cut off, or over a bound) nothing is missed.
    """
    found = {(listing.uid, listing.recurrence_id): listing for listing in listings}
    known = {it.key: it for it in held}
    changed = tuple(
        (known[key].id if key in known else None, listing)
        for key, listing in found.items()
        if key not in known or known[key].content_hash != listing.content_hash or known[key].vanished
    )
    missing = _missed(held, found, now) if is_whole else []
    return Presence(
        changed=changed,
        seen=tuple(it.id for it in held if it.key in found),
        missing=tuple(it.id for it in missing),
        vanished=tuple(it.id for it in missing if it.missing + 1 >= FETCHES_TO_VANISH),
    )


def _missed(held: Sequence[Known], found: dict[Key, Listing], now: datetime) -> list[Known]:
    """Future listings that the source has dropped; none where it dropped too many at once to be believed."""
    future = [it for it in held if it.starts_utc > now and not it.vanished]
    missing = [it for it in future if it.key not in found]
    return [] if len(missing) > GREATEST_LOSS * len(future) else missing
