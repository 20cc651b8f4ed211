"""Rows of cells, of whatever markup, as a table of Markdown: the first row is its head."""

from collections.abc import Iterator, Sequence


def as_table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of the table between blank ones; nothing for one without cells."""
    said = [row for row in rows if any(row)]
    if not said:
        return
    yield ""
    for number, row in enumerate(said):
        yield f"| {' | '.join(row)} |"
        if not number:
            yield "|" + "---|" * len(row)
    yield ""
