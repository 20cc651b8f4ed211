"""Precision and recall of the comparison on labelled pairs of real listings."""

import csv
from pathlib import Path

import pytest

from services.events.ingest.model import Listing, Place, When
from services.events.ingest.resolve.compare import compare
from services.events.ingest.resolve.model import Sighting
from services.events.store.gazetteer_data import load_gazetteer
from shared.contracts.events import Mode
from shared.text import fold
from tests.support.listings import sighting

DATA = Path(__file__).parents[4] / "shared" / "data" / "dedup"
ONLINE = {"online", "virtual", "remote"}


@pytest.mark.skipif(not DATA.exists(), reason="the labelled pairs are not on this machine")
def test_precision_and_recall_on_labelled_pairs() -> None:
    held = {(row["source"], row["id"]): _sighting(row) for row in _rows("records.csv")}
    counts = {"tp": 0, "fp": 0, "fn": 0, "tn": 0}
    for row in _rows("pairs.csv"):
        told = compare(held[row["source_a"], row["id_a"]], held[row["source_b"], row["id_b"]]).same
        true = row["label"] == "same"
        counts[("t" if told == true else "f") + ("p" if told else "n")] += 1
    precision = counts["tp"] / (counts["tp"] + counts["fp"])
    recall = counts["tp"] / (counts["tp"] + counts["fn"])
    print(counts, f"precision {precision:.3f} recall {recall:.3f}")  # noqa: T201 the figures are the point
    assert precision >= 0.985
    assert recall >= 0.86


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _sighting(row: dict[str, str]) -> Sighting:
    """Make a sighting of a record: title, days, city, country, and no link (links made the labels)."""
    gazetteer = load_gazetteer()
    online = fold(row["city"]) in ONLINE or (row["online"] == "true" and not row["city"])
    city = None if online else row["city"] or None
    country = gazetteer.country(row["country"])
    found = gazetteer.city(city.split(",")[0], country) if city and country else None
    lat, lon = (found.lat, found.lon) if found else (None, None)
    it = Listing(
        uid=row["id"],
        recurrence_id="",
        title=row["title"],
        starts=When(row["start"]),
        ends=When(row["end"]) if row["end"] else None,
        mode=Mode.ONLINE if online else None,
        place=Place(city=city, country=country, lat=lat, lon=lon) if city or country else None,
    )
    return sighting(it, row["source"])
