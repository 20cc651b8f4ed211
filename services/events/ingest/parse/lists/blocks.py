"""A text cut into blocks: a heading, a bold line, an item or a day alone, each with the lines below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.feed_dates import MONTH, WEEKDAY
from services.events.ingest.parse.dates.slash_order import is_day_first_in
from services.events.ingest.parse.lists.told_lines import Told, labelled, told_of
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.wire.markdown_line import read_line
from shared.text import fold

HEADING, BOLD, ITEM, WORDS = range(4)
_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.{0,400})")
_BOLD: Final = re.compile(r" {0,3}(?:\*\*|__)(\S[^*_]{2,200})(?:\*\*|__):?\s*(?:<br ?/?>)?\s*")
_ITEM: Final = re.compile(r"(\s{0,16})(?:[*+-]|\d{1,3}[.)])\s+(\S.{0,600})")
_OF_DAY: Final = re.compile(rf"\s*\d{{1,2}}\.\s+(?:{MONTH}|\d{{1,2}}\.|[-–—])")
"""A day with its month, `19. Mai`, `19. 5. 2027`, which is no item of a numbered list."""
_LONGEST_DAY: Final = 40
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_UNSAID: Final = re.compile(r"\s*(?:[|>]|<t(?:[dhr]|able|body|head)\b|!\[|\{[:%{]|<!--|-{3}|={3}|\*{3}|\[\^)")
_OPENED: Final = re.compile(r"\s*<(script|style)\b", re.IGNORECASE)
_VALUE: Final = re.compile(r" {0,3}:[ \t]+(\S.{0,400})")
_TERM: Final = re.compile(r"\s*[^\W\d_][^\W\d]{1,12}(?: [^\W\d_]{1,10}){0,2}\s*")
_OF_EVENT: Final = frozenset(
    {"dates", "starts", "ends", "start_time", "end_time", "address", "street", "venue", "city"}
)
"""Fields that a page names in a box or line of its own: `When`, and below it the day."""
_LONGEST_JOINED: Final = 160
_ON_WEEKDAY: Final = re.compile(rf"{WEEKDAY},?\s+(\d\S.{{1,40}})")
"""The time of day of a weekday whose date is the next line: `Saturday, 9:30 to 12:30`."""
_PIECE: Final = 12
"""Letters of a line that can be a piece of a date, each in a box of its own: `20`, `Jan`, `2027`."""
_OF_MONTH: Final = re.compile(rf"(?:{MONTH},?\s+)?(?:19|20)\d\d")
"""A heading above what is on in a month or a year."""
_ANY_YEAR: Final = 2028
_ESCAPED: Final = re.compile(r"\\([.#()\[\]_*!-])")
_MOST_BELOW: Final = 12
_MOST_BETWEEN: Final = 3
"""Lines from a day to the name below it in a box: what kind it is, until when one signs up."""
MOST_ROWS: Final = 6_000


@dataclass(frozen=True, slots=True)
class Row:
    """A line that says something; `level` is that of a heading, or how far an item is indented."""

    kind: int
    level: int
    text: str
    number: int
    name: str | None = None
    url: str | None = None
    told: Told | None = None
    year: int | None = None
    """That which the headings above say."""


@dataclass(frozen=True, slots=True)
class Block:
    """What opens it, the lines below, and the headings above it, the nearest last."""

    opener: Row
    below: tuple[Row, ...]
    above: tuple[Row, ...]


def rows_of(lines: list[str], year: int | None) -> list[Row]:
    """Return the lines that say something, with the day that each tells, in the order that some prove."""
    rows, day_first = list[Row](), is_day_first_in("\n".join(lines[:MOST_ROWS]))
    for number, line in _joined(lines):
        kind, level, words = _kind(line)
        read = read_line(_ESCAPED.sub(r"\1", words))
        if not read.text:
            continue
        said = _YEAR.search(read.text) if kind == HEADING or _is_year(kind, read.text) else None
        told = told_of(read.text, int(said[1]) if said else year, day_first=day_first)
        if said and not told:
            year = int(said[1])
        rows.append(Row(kind, level, read.text, number, read.name, read.url or read.bare_url, told, year))
    return rows


def _is_year(kind: int, text: str) -> bool:
    return kind == BOLD and _YEAR.fullmatch(text) is not None


def blocks_of(rows: list[Row], kind: int) -> Iterator[Block]:
    """Yield the blocks that rows of that kind open; one ends at the next of its kind, or at a heading."""
    above: list[Row] = []
    is_day_above = _stand_days_above(rows)
    for place, row in enumerate(rows):
        if row.kind == HEADING:
            above = [*(each for each in above if each.level < row.level), row]
        if row.kind != kind or (kind == WORDS and not is_day(row)) or (kind == ITEM and row.told):
            continue
        below = list[Row]()
        for other in rows[place + 1 : place + 1 + _MOST_BELOW]:
            is_first = all(each.kind != HEADING for each in below)
            is_name = is_first and _names_day(other, row, is_day_above=is_day_above)
            if (other.kind == HEADING and not is_name) or _ends(other, row, is_day_above=is_day_above):
                break
            below.append(other)
        yield Block(row, tuple(below), tuple(each for each in above if each is not row))


def _stand_days_above(rows: list[Row]) -> bool:
    """Tell whether each day stands above the heading of its event, as in a box that begins with it."""
    days = (place for place, row in enumerate(rows) if row.kind == WORDS and is_day(row))
    first = next((place for place in days if not labelled(rows[place].text)), None)
    if first is None:
        return False
    below = islice(rows, first + 1, first + 1 + _MOST_BETWEEN)
    named = next((row for row in below if row.kind == HEADING or is_day(row)), None)
    if named is None or named.kind != HEADING:
        return False
    before = rows[first - 1] if first else None
    if before is None or before.kind != HEADING or _OF_MONTH.fullmatch(fold(before.text)):
        return True
    return before.level < named.level


def _names_day(row: Row, opener: Row, *, is_day_above: bool) -> bool:
    """Tell whether the first row below a day names it: a heading, deeper where the day is one too."""
    if opener.kind == HEADING:
        return row.kind == HEADING and row.level > opener.level and is_day(opener)
    return is_day_above and opener.kind == WORDS


def is_day(row: Row) -> bool:
    """Tell a line that is nothing but a day, with its time of day or not."""
    return row.told is not None and not row.told.before and not row.told.behind


def _ends(row: Row, opener: Row, *, is_day_above: bool) -> bool:
    if opener.kind == HEADING:
        return is_day_above and row.kind == WORDS and is_day(row)
    if opener.kind == WORDS:
        return is_day(row)
    return row.kind == BOLD or (row.kind == opener.kind and row.level <= opener.level)


def _kind(line: str) -> tuple[int, int, str]:
    if heading := _HEADING.match(line):
        return HEADING, len(heading[1]), heading[2].strip("# ")
    if bold := _BOLD.fullmatch(line[:400]):
        return BOLD, 0, bold[1]
    if (item := _ITEM.match(line)) and not (
        line.lstrip()[:1].isdigit() and _OF_DAY.match(fold(line[:_LONGEST_DAY]))
    ):
        return ITEM, len(item[1].expandtabs(4)), item[2]
    return WORDS, 0, line[:600]


def _joined(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; one of a date in pieces, of a term and its value, or of a place.

    A line that ends with a comma goes on in the next, and so does a weekday with its clock in its date.
    """
    said = list(_said(lines))
    place = 0
    while place < len(said):
        number, line = said[place]
        taken = next((size for size in (3, 2) if _is_date_in_pieces(said[place : place + size], size)), 1)
        if taken > 1:
            yield number, " ".join(words.strip() for _, words in said[place : place + taken])
        elif place + 1 < len(said) and (value := _value(line, said[place + 1][1])):
            yield number, f"{line.strip()}: {value}"
            taken = 2
        elif place + 1 < len(said) and (joined := _going_on(line, said[place + 1][1])):
            yield number, joined
            taken = 2
        else:
            yield number, line
        place += taken


def _going_on(line: str, below: str) -> str | None:
    """Return what is said of a place over two lines, or of a day whose time of day stands above it."""
    if _kind(below)[0] != WORDS or len(line) + len(below) > _LONGEST_JOINED:
        return None
    if line.rstrip().endswith(",") and _kind(line)[0] == WORDS:
        return f"{line.strip()} {below.strip()}"
    clock = _ON_WEEKDAY.fullmatch(fold(_kind(line)[2]))
    told = told_of(below.strip(), None) if clock and clocks_of(clock[1])[0] else None
    is_bare = clock and told and not (told.before or told.behind) and ":" not in told.starts
    return f"{below.strip()} | {clock[1]}" if clock and is_bare else None


def _value(term: str, below: str) -> str | None:
    """Return what the line below a term says of it: behind a colon, or as it is below the name of a field."""
    if _VALUE.match(term):
        return None
    if value := _VALUE.match(below):
        return value[1]
    is_label = _TERM.fullmatch(term) and not _OF_EVENT.isdisjoint(field_keys([term]))
    is_value = _kind(below)[0] == WORDS and not (_TERM.fullmatch(below) and field_keys([below]))
    return below.strip() if is_label and is_value else None


def _said(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield what is said, without the head in YAML, scripts, tables and what is no text."""
    closes = "---" if lines and lines[0].strip() == "---" else ""
    for number, line in enumerate(lines[:MOST_ROWS], 1):
        if closes:
            closes = "" if number > 1 and closes in line.casefold() else closes
        elif opened := _OPENED.match(line):
            closes = f"</{opened[1].casefold()}" if f"</{opened[1].casefold()}" not in line.casefold() else ""
        elif line.strip() and not _UNSAID.match(line):
            yield number, line


def _is_date_in_pieces(pieces: list[tuple[int, str]], size: int) -> bool:
    words = [line.strip() for _, line in pieces]
    if len(words) < size or any(len(word) > _PIECE or not word.strip(".,").isalnum() for word in words):
        return False
    told = told_of(" ".join(words), _ANY_YEAR)
    return told is not None and not told.before and not told.behind
