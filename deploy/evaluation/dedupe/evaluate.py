"""`acquaint evaluate dedupe`: which records tell of one event, by the resolution that serves."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table

from deploy.evaluation.dedupe.records import Key, Labelled, key_of, read_pairs, read_records
from services.events.ingest.resolve.graph import Graph
from services.events.ingest.resolve.model import Group as Merged

COLUMNS = ("source_a", "id_a", "source_b", "id_b", "decision", "probability")


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of two records: `merged` or `review`, and how probably they are one event."""

    one: Key
    other: Key
    decision: str
    probability: float


def evaluate(folder: Path, out: Path, *, with_urls: bool) -> RenderableType:
    """Resolve all records of a folder, write the decisions, return the scores against its labels."""
    graph = Graph()
    sightings = read_records(folder, with_urls=with_urls)
    graph.add(sightings)
    groups = graph.groups([sighting.id for sighting in sightings])
    decisions = decisions_of(graph, groups)
    write(decisions, out)
    told = f"{len(sightings)} records, {len(groups)} events; decisions: {out}"
    keys = {key_of(it): it.id for it in sightings}
    pairs = [it for it in read_pairs(folder) if it.one in keys and it.other in keys]
    if not pairs:
        return told
    sure = [graph.decision(keys[it.one], keys[it.other]).probability for it in pairs]
    return Group(told, *scores(decisions, pairs, len(groups)), reliability(sure, [it.same for it in pairs]))


def decisions_of(graph: Graph, groups: Iterable[Merged]) -> list[Decided]:
    """Return every pair within one event, and every pair that a person should look at."""
    merged = [
        Decided(key_of(one), key_of(other), "merged", graph.decision(one.id, other.id).probability)
        for group in groups
        for one, other in combinations(group.members, 2)
    ]
    return merged + [
        Decided(
            key_of(graph.sighting(it.one)),
            key_of(graph.sighting(it.other)),
            "review",
            it.decision.probability,
        )
        for it in graph.doubts(groups)
    ]


def write(decisions: Iterable[Decided], out: Path) -> None:
    """Write the decisions as CSV."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows((*it.one, *it.other, it.decision, f"{it.probability:.4f}") for it in decisions)


def scores(decisions: Iterable[Decided], pairs: Sequence[Labelled], events: int) -> list[RenderableType]:
    """Return precision and recall, and for each reason of a label what became of its pairs."""
    of_pair = {frozenset((it.one, it.other)): it.decision for it in decisions}
    told = [(it, of_pair.get(frozenset((it.one, it.other)))) for it in pairs]
    merged = [it.same for it, decision in told if decision == "merged"]
    hard = [decision == "merged" for it, decision in told if _is_hard(it)]
    reviews = sum(decision == "review" for decision in of_pair.values())
    hits, truly = sum(merged), sum(it.same for it in pairs)
    table = Table("label", "why", "pairs", "merged", "for review")
    for (same, why), count in _reasons(pairs):
        here = [decision for it, decision in told if (it.same, it.why) == (same, why)]
        label = "same" if same else "different"
        table.add_row(label, why, str(count), str(here.count("merged")), str(here.count("review")))
    return [
        f"precision {hits / max(1, len(merged)):.4f}, recall {hits / max(1, truly):.4f}",
        f"merged of {len(hard)} pairs read as different: {sum(hard) / max(1, len(hard)):.2%}",
        f"for review: {reviews} pairs, {1000 * reviews / max(1, events):.0f} per 1,000 events",
        table,
    ]


def reliability(sure: Sequence[float], same: Sequence[bool]) -> Table:
    """Return how often pairs told with a probability are the same, tenth by tenth, and the Brier score."""
    brier = sum((each - truth) ** 2 for each, truth in zip(sure, same, strict=True)) / max(1, len(sure))
    table = Table("told from", "to", "pairs", "mean told", "share the same", title=f"Brier score {brier:.4f}")
    for tenth in range(10):
        here = [
            (each, truth) for each, truth in zip(sure, same, strict=True) if min(9, int(each * 10)) == tenth
        ]
        if here:
            mean, share = (sum(column) / len(here) for column in zip(*here, strict=True))
            low, high = tenth / 10, (tenth + 1) / 10
            table.add_row(f"{low:.1f}", f"{high:.1f}", str(len(here)), f"{mean:.3f}", f"{share:.3f}")
    return table


def _is_hard(pair: Labelled) -> bool:
    """Tell a pair that a reader, not a rule, found to be different."""
    return not pair.same and not pair.why.startswith("rule")


def _reasons(pairs: Sequence[Labelled]) -> list[tuple[tuple[bool, str], int]]:
    counts = Counter((pair.same, pair.why) for pair in pairs)
    return sorted(counts.items(), key=lambda item: (not item[0][0], -item[1]))
