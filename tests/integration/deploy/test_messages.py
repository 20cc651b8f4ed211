"""What stands in a person's way is one line that says what to do."""

import errno
import os
import shutil
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from deploy.local.cli import app
from deploy.local.folders import DataFolder
from tests.e2e.product import acquaint


@pytest.fixture
def data(data_folder: DataFolder) -> Path:
    return data_folder.root


def _line(*words: str, env: dict[str, str] | None = None) -> str:
    done = CliRunner().invoke(app, words, env=env)
    return _only_line(done.exit_code, done.stderr)


def _only_line(code: int, told: str) -> str:
    assert (code, len(told.splitlines())) == (1, 1), told
    return told.strip()


def test_a_taken_port(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        # a process of its own, as a person has it: what else stands in the way is told in the same way
        done = acquaint("up", "--port", str(port), "--data", str(data), "--sources", "samples")

    assert _only_line(done.returncode, done.stderr) == (
        f"acquaint: Port {port} is taken: stop the program that holds it, or choose another with --port "
        "(make run PORT=8001; PORT=0 picks a free one)."
    )


def test_a_data_folder_that_cannot_be_written(data: Path) -> None:
    # a file where a folder should be stops root too, unlike permissions
    (data / "file").write_text("")

    line = _line("up", "--port", "0", "--data", str(data / "file" / "data"), "--sources", "samples")

    assert line.startswith(f"acquaint: Cannot write in the data folder {data.resolve()}/file/data")
    assert "--data DIR" in line


def test_a_disk_that_is_nearly_full(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=199_999_999))

    line = _line("up", "--port", "0", "--data", str(data), "--sources", "samples")

    assert line == (
        f"acquaint: {data.resolve()} has 199 MB left, and a new Postgres cluster needs 200: "
        "make room there, or choose another folder with --data DIR."
    )


@pytest.mark.parametrize("place", ["pathlib.Path.write_bytes", "deploy.local.up.choose"])
def test_a_disk_that_is_full(data: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(data))

    monkeypatch.setattr(place, full)

    line = _line("up", "--port", "0", "--data", str(data), "--sources", "samples")

    assert "full" in line or "No space left on device" in line
    assert ": make room there, or choose another" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_of_somebody_else() -> None:
    assert "--data DIR" in _line("up", "--port", "0", "--data", "/acquaint", "--sources", "samples")


def test_a_database_url_of_another_kind(data: Path) -> None:
    words = ("up", "--port", "0", "--data", str(data), "--sources", "samples")

    line = _line(*words, env={"DATABASE_URL": "mysql://somewhere/db"})

    assert line.startswith(
        "acquaint: DATABASE_URL is not a Postgres URL: write postgresql://USER:PASSWORD@HOST"
    )


def test_a_database_that_does_not_answer(data: Path) -> None:
    words = ("up", "--port", "0", "--data", str(data), "--sources", "samples")

    line = _line(*words, env={"DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/db"})

    assert line.startswith("acquaint: DATABASE_URL: The database does not answer")
    assert "secret" not in line


def test_sources_that_are_no_folder(data: Path) -> None:
    line = _line("up", "--port", "0", "--data", str(data), "--sources", str(data / "none"))

    assert "--sources takes auto, real, samples or an existing folder" in line


@pytest.mark.parametrize("words", [("search", "x"), ("sources", "poll")])
def test_commands_before_the_first_start(data: Path, words: tuple[str, ...]) -> None:
    line = _line(*words, "--data", str(data))

    apart = "EVENTS_DATABASE_URL, MATCHING_DATABASE_URL, GATEWAY_DATABASE_URL"
    assert line == (
        f"acquaint: There is nothing in {data.resolve()} yet: run `acquaint up` first, "
        f"name another folder by --data, or the databases of services that run apart by {apart}."
    )
