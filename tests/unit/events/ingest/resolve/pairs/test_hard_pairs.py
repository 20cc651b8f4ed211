"""Kinds of pairs on which lists disagree most, written out in `hard_pairs.txt`: one event, or several."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.identity import resolve
from services.events.ingest.when import When
from shared.contracts.events import Mode
from tests.support.listings import listing, sighting

WRITTEN = Path(__file__).with_name("hard_pairs.txt")
_MODES = {"online": Mode.ONLINE, "hybrid": Mode.HYBRID}


def _cases() -> Iterator[tuple[str, str]]:
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            verdict, _, listings = line.partition(" ; ")
            yield verdict, listings


def _listing(written: str) -> Listing:
    title, days, where, *page = (part.strip() for part in written.split(" | "))
    first, _, last = days.partition("/")
    how, _, rest = where.partition(" ")
    town, _, country = (rest if how == "hybrid" else where).rpartition(" ")
    return listing(
        title,
        first,
        ends=When(last) if last else None,
        place=Place(city=town, country=country) if town else None,
        mode=_MODES.get(how, Mode.IN_PERSON),
        url=page[0] if page else None,
    )


@pytest.mark.parametrize(("verdict", "written"), list(_cases()))
def test_a_hard_pair_is_one_event_or_several(verdict: str, written: str) -> None:
    numbers = count()
    told = [sighting(_listing(it), f"src_{at}") for at, it in enumerate(written.split(" ; "))]
    events = resolve(told, lambda: f"evt_{next(numbers)}").clusters
    assert (len(events) == 1) is (verdict == "same")
