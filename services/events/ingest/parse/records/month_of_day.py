"""Days told by their numbers alone, whose month stands in a field of its own."""

import re
from collections.abc import Mapping
from typing import Final

_DAYS_ALONE: Final = re.compile(r"\s*\d{1,2}\D{0,3}(?:[-–—,&]\s*\d{1,2}\D{0,3})?\s*")


def with_months(fields: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """Return the fields with each day, or days, completed by the month; a last day by its own, if told."""
    month, year = (fields.get("month") or "").strip(), fields.get("year")
    if not month:
        return fields
    last = (fields.get("end_month") or "").strip() or month
    months = {"dates": month, "starts": month, "ends": last}
    return {**fields, **{name: _in_month(fields.get(name), each, year) for name, each in months.items()}}


def _in_month(days: str | None, month: str, year: str | None) -> str | None:
    if not days or not _DAYS_ALONE.fullmatch(days):
        return days
    if not month.isdigit():
        return f"{days} {month}"
    return f"{year}-{month}-{days.strip()}" if days.strip().isdigit() else days
