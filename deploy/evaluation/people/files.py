"""The files of a labelled folder, as others wrote them: TSV with a header line, JSON Lines, their values."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path
from typing import Any, cast

from shared.kernel.errors import AppError, Kind

Row = Mapping[str, Any]


def unfit(what: str) -> AppError:
    """Return what is wrong with a file, in words that say what it should be."""
    return AppError("file_unfit", Kind.INVALID, what)


def _lines(path: Path) -> list[str]:
    """Return the lines of a text file, whatever they end with.

    Raises:
        AppError: `file_unreadable`.
    """
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        detail = f"{path} cannot be read ({error}): name its folder with --data; it has to be UTF-8."
        raise AppError("file_unreadable", Kind.MISSING, detail) from None


def rows_of(path: Path, *needed: str, numbers: Iterable[str] = ()) -> list[dict[str, str]]:
    """Return the lines of a TSV file by its header; other columns than those needed may be empty or missing.

    Raises:
        AppError: `file_unreadable`; `file_unfit` where a line lacks what is needed, or a whole number.
    """
    lines = _lines(path)
    head = [name.strip() for name in lines[0].split("\t")]
    if missing := [name for name in needed if name not in head]:
        raise unfit(
            f"{path} has no column {' or '.join(missing)}: "
            f"its first line names {', '.join(needed)}, with tabs between."
        )
    found = []
    for at, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        row = dict(zip(head, map(str.strip, line.split("\t")), strict=False))
        if empty := [name for name in needed if not row.get(name)]:
            raise unfit(
                f"{path}, line {at} says no {' and no '.join(empty)}: fill it in, or take the line out."
            )
        if odd := [name for name in numbers if not row[name].removeprefix("-").isdecimal()]:
            raise unfit(f"{path}, line {at}: {odd[0]} is {row[odd[0]]!r}; it has to be a whole number.")
        found.append(row)
    return found


def rows_if_any(path: Path, *needed: str) -> list[dict[str, str]]:
    """Return the lines of a TSV file that a folder need not have; none where it has none."""
    return rows_of(path, *needed) if path.exists() else []


def asked_of(path: Path, split: str, *needed: str, numbers: Iterable[str] = ()) -> list[dict[str, str]]:
    """Return the lines of one split.

    Raises:
        AppError: as `rows_of`; `split_unknown` where there are none.
    """
    rows = rows_of(path, *needed, "split", numbers=numbers)
    found = [row for row in rows if row["split"] == split]
    if not found:
        there = ", ".join(sorted({row["split"] for row in rows})) or "none"
        detail = f"{path} has no line of the split {split}: say --split with one that it has ({there})."
        raise AppError("split_unknown", Kind.INVALID, detail)
    return found


def objects_of(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, each with an `id`; of several with one id and pool the first.

    Raises:
        AppError: `file_unreadable`; `file_unfit`, with the line.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for at, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise unfit(f"{path}, line {at} is not JSON ({error}): each line has to be one object.") from None
        if not isinstance(row, dict) or not isinstance(row.get("id"), int | str) or row["id"] == "":
            raise unfit(
                f'{path}, line {at} is no object with an id: each line has to be one, as {{"id": 1}}.'
            )
        found.setdefault((str(row["id"]), str(row.get("pool", ""))), row)
    return list(found.values())


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Return objects by id, in their order; of several with one id the first."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(str(row["id"]), row)
    return found


def number(value: object, what: str) -> float:
    """Return a value as a finite number.

    Raises:
        AppError: `file_unfit`.
    """
    try:
        found = float(cast("str", value))  # what is no number raises, whatever it is
    except (TypeError, ValueError):
        found = float("nan")
    if not isfinite(found):
        raise unfit(f"{what} is {value!r}; it has to be a number.")
    return found


def moment(seconds: float) -> datetime:
    """Return the moment of Unix seconds; raise `file_unfit` where no calendar has it."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        raise unfit(f"{seconds:g} is no moment in Unix seconds.") from None


def items_of(value: object, what: str) -> list[Any]:
    """Return the items of a list, the keys of a table, or one text as itself; none where nothing is told.

    Raises:
        AppError: `file_unfit`.
    """
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | dict):
        return list(value)
    raise unfit(f"{what} is {value!r}; it has to be a list.")


def pairs_of(value: object, what: str) -> list[tuple[str, float]]:
    """Return each item with its number: of [item, number] pairs, of a table; 1 for an item alone.

    Raises:
        AppError: `file_unfit`.
    """
    if isinstance(value, dict):
        pairs = list(value.items())
    else:
        listed = [one for one in items_of(value, what) if one is not None]
        pairs = [tuple(one) if isinstance(one, list) else (one, 1) for one in listed]
    if any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004 - a pair
        raise unfit(f"{what} is {value!r}; it has to be a list, or pairs of an item and its count.")
    return [(str(item), number(count or 0, f"the count of {item} in {what}")) for item, count in pairs]


def counted(value: object, what: str) -> dict[str, float]:
    """Return how often each is said, of those said at all: what a list says again counts again."""
    counts: defaultdict[str, float] = defaultdict(float)
    for item, count in pairs_of(value, what):
        counts[item] += count
    return {item: count for item, count in counts.items() if count > 0}
