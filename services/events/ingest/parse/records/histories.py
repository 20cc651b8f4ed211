"""Histories of programs, whose versions and commits have dates and names and are no events."""

import re
from typing import Final
from urllib.parse import unquote

_HEAD: Final = 2000
_HEADED: Final = re.compile(
    r"^#{1,3}[ \t]*(?:[^\s#]{1,40}[ \t]){0,4}(?:change\s?log|release notes|releases|version history)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""A heading that makes all dates below those of a program's versions: `# Ours 5 ChangeLog`."""
_CALLED: Final = re.compile(r"change[-_ ]?log|release[-_ ]?notes", re.IGNORECASE)
_VERSION: Final = re.compile(
    r"\W*(?:(?:version|release|v)\s?)?\d+(?:\.\d+)+\S*(?:\s\([^()]{1,30}\))?|(?=[a-f]{0,39}\d)[0-9a-f]{7,40}",
    re.IGNORECASE,
)
"""A version, `Version 0.11.16 (Unstable)`, or the name of a commit."""


def is_history(text: str, url: str) -> bool:
    """Tell whether a text is a program's history, by its head or its file's name."""
    return (
        _HEADED.search(text[:_HEAD]) is not None
        or _CALLED.search(unquote(url.rpartition("/")[2])) is not None
    )


def is_version(name: str | None) -> bool:
    """Tell the name of a version or commit from that of an event."""
    return _VERSION.fullmatch((name or "").strip()[:100]) is not None
