"""What a good reading says of the listings we hold: new, changed, still there, missed, vanished."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from services.events.ingest.model import Listing

FETCHES_TO_VANISH = 2
MOST_DOUBLINGS = 3
"""A listing that came back is believed gone again only after twice as many fetches, and so on: old and new
copies of one calendar may answer by turns."""
GREATEST_LOSS = 0.5
"""Share of a source's future listings; when more are missed at once, the source is broken, not its events."""

Key = tuple[str, str]
NONE_RENAMED: Mapping[Key, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Known:
    """A listing as held, in so far as presence asks for it."""

    id: str
    uid: str
    recurrence_id: str
    content_hash: str
    """Of what the source said last."""
    starts_utc: datetime
    missing: int = 0
    """In how many good readings in a row it was missed."""
    vanished: bool = False
    returned: int = 0
    """How often it came back after it had vanished."""

    @property
    def key(self) -> Key:
        """Identity within the source."""
        return self.uid, self.recurrence_id


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
    held: Sequence[Known],
    listings: Iterable[Listing],
    now: datetime,
    *,
    is_whole: bool = True,
    broken_uid: str | None = None,
    renamed: Mapping[Key, str] = NONE_RENAMED,
) -> Presence:
    """Compare what is held of a source with what it lists now.

    Args:
        held: all that is held of the source.
        listings: what it lists.
        now: the moment of the reading.
        is_whole: of a reading that is not whole (cut off, or over a bound) nothing is missed.
        broken_uid: the listing in the middle of which the document breaks off: what is held is believed.
        renamed: ids of held listings by the identity that the source gives them now.
    """
    found = {listing.key: listing for listing in listings}
    by_id = {it.id: it for it in held}
    known = {it.key: it for it in held} | {key: by_id[held_id] for key, held_id in renamed.items()}
    changed = tuple(
        (known[key].id if key in known else None, listing)
        for key, listing in found.items()
        if key not in known or (_says_otherwise(known[key], listing) and listing.uid != broken_uid)
    )
    seen = {known[key].id for key in found if key in known}
    missing = _missed(held, seen, now) if is_whole else []
    return Presence(
        changed=changed,
        seen=tuple(it.id for it in held if it.id in seen),
        missing=tuple(it.id for it in missing),
        vanished=tuple(it.id for it in missing if it.missing + 1 >= _misses_to_vanish(it)),
    )


def _says_otherwise(known: Known, listing: Listing) -> bool:
    return known.content_hash != listing.content_hash or known.vanished


def _misses_to_vanish(it: Known) -> int:
    return FETCHES_TO_VANISH << min(it.returned, MOST_DOUBLINGS)


def _missed(held: Sequence[Known], seen: Collection[str], now: datetime) -> list[Known]:
    """Future listings that the source has dropped; none where it dropped too many at once to be believed."""
    future = [it for it in held if it.starts_utc > now and not it.vanished]
    missing = [it for it in future if it.id not in seen]
    return [] if len(missing) > GREATEST_LOSS * len(future) else missing
