"""Pages of a wiki, as MediaWiki and its like write them, written as Markdown.

Format: https://www.mediawiki.org/wiki/Help:Formatting , …/Help:Links and …/Help:Tables .
"""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.lists.table_rows import as_table

MARKS: Final = re.compile(
    r"^={1,6} ?[^\W_][^=\n]{0,200}={1,6}[ \t]*$|^\{\|[^}\n]*$|^\[\[Category:", re.MULTILINE
)
"""What no other markup has: a heading between signs, a table's beginning, a category."""
_HEADING: Final = re.compile(r"(={1,6})\s*([^=].{0,300}?)\s*\1\s*")
_LINK: Final = re.compile(r"(?<!\[)\[(https?://[^\s\[\]]{1,1000})(?:\s+([^\[\]\n]{1,300}))?\]")
_PAGE: Final = re.compile(
    r"\[\[(?!(?:File|Image|Category|Datei|Bild|Kategorie):)(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]"
)
_DROPPED: Final = re.compile(
    r"\[\[(?:File|Image|Category|Datei|Bild|Kategorie):[^\[\]\n]{0,500}\]\]|\{\{[^{}\n]{0,500}\}\}|__[A-Z]{3,20}__|<ref[^<>]{0,200}/>"
)
_BULLET: Final = re.compile(r"([*#:]{1,6})\s*(?=\S)")
_TERM: Final = re.compile(r";\s*([^:\n]{1,80}?)\s*:\s*(?=\S)")
_ATTRIBUTES: Final = re.compile(
    r"(?:\s*[\w-]{1,30}\s*=\s*(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[\w%#-]{1,40}))+\s*\|(?!\|)"
)
_MOST_CELLS: Final = 30
_LONGEST: Final = 4000


def from_mediawiki(lines: list[str]) -> Iterator[str]:
    """Yield the lines in Markdown."""
    rows: list[list[str]] | None = None
    for source in lines:
        line = _inline(source[:_LONGEST])
        bare = line.strip()
        if bare.startswith("{|"):
            rows = []
        elif rows is not None and bare.startswith("|}"):
            yield from as_table(rows)
            rows = None
        elif rows is not None:
            _take(rows, bare)
        else:
            yield _line(line)
    yield from as_table(rows or [])


def _take(rows: list[list[str]], line: str) -> None:
    """Add the cells of a line to the last row; a line of dashes begins another."""
    if line.startswith("|-"):
        rows.append([])
    elif line[:1] in {"|", "!"} and not line.startswith("|+"):
        parts = re.split(r"\|\||!!" if line[0] == "!" else r"\|\|", line[1:])[:_MOST_CELLS]
        if not rows:
            rows.append([])
        rows[-1] += map(_said, parts)
    elif rows and rows[-1] and line:
        rows[-1][-1] += f" {line.lstrip('*# ')}"


def _said(cell: str) -> str:
    """Return a cell without the attributes that a bar parts from its words."""
    attributes = _ATTRIBUTES.match(cell) if "|" in cell else None
    return cell[attributes.end() if attributes else 0 :].strip()


def _line(line: str) -> str:
    if heading := _HEADING.fullmatch(line):
        return f"{'#' * len(heading[1])} {heading[2]}"
    if term := _TERM.match(line):
        return f"{term[1]}: {line[term.end() :]}"
    if bullet := _BULLET.match(line):
        return f"{'  ' * (len(bullet[1]) - 1)}* {line[bullet.end() :]}"
    return line


def _inline(line: str) -> str:
    line = _DROPPED.sub(" ", line)
    line = _LINK.sub(lambda found: f"[{found[2] or found[1]}]({found[1]})", line)
    line = _PAGE.sub(r"\1", line) if "[[" in line else line
    return line.replace("'''", "**").replace("''", "*") if "''" in line else line
