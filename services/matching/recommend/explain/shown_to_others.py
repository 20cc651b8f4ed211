"""Why a person is shown to others: the reasons of their cards on others' pages, in aggregate alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.matching.recommend import phrases
from shared.contracts.people import Reason, ShownBecause, ShownToOthers

_BANDS = ((10, "10-19"), (20, "20-49"), (50, "50-99"), (100, "100+"))
"""Readers; fewer than the least could tell of single people."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One reader of the person's card, and why they were shown it."""

    reader: str
    reasons: Sequence[Reason]


def shown_to_others(found: Iterable[Shown]) -> ShownToOthers:
    """Count readers by the kind of reason and by the field of the person's own that it rests on.

    Only ranges are told, and only of at least ten readers: neither who was shown it, nor when, shows.
    """
    readers: set[str] = set()
    by_reason: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in found:
        readers.add(one.reader)
        for reason in one.reasons:
            for field in _own_fields(reason):
                by_reason[reason.kind, field].add(one.reader)
    often = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    return ShownToOthers(
        people=band(len(readers)),
        because=tuple(
            ShownBecause(kind=kind, field=field, text=phrases.shown_because(kind, field), people=counted)
            for (kind, field), them in often
            if (counted := band(len(them))) is not None
        ),
    )


def band(people: int) -> str | None:
    """Return the range that a number of people falls into; None for too few to tell."""
    return next((name for least, name in reversed(_BANDS) if people >= least), None)


def _own_fields(reason: Reason) -> set[str]:
    """Return the fields of the person shown; for the reader of the card they are `them`."""
    paths = (path.removeprefix("them.") for path in reason.evidence if path.startswith("them."))
    return {path.partition("[")[0].partition(".")[0] for path in paths}
