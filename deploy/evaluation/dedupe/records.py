"""Labelled records of public event lists: `records.csv`, `pairs.csv` and `urls.csv` of a folder.

records.csv: source, id, title, alt_title, start, end, city, country, online. pairs.csv: source_a, id_a,
source_b, id_b, label (same or different), why. urls.csv: source, id, url.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from services.events.ingest.model import RawListing, ReadContext, Rejected
from services.events.ingest.normalise.listing import to_listing
from services.events.ingest.resolve.model import Sighting
from shared.kernel.errors import AppError, Kind
from shared.places.geonames import load_gazetteer

Key = tuple[str, str]
"""Source and id of a record."""
_THEN = datetime(2000, 1, 1, tzinfo=UTC)
_CONTEXT = ReadContext("file:records.csv", _THEN, _THEN)
_TRUST = 50


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of records, whether they tell of one event, and why the label says so."""

    one: Key
    other: Key
    same: bool
    why: str


def read_records(folder: Path, *, with_urls: bool) -> list[Sighting]:
    """Return the records as ingest normalises them; one that ingest would reject is left out.

    Raises:
        AppError: `file_unreadable`, or `column_missing`.
    """
    urls = {(row["source"], row["id"]): row["url"] for row in _rows(folder / "urls.csv")} if with_urls else {}
    found = (_sighting(row, urls) for row in _rows(folder / "records.csv"))
    return [sighting for sighting in found if sighting is not None]


def read_pairs(folder: Path) -> list[Labelled]:
    """Return the labelled pairs; none where the folder has no such file."""
    path = folder / "pairs.csv"
    rows = _rows(path) if path.exists() else []
    return [
        Labelled(
            (row["source_a"], row["id_a"]),
            (row["source_b"], row["id_b"]),
            row["label"] == "same",
            row.get("why", ""),
        )
        for row in rows
    ]


def key_of(sighting: Sighting) -> Key:
    """Return source and id of the record that a sighting was made of."""
    return sighting.source_id, sighting.listing.uid


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        detail = f"{path} cannot be read ({error.strerror}): name its folder with --data."
        raise AppError("file_unreadable", Kind.MISSING, detail) from None


def _sighting(row: Mapping[str, str], urls: Mapping[Key, str]) -> Sighting | None:
    try:
        key = row["source"], row["id"]
        raw = RawListing(
            uid=row["id"],
            title=row["title"],
            other_name=row["alt_title"] or None,
            starts=row["start"],
            ends=row["end"] or None,
            city=row["city"] or None,
            country=row["country"] or None,
            online=row["online"] == "true" or None,
            url=urls.get(key),
        )
    except KeyError as error:
        detail = f"records.csv has no column {error}: see docs/figures/truth.md."
        raise AppError("column_missing", Kind.INVALID, detail) from None
    listing = to_listing(raw, _CONTEXT, load_gazetteer())
    if isinstance(listing, Rejected):
        return None
    return Sighting("/".join(key), key[0], key[0], _TRUST, listing, None, _THEN, _THEN)
