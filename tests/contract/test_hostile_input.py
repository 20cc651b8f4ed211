"""The dangerous doors of the libraries stay shut: told from the syntax of every file, and seen to bite."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("services", "shared", "deploy")
FORBIDDEN = {
    "urllib.request",
    "http.client",
    "ftplib",
    "telnetlib",
    "requests",
    "urllib3",
    "pickle",
    "marshal",
    "shelve",
    "xml.sax",
    "xml.dom",
    "lxml",
    "xml.etree.ElementTree.parse",
    "xml.etree.ElementTree.fromstring",
    "xml.etree.ElementTree.XML",
    "yaml.load",
    "yaml.unsafe_load",
    "yaml.full_load",
    "yaml.safe_load",
    "asyncio.open_connection",
    "socket.create_connection",
}
"""Ways out that no guard watches, and parsers that obey what they read."""
_FORBIDDEN = tuple(f"{name}." for name in FORBIDDEN)


def trespasses(source: str) -> Iterator[str]:
    """Name each use of a forbidden module or function, and each text or address given to feedparser."""
    for node in ast.walk(ast.parse(source)):
        names = _names(node)
        yield from (name for name in names if f"{name}.".startswith(_FORBIDDEN))
        if isinstance(node, ast.Call) and _dotted(node.func) == "feedparser.parse":
            given = node.args[0] if node.args else None
            if not (isinstance(given, ast.Call) and _dotted(given.func) == "BytesIO"):
                yield "feedparser.parse"
        if isinstance(node, ast.ImportFrom) and node.module == "feedparser":
            yield "feedparser.parse"


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{each.name}" for each in node.names]
    return [_dotted(node)] if isinstance(node, ast.Attribute) else []


def _dotted(node: ast.AST) -> str:
    """Return names joined by dots as they are written, without what is no name."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_no_file_opens_a_dangerous_door() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for name in trespasses(path.read_text(encoding="utf-8"))
    }

    assert found == set()


@pytest.mark.parametrize(
    "planted",
    [
        "import feedparser\nfeedparser.parse(body)",
        "import feedparser\nfeedparser.parse(url)",
        "import feedparser\nfeedparser.parse('/etc/passwd')",
        "from feedparser import parse",
        "import urllib.request",
        "from urllib.request import urlopen",
        "from urllib import request",
        "import requests.sessions",
        "import pickle",
        "import yaml\nyaml.load(text)",
        "from xml.etree.ElementTree import fromstring",
        "import asyncio\nasyncio.open_connection('a', 1)",
    ],
)
def test_each_door_is_watched(planted: str) -> None:
    assert list(trespasses(planted))


def test_what_we_do_is_allowed() -> None:
    ours = "import feedparser\nfeedparser.parse(BytesIO(body))\nfrom urllib.parse import urlsplit"
    assert list(trespasses(ours)) == []
