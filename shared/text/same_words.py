"""Words of the same meaning, across languages and as short forms; read from the list beside this file."""

from functools import cache
from pathlib import Path


@cache
def same_words() -> tuple[tuple[str, ...], ...]:
    """Return the sets of phrases as they are written, each with the English first."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split("|")) for line in text.splitlines() if line and not line.startswith("#"))
