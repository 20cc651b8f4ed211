"""`acquaint evaluate reciprocal`: the mutual chance of pairs who met, by the stages that serve."""

from pathlib import Path

import numpy as np
from rich.console import Console

from deploy.evaluation.people.files import asked_of, by_id, objects_of
from deploy.evaluation.people.labelled import Reading, columns_of
from deploy.evaluation.people.lists import SOME_DAY
from services.matching.recommend.candidates.roster import NOWHERE, Members, build_roster
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.population.topic_index import Background
from services.matching.recommend.score.score import chances
from shared.contracts.people import AttendanceStatus


def evaluate(
    folder: Path, split: str, profile: str, out: Path, console: Console, *, like: str | None = None
) -> str:
    """Write a, b and their mutual chance for every pair of a split; return what was written.

    Pairs of different meetings are compared with one another, so all people are one population; who is not
    told of is of it, too.
    """
    del console
    reading, parameters = Reading(columns_of(folder, profile, "t3", like)), load_parameters()
    rows = by_id(objects_of(folder / "people.jsonl"))
    met = [(row["a"], row["b"]) for row in asked_of(folder / "pairs.tsv", split, "a", "b")]
    untold = sorted({one for pair in met for one in pair} - rows.keys())
    people = tuple(
        reading.person(row, SOME_DAY) for row in [*rows.values(), *({"id": one} for one in untold)]
    )
    members = Members(NOWHERE, people, tuple(AttendanceStatus.GOING for _ in people))
    roster = build_roster(members, SOME_DAY, {}, Background(0, {}), parameters)
    mutual, place = chances(np.arange(len(people)), roster, parameters), roster.position
    lines = [f"{a}\t{b}\t{mutual[place[a], place[b]]:.9g}\n" for a, b in met]
    out.write_text("".join(lines), encoding="utf-8")
    told = f"{len(lines)} pairs: {out}. Score them: python evaluate.py {folder} {out} --split {split}"
    if untold:
        told += (
            f"\nNothing is known of {len(untold)} who met: people.jsonl tells nothing of {untold[0]}, say."
        )
    return told + reading.untold(list(rows.values()))
