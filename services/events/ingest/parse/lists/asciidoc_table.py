"""Tables of AsciiDoc, between lines of `|===`, written as those of Markdown.

Format: https://docs.asciidoctor.org/asciidoc/latest/tables/build-a-basic-table/ . A row may be one line, or
have each of its cells on a line; its width is that of the first line, or of `[cols=…]`.
"""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.lists.table_rows import as_table

_FENCE: Final = re.compile(r"\|={3,}\s*")
_BAR: Final = re.compile(r"(?<!\\)\|")
_REPEATED: Final = re.compile(r"(\d{1,2})\*.{0,10}")
_MOST_COLUMNS: Final = 30
_LONGEST: Final = 4000


def with_tables(lines: list[str]) -> Iterator[str]:
    """Yield the lines with each table written anew; what is never closed is a table to the end."""
    table: list[str] | None = None
    width = 0
    for line in lines:
        if _FENCE.fullmatch(line[:_LONGEST]):
            if table is not None:
                yield from _rows(table, width)
                width = 0
            table = [] if table is None else None
        elif table is not None:
            table.append(line[:_LONGEST])
        else:
            width = _width(line[:_LONGEST]) if line.startswith("[") and "cols=" in line else width
            yield line
    yield from _rows(table or [], width)


def _width(attributes: str) -> int:
    columns = re.split(r"[\"\]]", attributes.partition("cols=")[2].lstrip('"'), maxsplit=1)[0]
    repeated = _REPEATED.fullmatch(columns.strip())
    return int(repeated[1]) if repeated else len(columns.split(","))


def _rows(table: list[str], width: int) -> Iterator[str]:
    """Yield the rows, the first as the head."""
    lines = [line for line in table if line.lstrip().startswith("|")]
    if not lines:
        return
    width = min(width or len(_cells(lines[0])), _MOST_COLUMNS)
    cells = [cell for line in lines for cell in _cells(line)]
    if not width:
        return
    yield from as_table([cells[start : start + width] for start in range(0, len(cells), width)])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line)[1:]]
