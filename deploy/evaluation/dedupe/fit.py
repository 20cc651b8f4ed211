"""`acquaint evaluate dedupe --fit`: the weights of the comparison, from labelled pairs.

Half of the groups of records teach and the other half judges, then the reverse; the weights written are those
of both halves. Only weights are written, nothing of the records.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

from rich.table import Table

from deploy.evaluation.dedupe.logistic import fit, predicted
from deploy.evaluation.dedupe.records import Key, Labelled, key_of, read_pairs, read_records
from services.events.ingest.resolve.compare import probability
from services.events.ingest.resolve.compare.decide import SAME, weighed
from services.events.ingest.resolve.compare.profile import Profile

RIDGE = 0.5
"""Penalty on the squares of the weights: of 0.3, 0.5, 1 and 3 the halves hardly differ."""
WEIGHTS = Path(probability.__file__).with_name(probability.FILE)


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled pair that no rule decides; `half` is 0 or 1, one for all pairs of a group of records."""

    features: Mapping[str, float]
    same: bool
    half: int


def fit_weights(folder: Path) -> Table:
    """Fit and write the weights; return how each half of the pairs fares by the weights of the other."""
    examples, positives = read_examples(folder)
    table = Table(
        "judged half",
        "pairs",
        "precision",
        "recall",
        "Brier",
        title=f"taught on the other half, same from {SAME}",
    )
    for half in (0, 1):
        taught = [it for it in examples if it.half != half]
        weights = fit([it.features for it in taught], [it.same for it in taught], RIDGE)
        judged = [it for it in examples if it.half == half]
        table.add_row(str(half), str(len(judged)), *_figures(weights, judged, positives[half]))
    weights = fit([it.features for it in examples], [it.same for it in examples], RIDGE)
    WEIGHTS.write_text(
        _toml(weights, tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["set"]), encoding="utf-8"
    )
    return table


def read_examples(folder: Path) -> tuple[list[Example], tuple[int, int]]:
    """Return the pairs that are weighed, and how many pairs of each half are the same, weighed or not."""
    known = {key_of(it): Profile(it.listing, it.source_id) for it in read_records(folder, with_urls=False)}
    pairs = [it for it in read_pairs(folder) if it.one in known and it.other in known]
    halves = _halves(pairs)
    examples = [
        Example(found, pair.same, halves[pair.one])
        for pair in pairs
        if (found := weighed(known[pair.one], known[pair.other])) is not None
    ]
    positives = [sum(it.same and halves[it.one] == half for it in pairs) for half in (0, 1)]
    return examples, (positives[0], positives[1])


def _halves(pairs: Sequence[Labelled]) -> dict[Key, int]:
    """Deal the records to two halves; those that a reader's or a link's label joins stay together."""
    home: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while home.setdefault(key, key) != key:
            key = home[key]
        return key

    for pair in pairs:
        if not pair.why.startswith("rule"):
            home[root(pair.one)] = root(pair.other)
    keys = {key for pair in pairs for key in (pair.one, pair.other)}
    return {key: md5("/".join(root(key)).encode(), usedforsecurity=False).digest()[0] % 2 for key in keys}


def _figures(weights: Mapping[str, float], judged: Sequence[Example], positives: int) -> tuple[str, str, str]:
    sure = [predicted(weights, it.features) for it in judged]
    yes = [it.same for it, each in zip(judged, sure, strict=True) if each >= SAME]
    brier = sum((each - it.same) ** 2 for it, each in zip(judged, sure, strict=True)) / len(judged)
    return f"{sum(yes) / len(yes):.4f}", f"{sum(yes) / positives:.4f}", f"{brier:.4f}"


def _toml(fitted: Mapping[str, float], given: Mapping[str, float]) -> str:
    lines = [
        "# Weights of the features by which two listings are compared; see probability.py.",
        "# `acquaint evaluate dedupe --data DIR --fit` writes [fitted]; [set] is by hand: links made the",
        "# labels, and the labelled records tell neither organiser nor hour nor house.",
        "",
        "[fitted]",
        *(f'"{name}" = {weight:.3f}' for name, weight in sorted(fitted.items())),
        "",
        "[set]",
        *(f'"{name}" = {weight}' for name, weight in given.items()),
    ]
    return "\n".join(lines) + "\n"
