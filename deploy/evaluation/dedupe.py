"""`acquaint evaluate dedupe`: which records tell of one event, by the resolution that serves."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rich.table import Table

from deploy.evaluation.records import Key, Labelled, key_of, read_pairs, read_records
from services.events.ingest.resolve.cluster import cluster
from services.events.ingest.resolve.compare import compare
from services.events.ingest.resolve.model import Sighting

Pair = frozenset[Key]
COLUMNS = ("source_a", "id_a", "source_b", "id_b", "decision", "probability")


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of two records: `merged` or `review`, and how probably they are one event."""

    one: Key
    other: Key
    decision: str
    probability: float


def evaluate(folder: Path, out: Path, *, with_urls: bool) -> Table:
    """Resolve all records of a folder, write the decisions, return the scores against its labels."""
    decisions = decide(read_records(folder, with_urls=with_urls))
    write(decisions, out)
    return scores(decisions, read_pairs(folder))


def decide(sightings: Sequence[Sighting]) -> list[Decided]:
    """Return every pair within one event."""
    return [
        Decided(key_of(one), key_of(other), "merged", compare(one, other).score)
        for members, _ in cluster(sightings)
        for one, other in combinations(members, 2)
    ]


def write(decisions: Iterable[Decided], out: Path) -> None:
    """Write the decisions as CSV."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows((*it.one, *it.other, it.decision, f"{it.probability:.4f}") for it in decisions)


def scores(decisions: Iterable[Decided], pairs: Sequence[Labelled]) -> Table:
    """Return precision and recall, and for each reason of a label what became of its pairs."""
    merged = {frozenset((it.one, it.other)) for it in decisions if it.decision == "merged"}
    counts = _by_reason(merged, pairs)
    hits = sum(yes for (same, _), (_, yes) in counts.items() if same)
    wrong = sum(yes for (same, _), (_, yes) in counts.items() if not same)
    truly = sum(pair.same for pair in pairs)
    title = f"{len(merged)} pairs merged"
    if pairs:
        title += f"; precision {hits / max(1, hits + wrong):.4f}, recall {hits / max(1, truly):.4f}"
    table = Table("label", "why", "pairs", "merged", title=title)
    for (same, why), (total, yes) in sorted(counts.items(), key=lambda item: (not item[0][0], -item[1][0])):
        table.add_row("same" if same else "different", why, str(total), str(yes))
    return table


def _by_reason(merged: set[Pair], pairs: Sequence[Labelled]) -> Mapping[tuple[bool, str], tuple[int, int]]:
    total: Counter[tuple[bool, str]] = Counter()
    yes: Counter[tuple[bool, str]] = Counter()
    for pair in pairs:
        total[pair.same, pair.why] += 1
        yes[pair.same, pair.why] += frozenset((pair.one, pair.other)) in merged
    return {key: (count, yes[key]) for key, count in total.items()}
