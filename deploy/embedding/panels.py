"""Ranks fellow attendees by their abstracts' vectors: writes a run file for the matching evaluator.

    python -m deploy.embedding.panels --task ../shared/data/matching/t1_conference_panels --out run.tsv
    python ../shared/data/matching/evaluate.py TASK_FOLDER run.tsv --split dev

A line is `query, pool, person, score`, separated by tabs.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from shared.text import Vectors, load_embedder

_LISTED = 60


def main() -> None:
    """Write the run file of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    people = [json.loads(line) for line in (given.task / "people.jsonl").open(encoding="utf-8")]
    lines = (line for pool in sorted({p["pool"] for p in people}) for line in _ranked(people, pool))
    given.out.write_text("".join(lines), encoding="utf-8")


def _ranked(people: list[dict[str, Any]], pool: int) -> Iterator[str]:
    there = [person for person in people if person["pool"] == pool]
    rows = _centred(load_embedder().embed([_text(person["tokens"]) for person in there]))
    for person, cosines in zip(there, rows @ rows.T, strict=True):
        for i in np.argsort(-cosines, kind="stable")[:_LISTED]:
            yield f"{person['id']}\t{pool}\t{there[i]['id']}\t{cosines[i]:.5f}\n"


def _text(counts: dict[str, int]) -> str:
    return " ".join(word for word, count in counts.items() for _ in range(count))


def _centred(rows: Vectors) -> Vectors:
    """Take off what everyone at one conference has in common."""
    rows = rows - rows.mean(axis=0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


if __name__ == "__main__":
    main()
