"""`acquaint evaluate reciprocal`: the mutual chance of pairs who met, by the stages that serve."""

from pathlib import Path

import numpy as np
from rich.console import Console

from deploy.evaluation.people.labelled import Reading, columns_of, objects_of, rows_of
from deploy.evaluation.people.lists import SOME_DAY
from services.matching.recommend.candidates.roster import NOWHERE, Members, build_roster
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.population.topic_index import Background
from services.matching.recommend.score.score import chances
from shared.contracts.people import AttendanceStatus


def evaluate(folder: Path, split: str, profile: str, out: Path, console: Console) -> str:
    """Write a, b and their mutual chance for every pair of a split; return what was written.

    Pairs of different meetings are compared with one another, so all people are one population.
    """
    del console
    reading, parameters = Reading(columns_of(folder, profile, "t3")), load_parameters()
    people = tuple(reading.person(row, SOME_DAY) for row in objects_of(folder / "people.jsonl"))
    members = Members(NOWHERE, people, tuple(AttendanceStatus.GOING for _ in people))
    roster = build_roster(members, SOME_DAY, {}, Background(0, {}), parameters)
    mutual, place = chances(np.arange(len(people)), roster, parameters), roster.position
    met = [(row["a"], row["b"]) for row in rows_of(folder / "pairs.tsv") if row["split"] == split]
    lines = [f"{a}\t{b}\t{mutual[place[a], place[b]]:.9g}\n" for a, b in met]
    out.write_text("".join(lines), encoding="utf-8")
    return f"{len(lines)} pairs: {out}. Score them: python evaluate.py {folder} {out} --split {split}"
