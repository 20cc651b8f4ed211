"""Commands that could not be carried out are refused before anything is done."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.local.cli import app


@pytest.mark.parametrize(
    "words",
    [
        ("digest", "send", "--now", "--to-dir", "{taken}"),
        ("keys", "create", "  "),
        ("evaluate", "series", "--data", "{missing}"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.touch()
    places = {"taken": str(taken), "missing": str(tmp_path / "missing")}
    data = ["--data", str(tmp_path / "data")] if words[0] != "evaluate" else []

    result = CliRunner().invoke(app, [word.format(**places) for word in words] + data)

    assert result.exit_code != 0
    assert [taken] == list(tmp_path.iterdir())
