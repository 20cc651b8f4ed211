"""Precision and recall of resolution on labelled pairs of real listings, links withheld."""

from pathlib import Path

import pytest

from deploy.evaluation.dedupe.evaluate import decisions_of
from deploy.evaluation.dedupe.records import read_pairs, read_records
from services.events.ingest.resolve.graph import Graph

DATA = Path(__file__).parents[6] / "shared" / "data" / "dedup"


@pytest.mark.skipif(not DATA.exists(), reason="the labelled pairs are not on this machine")
def test_precision_and_recall_on_labelled_pairs() -> None:
    graph = Graph()
    records = read_records(DATA, with_urls=False)
    graph.add(records)
    decisions = decisions_of(graph, graph.groups([it.id for it in records]))
    merged = {frozenset((it.one, it.other)) for it in decisions if it.decision == "merged"}
    pairs = read_pairs(DATA)
    told = [it for it in pairs if frozenset((it.one, it.other)) in merged]
    hard = [it for it in pairs if not it.same and not it.why.startswith("rule")]
    assert sum(it.same for it in told) / len(told) >= 0.99
    assert sum(it.same for it in told) / sum(it.same for it in pairs) >= 0.95
    assert sum(it in told for it in hard) / len(hard) <= 0.02
