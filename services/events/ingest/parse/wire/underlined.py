"""Markdown with one kind of headings, those marked by the line below them written with `#`, and without code.

See https://spec.commonmark.org/0.31.2/#setext-headings and #fenced-code-blocks.
"""

import re
from typing import Final

_LINE: Final = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_MARKED: Final = re.compile(r"\s*(?:[#|<>]|[*+-]\s|\d{1,3}[.)]\s|-{3}|={2}|\s{4})")
"""What begins a line that is something else already: a heading, a row, a bullet."""
_TOUCHING: Final = re.compile(r" {0,3}#{2,6}(?=[^\W_])")
"""Marks without the blank behind them, as GitHub once took them."""
_FENCE: Final = re.compile(r"[ \t]{0,8}(`{3,40}|~{3,40})([^`]{0,200})$")
_LONGEST: Final = 200


def with_marked_headings(lines: list[str]) -> list[str]:
    """Return the lines, of each heading that is underlined its words behind `#` and a blank line below.

    A heading whose words touch their marks has a blank between.

    What is between fences is code, a template or an answer of a server, and is left blank.
    """
    lines = _without_code(lines)
    marked = [
        _TOUCHING.sub(lambda found: f"{found[0]} ", line) if line[:3].lstrip()[:1] == "#" else line
        for line in lines
    ]
    for number in range(_head(lines) + 1, len(lines)):
        line = lines[number]
        if line[:4].lstrip()[:1] in {"=", "-"} and _LINE.fullmatch(line[:_LONGEST]):
            name = lines[number - 1]
            if name.strip() and len(name) <= _LONGEST and "|" not in name and not _MARKED.match(name):
                marked[number - 1 : number + 1] = [f"{'#' if '=' in line else '##'} {name.strip()}", ""]
    return marked


def _without_code(lines: list[str]) -> list[str]:
    fence, kept = "", list[str]()
    for line in lines:
        found = _FENCE.match(line) if line.lstrip()[:3] in {"```", "~~~"} else None
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence) and not found[2].strip():
            fence = ""
        elif not fence:
            kept.append(line)
            continue
        kept.append("")
    # What is never closed is no code, but a slip of the pen.
    return lines if fence else kept


def _head(lines: list[str]) -> int:
    """Return the number of lines of the head in YAML, whose own line below is none of a heading."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)
