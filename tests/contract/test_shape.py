"""The shape of the code, executed: the same names in every service, small files, no drawers of junk."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("events", "matching", "gateway")
MAX_LINES = 300
MAX_FUNCTION_LINES = 45
"""Most are about ten; what is longer than twenty or so is a table of fields."""
REQUIRED = {
    "__main__.py", "app.py", "composition.py", "runtime.py", "settings.py",
    "api", "store", "workers", "migrations",
}  # fmt: skip
DOMAIN = {
    "events": {"ingest", "publish", "push", "search", "series", "sources"},
    "matching": {"introductions", "learn", "people", "recommend"},
    "gateway": {"alerts", "auth", "compose", "digest", "partners", "web"},
}
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base"}


def python_files() -> list[Path]:
    """Return every Python file of ours: what git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"],  # noqa: S607 - git is on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    folders = ("services", "shared", "deploy", "tests")  # an unpacked archive has no git
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_the_names_of_every_service(service: str) -> None:
    present = {path.name for path in (ROOT / "services" / service).iterdir()}

    assert (REQUIRED | DOMAIN[service]) - present == set()


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_are_numbered_without_gaps(service: str) -> None:
    names = sorted(path.name for path in (ROOT / "services" / service / "migrations/versions").glob("*.py"))

    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert names


def test_no_file_is_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}

    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > MAX_LINES} == {}


def test_no_function_is_long() -> None:
    ours = [path for path in python_files() if path.relative_to(ROOT).parts[0] != "tests"]
    functions = [
        (str(path.relative_to(ROOT)), node.name, node.end_lineno - node.lineno + 1)
        for path in ours
        for node in statements(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]

    assert [found for found in functions if found[2] > MAX_FUNCTION_LINES] == []


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all statements; what they are made of, nine tenths of a tree, holds no function with a name."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.stmt | ast.excepthandler | ast.match_case):
            yield part
            yield from statements(part)


def test_no_name_is_a_junk_drawer() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if BANNED & {path.stem, *path.relative_to(ROOT).parts[:-1]}
    ]

    assert found == []
