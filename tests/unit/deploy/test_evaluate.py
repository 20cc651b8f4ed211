"""`acquaint evaluate dedupe` and `topics` on small folders of our own."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.evaluation.dedupe.logistic import fit, predicted
from deploy.evaluation.topics.evaluate import Told, any_of, each_file
from deploy.evaluation.topics.macro_f1 import macro_f1
from deploy.local.cli import app

RECORDS = """source,id,title,alt_title,start,end,city,country,online
a,1,Soil Health Days 2027,,2027-05-19,2027-05-20,Berlin,Germany,false
b,1,SoilHealth Days,,2027-05-19,2027-05-20,Berlin,DE,false
a,2,Night Nursing Forum,,2027-06-01,2027-06-02,San Diego,CA,false
b,2,Night Nursing Forum,,2027-06-01,2027-06-02,"San Diego, CA",USA,
b,3,Night Nursing Forum,,2028-06-01,2028-06-02,"San Diego, CA",USA,
b,4,Without a date,,,,Berlin,DE,false
"""
PAIRS = """source_a,id_a,source_b,id_b,label,why
a,1,b,1,same,read
a,2,b,2,same,read
a,2,b,3,different,rule: another edition
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records.csv").write_text(RECORDS, encoding="utf-8")
    return tmp_path


def run(*words: object) -> str:
    result = CliRunner().invoke(app, ["evaluate", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.output


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_decisions_are_written_with_and_without_labels(folder: Path) -> None:
    out = folder / "decisions.csv"
    run("dedupe", "--data", folder, "--out", out)
    unlabelled = rows(out)
    (folder / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    told = run("dedupe", "--data", folder, "--out", out)

    header, *decided = unlabelled
    assert ["source_a", "id_a", "source_b", "id_b", "decision", "probability"] == header
    assert [["a", "1", "b", "1", "merged"], ["a", "2", "b", "2", "merged"]] == [row[:5] for row in decided]
    assert all(0.85 <= float(row[5]) <= 1 for row in decided)
    assert unlabelled == rows(out)
    assert "precision 1.0000, recall 1.0000" in told


def test_a_missing_folder_and_a_missing_column_are_told_in_one_line(tmp_path: Path) -> None:
    missing = CliRunner().invoke(app, ["evaluate", "dedupe", "--data", str(tmp_path)])
    (tmp_path / "records.csv").write_text("source,id\na,1\n", encoding="utf-8")
    cut = CliRunner().invoke(app, ["evaluate", "dedupe", "--data", str(tmp_path)])
    empty = CliRunner().invoke(app, ["evaluate", "topics", "--train", str(tmp_path), "--test", str(tmp_path)])
    assert (1, 1, 1) == (missing.exit_code, cut.exit_code, empty.exit_code)
    assert "records.csv cannot be read" in missing.stderr
    assert "no column 'title'" in cut.stderr
    assert "No topic files" in empty.stderr


def test_topics_of_names_are_learnt_and_written(tmp_path: Path) -> None:
    for year, names in (
        ("2021", {"python": ["SnakeFest 2021", "PyOhio"], "ruby": ["Gem Days"], "general": ["All Things"]}),
        ("2022", {"python": ["SnakeFest 2022"], "ruby": ["Ruby Evening"], "rust": ["Rust and Ruby"]}),
    ):
        for topic, called in names.items():
            path = tmp_path / year / f"{topic}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps([{"name": name} for name in called]), encoding="utf-8")
    out = tmp_path / "predictions.csv"
    run("topics", "--train", tmp_path / "2021", "--test", tmp_path / "2022", "--out", out)

    header, *told = rows(out)
    assert ["name", "truth", "predicted", "top3"] == header
    assert [("Ruby Evening", "ruby", "ruby"), ("SnakeFest 2022", "python", "python")] == [
        (name, truth, predicted) for name, truth, predicted, _ in told if name != "Rust and Ruby"
    ]
    assert all(len(row[3].split("|")) == 3 and row[3].split("|")[0] == row[2] for row in told)


def test_scores_of_topics() -> None:
    told = [
        Told("A", frozenset({"x", "y"}), ("y", "z", "x")),
        Told("B", frozenset({"z"}), ("x", "y", "z")),
        Told("C", frozenset({"z"}), ("z", "y", "x")),
    ]
    assert any_of(told) == pytest.approx(((1 + 0 + 2 / 3) / 3, 1.0))
    assert each_file(told) == pytest.approx(((0 + 2 / 3 + 2 / 3) / 3, 1.0))
    assert macro_f1(["x", "y"], ["x", "y"]) == 1.0


def test_the_logistic_fit_finds_what_speaks_for_the_same() -> None:
    examples = [({"bias": 1.0, "alike": float(i % 2)}, i % 2 == 1) for i in range(20)]
    weights = fit([row for row, _ in examples], [same for _, same in examples], ridge=0.1)
    assert predicted(weights, {"bias": 1.0, "alike": 1.0}) > 0.9
    assert predicted(weights, {"bias": 1.0}) < 0.1


def test_a_folder_of_no_series_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "notes.txt").write_text("bread, milk", encoding="utf-8")
    out = tmp_path / "series.csv"
    asked = ["evaluate", "series", "--data", str(tmp_path / "feeds"), "--out", str(out)]
    refused = CliRunner().invoke(app, asked)
    assert refused.exit_code == 1
    assert "holds no event to be read" in " ".join(refused.stderr.split())
    assert not out.exists()
