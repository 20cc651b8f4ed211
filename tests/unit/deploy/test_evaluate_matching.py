import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from deploy.evaluation.people import events as event_lists
from deploy.evaluation.people import lists as people_lists
from deploy.evaluation.people import reciprocal
from deploy.evaluation.people.files import counted, pairs_of
from deploy.local.bench import attention
from deploy.local.cli.evaluate import evaluate_app
from shared.kernel.errors import AppError

QUIET = Console(quiet=True)


def write(folder: Path, name: str, *lines: object) -> None:
    folder.mkdir(exist_ok=True)
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    (folder / name).write_text(text, encoding="utf-8")


def test_people_are_listed_without_truths_and_without_those_excluded(tmp_path: Path) -> None:
    folder, run = tmp_path / "t1_conference_panels", tmp_path / "run.tsv"
    people = [
        {"id": i, "pool": 2023, "interests": ["kilns"], "tokens": {"glaze": 2, f"word{i % 2}": 1}}
        for i in range(1, 5)
    ]
    write(folder, "people.jsonl", *people, {"id": 9, "pool": 2022, "interests": [], "tokens": {}})
    write(folder, "queries.tsv", "query\tpool\tsplit", "1\t2023\ttest", "9\t2022\ttrain")
    write(folder, "exclude.tsv", "query\tperson\tpool", "1\t2\t2023")
    for fair in (False, True):
        people_lists.evaluate(folder, "test", "full", run, QUIET, fair=fair)
        rows = [line.split("\t") for line in run.read_text().splitlines()]
        assert [row[:3] for row in rows] == [["1", "2023", "3"], ["1", "2023", "4"]]
        assert float(rows[0][3]) > float(rows[1][3])


def test_tags_alone_are_read_when_asked_for(tmp_path: Path) -> None:
    folder, run = tmp_path / "t1_conference_panels", tmp_path / "run.tsv"
    write(
        folder,
        "people.jsonl",
        {"id": 1, "pool": 1, "interests": ["kilns"], "tokens": {"oven": 1}},
        {"id": 2, "pool": 1, "interests": ["kilns"], "tokens": {}},
        {"id": 3, "pool": 1, "interests": [], "tokens": {"oven": 5}},
    )
    write(folder, "queries.tsv", "query\tpool\tsplit", "1\t1\tdev")
    people_lists.evaluate(folder, "dev", "tags", run, QUIET)
    assert run.read_text().splitlines()[0].split("\t")[2] == "2"


def test_a_word_that_a_list_says_again_counts_again() -> None:
    told: list[object] = [
        ["b", "a", "b"],
        [["a", 1], ["b", 2]],
        {"b": 2.0, "a": 1, "c": 0},
        ["b", "b", None, "a"],
    ]
    assert [counted(one, "words") for one in told] == [{"a": 1, "b": 2}] * 4


def test_each_time_that_a_group_was_joined_is_kept() -> None:
    assert pairs_of([["g", 5], ["g", 9]], "groups") == [("g", 5), ("g", 9)]
    assert pairs_of([["g", None]], "groups") == [("g", 0)]


def test_events_are_listed_without_those_answered(tmp_path: Path) -> None:
    folder, run = tmp_path / "t2_events_meetup", tmp_path / "run.tsv"
    day, cut = 86_400, 1_400_000_000

    def event(key: int, group: int, time: int) -> dict[str, object]:
        return {
            "id": key, "group": group, "time": time, "venue": 1, "lat": 41.1, "lon": -8.6,
            "title_tokens": ["kilns"], "tokens": {"glaze": 1},
        }  # fmt: skip

    events = [
        event(1, 1, cut - day), event(2, 1, cut + day), event(3, 2, cut + day), event(4, 1, cut + 99 * day),
        event(5, 1, cut + 2 * day),
    ]  # fmt: skip
    write(folder, "events.jsonl", *events)
    write(folder, "groups.jsonl", *({"id": i, "interests": ["Pottery"], "tokens": {}} for i in (1, 2)))
    write(folder, "people.jsonl", {"id": 7, "interests": ["Pottery"], "groups": [[1, cut - 9 * day]]})
    answers = (f"1\t7\t1\t{cut - 2 * day}", f"5\t7\t0\t{cut - day}", f"3\t7\t1\t{cut + 1}")
    write(folder, "rsvps.tsv", "event\tperson\tyes\tcreated", *answers)
    write(folder, "queries.tsv", "person\tcut\tsplit\tpast_yes", f"7\t{cut}\ttest\t1")
    event_lists.evaluate(folder, "test", "full", run, QUIET)
    rows = [line.split("\t") for line in run.read_text().splitlines()]
    assert {row[2] for row in rows} == {"2", "3"}
    assert max(rows, key=lambda row: float(row[3]))[2] == "2"


def test_pairs_get_a_mutual_chance(tmp_path: Path) -> None:
    folder, run = tmp_path / "t3_reciprocal_speed_dating", tmp_path / "run.tsv"
    wants = [[1.0, 0.0], [1.0, 0.0], [0.5, 0.5]]
    people = [
        {"id": i, "interests": {"art": 9}, "wants": wants[i], "self_rating": [i * 3, 5]} for i in range(3)
    ]
    write(folder, "people.jsonl", *people)
    write(folder, "pairs.tsv", "a\tb\tevent\tsplit", "0\t1\t4\ttest", "0\t2\t4\ttest", "1\t2\t5\ttrain")
    reciprocal.evaluate(folder, "test", "full", run, QUIET)
    chance = {
        tuple(line.split("\t")[:2]): float(line.split("\t")[2]) for line in run.read_text().splitlines()
    }
    assert set(chance) == {("0", "1"), ("0", "2")}
    assert chance["0", "2"] > chance["0", "1"]


def test_a_folder_of_another_name_is_told_which_names_are_known(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="t1_conference_panels"):
        people_lists.evaluate(tmp_path / "t9", "dev", "full", tmp_path / "run.tsv", QUIET)


def shaken(folder: Path) -> None:
    """Write each file of a folder as other programs do: a mark of byte order, CR LF, empty lines, twice."""
    for file in folder.iterdir():
        head, *lines = file.read_text(encoding="utf-8").splitlines()
        first = [] if file.suffix == ".jsonl" else [head]
        body = [head, *lines] if file.suffix == ".jsonl" else lines
        text = "\r\n".join([*first, *body, *reversed(body), "", ""])
        file.write_text(f"\ufeff{text}", encoding="utf-8", newline="")


def panel(folder: Path) -> None:
    people = [{"id": i, "pool": 1, "interests": ["kilns"], "tokens": {"oven": i}, "dyes": 1} for i in (1, 2)]
    write(folder, "people.jsonl", *people, {"id": 3, "pool": 1, "interests": None}, {"id": 4, "pool": 2})
    write(folder, "queries.tsv", "split\tquery\tpool", "test\t1\t1", "test\t8\t1", "test\t4\t2", "dev\t9\t7")


def test_files_that_other_programs_wrote_tell_the_same(tmp_path: Path) -> None:
    folder, runs = tmp_path / "t1_conference_panels", [tmp_path / "run.tsv", tmp_path / "again.tsv"]
    panel(folder)
    told = people_lists.evaluate(folder, "test", "full", runs[0], QUIET)
    shaken(folder)
    people_lists.evaluate(folder, "test", "full", runs[1], QUIET)
    rows = [line.split("\t")[:3] for line in runs[0].read_text().splitlines()]
    assert (runs[0].read_text(), rows) == (runs[1].read_text(), [["1", "1", "2"], ["1", "1", "3"]])
    assert told.splitlines()[0].startswith("2 lists: ")
    assert "1 who ask are not told of in the pool they ask in, and get no list; the first is 8 in 1." in told


def test_columns_and_people_that_are_not_told_of_are_named_and_done_without(tmp_path: Path) -> None:
    folder, run = tmp_path / "t3_reciprocal_speed_dating-2027", tmp_path / "run.tsv"
    write(folder, "people.jsonl", {"id": "a", "interests": {"art": "9"}}, {"id": "b", "interests": ""})
    write(folder, "pairs.tsv", "a\tb\tsplit", "a\tb\ttest", "a\tc\ttest")
    told = reciprocal.evaluate(folder, "test", "full", run, QUIET)
    assert [line.split("\t")[:2] for line in run.read_text().splitlines()] == [["a", "b"], ["a", "c"]]
    assert told.splitlines()[1:] == [
        "Nothing is known of 1 who met: people.jsonl tells nothing of c, say.",
        "Nobody tells anything in wants, self_rating: judged without.",
    ]


def test_events_without_groups_and_people_who_are_not_told_of(tmp_path: Path) -> None:
    folder, run, cut = tmp_path / "meetups", tmp_path / "run.tsv", 1_400_000_000
    write(folder, "events.jsonl", {"id": "e1", "time": cut + 9}, {"id": "e2", "time": f"{cut + 9}"})
    write(folder, "people.jsonl", {"id": 1, "groups": [["g", None]]})
    write(folder, "rsvps.tsv", "event\tperson\tyes\tcreated", f"gone\t1\t1\t{cut}")
    write(folder, "queries.tsv", "person\tcut\tsplit", f"1\t{cut}\ttest", f"2\t{cut}\ttest")
    event_lists.evaluate(folder, "test", "full", run, QUIET, like="t2_events_meetup")
    rows = [line.split("\t") for line in run.read_text().splitlines()]
    assert sorted((row[0], row[2]) for row in rows) == [("1", "e1"), ("1", "e2"), ("2", "e1"), ("2", "e2")]
    write(folder, "rsvps.tsv", "event\tperson\tyes\tcreated", f"e1\t1\tyes\t{cut}")
    with pytest.raises(AppError, match="line 2: yes is 'yes'; it has to be a whole number"):
        event_lists.evaluate(folder, "test", "full", run, QUIET, like="t2_events_meetup")


@pytest.mark.parametrize(
    ("file", "lines", "said"),
    [
        ("queries.tsv", ["query,pool,split"], "no column query or pool or split"),
        ("queries.tsv", [], "no column query"),
        ("queries.tsv", ["query\tpool\tsplit", "1\t\ttest"], "line 2 says no pool"),
        ("queries.tsv", ["query\tpool\tsplit", "1\t1\tdev"], r"no line of the split test.*\(dev\)"),
        ("people.jsonl", ["[1, 2]"], "line 1 is no object with an id"),
        ("people.jsonl", ['{"id": 1,'], "line 1 is not JSON"),
        ("people.jsonl", [{"id": 1}], "in which pool 1 is"),
        ("people.jsonl", [{"id": 1, "pool": 1, "interests": 7}], "interests of 1 is 7; it has to be a list"),
        ("people.jsonl", [{"id": 1, "pool": 1, "tokens": {"a": "b"}}], "count of a in tokens of 1 is 'b'"),
        ("exclude.tsv", ["query\tperson"], "no column pool"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_what_to_mend(
    tmp_path: Path, file: str, lines: list[object], said: str
) -> None:
    folder = tmp_path / "t1_conference_panels"
    panel(folder)
    write(folder, file, *lines)
    with pytest.raises(AppError, match=said):
        people_lists.evaluate(folder, "test", "full", tmp_path / "run.tsv", QUIET)


def test_the_folder_of_a_run_file_is_made_before_the_work(tmp_path: Path) -> None:
    folder, run = tmp_path / "t3_reciprocal_speed_dating", tmp_path / "runs" / "today" / "run.tsv"
    write(folder, "people.jsonl", *({"id": i, "interests": {"art": 9}} for i in range(2)))
    write(folder, "pairs.tsv", "a\tb\tevent\tsplit", "0\t1\t4\tdev")
    done = CliRunner().invoke(evaluate_app, ["reciprocal", "--data", str(folder), "--out", str(run)])
    assert (done.exit_code, run.read_text().split("\t")[:2]) == (0, ["0", "1"])


def test_a_run_file_that_cannot_be_is_told_before_the_work(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()
    for out, said in ((taken / "run.tsv", "can't be made"), (tmp_path, "is a directory")):
        done = CliRunner().invoke(evaluate_app, ["reciprocal", "--data", "nowhere", "--out", str(out)])
        words = done.output.replace("│", " ").split()
        assert (done.exit_code, said in " ".join(words)) == (2, True)


@pytest.mark.parametrize(
    ("evaluate", "other", "fitting"),
    [
        (people_lists.evaluate, "t2_events_meetup", "t1_lastfm_friends"),
        (event_lists.evaluate, "t3_reciprocal_speed_dating", "t2_events_meetup"),
        (reciprocal.evaluate, "t1_lastfm_friends", "t3_reciprocal_speed_dating"),
    ],
)
def test_a_folder_of_another_kind_is_told_which_fit(
    tmp_path: Path, evaluate: Callable[..., str], other: str, fitting: str
) -> None:
    with pytest.raises(AppError, match=fitting) as refused:
        evaluate(tmp_path / other, "dev", "full", tmp_path / "run.tsv", QUIET)
    assert refused.value.code == "task_unknown"


def test_of_an_invented_event_nobody_is_left_out() -> None:
    table = attention.evaluate(40, 1.0, 0.5)
    columns = [list(column.cells) for column in table.columns]
    assert columns[0] == ["the first 5", "the first 8", "the first 10"]
    assert columns[1] == ["0", "0", "0"]
