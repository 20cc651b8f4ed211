"""Lists of events in TOML, `[[events]]`, and the heads of Hugo's pages between lines of `+++` (https://toml.io)."""

import re
import tomllib
from typing import Final

from services.events.ingest.parse.lists.yaml_list import read_documents
from services.events.ingest.parse.wire.parsed import Parsed
from services.events.ingest.parse.wire.yaml_text import Yaml, as_texts

FORMAT: Final = "toml"
MAX_CHARACTERS: Final = 500_000
"""The parser is written in Python, and hand-kept lists are far smaller."""
_FRONT: Final = re.compile(r"\+\+\+[ \t]*\n(.{1,20000}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_BLANK: Final = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n)*+")
_FIRST: Final = re.compile(r"[ \t]*+(?:\[{1,2}[\w. \"'-]{1,200}\]{1,2}|[\w-]{1,80}[ \t]*+=)[ \t]*+\S?")
_TABLE: Final = re.compile(r"[ \t]*+\[{1,2}[\w. \"'-]{1,200}\]{1,2}[ \t]*+(?:#[^\n]*+)?(?:\n|\Z)")
_DEEPEST_KEY: Final = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]{0,8}\.[ \t]{0,8}){20}")
"""A key of so many parts makes a table within a table for each of them."""


def parse_toml(text: str, url: str) -> Parsed | None:
    """Read a list of events; None when the text is TOML of something else, or no TOML."""
    front = _FRONT.match(text)
    document = _read(front[1] if front else text)
    return read_documents(FORMAT, [document], [], url, is_head=front is not None) if document else None


def _read(text: str) -> Yaml:
    begins = _BLANK.match(text)
    start = begins.end() if begins else 0
    if len(text) > MAX_CHARACTERS or not (_TABLE.match(text, start) or _FIRST.match(text, start)):
        return None
    if _DEEPEST_KEY.search(text):
        return None
    try:
        return as_texts(tomllib.loads(text))
    except (ValueError, RecursionError):
        return None
