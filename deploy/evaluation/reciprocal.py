"""`acquaint evaluate reciprocal`: the mutual chance of pairs who met, by the stages that serve."""

from collections import defaultdict
from pathlib import Path

import numpy as np
from rich.console import Console

from deploy.evaluation.labelled_people import Reading, columns_of, objects_of, rows_of
from deploy.evaluation.people_lists import SOME_DAY
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.roster import Gathering, Members, build_roster
from services.matching.recommend.score import chances
from services.matching.recommend.topic_index import Background
from shared.contracts.people import AttendanceStatus


def evaluate(folder: Path, split: str, profile: str, out: Path, console: Console) -> str:
    """Write a, b and their mutual chance for every pair of a split; return what was written."""
    del console
    reading, parameters = Reading(columns_of(folder, profile)), load_parameters()
    rows = {str(row["id"]): row for row in objects_of(folder / "people.jsonl")}
    met: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows_of(folder / "pairs.tsv"):
        if row["split"] == split:
            met[row["event"]].append((row["a"], row["b"]))
    lines: list[str] = []
    for event, pairs in met.items():
        there = sorted({one for pair in pairs for one in pair}, key=int)
        people = tuple(reading.person(rows[one], SOME_DAY) for one in there)
        going = tuple(AttendanceStatus.GOING for _ in people)
        members = Members(Gathering(f"evt_{event}", "", None, SOME_DAY), people, going)
        roster = build_roster(members, SOME_DAY, {}, Background(0, {}), parameters)
        mutual = chances(np.arange(len(people)), roster, parameters)
        place = roster.position
        lines += [f"{a}\t{b}\t{mutual[place[a], place[b]]:.9g}\n" for a, b in pairs]
    out.write_text("".join(lines), encoding="utf-8")
    return f"{len(lines)} pairs: {out}. Score them: python evaluate.py {folder} {out} --split {split}"
