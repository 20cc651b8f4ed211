"""The records of one list or table, and what only all of them tell.

The order of day and month, the year of days that have none, and that a midnight in UTC stands for a day.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.dates.midnight import is_utc_midnight
from services.events.ingest.parse.dates.slash_order import is_day_first, is_day_first_in
from services.events.ingest.parse.records.listed_days import on_each_day
from services.events.ingest.parse.records.record import record
from services.events.ingest.parse.records.record_when import Fields
from services.events.ingest.parse.records.row_fields import MOMENTS

Found = tuple[str, Fields] | Rejected
"""Where a record stands, with its fields; or why it is none."""

_DAY_LENGTH: Final = len("2027-05-19")
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FEWEST: Final = 3
_SHARE: Final = 4
"""That many records name the year at least, and one of so many."""
_MOST: Final = 2000
_LONGEST: Final = 500


def read_together(
    found: Sequence[Found], categories: tuple[str, ...] = (), *, by_names: bool | None = None
) -> Iterator[RawListing | Rejected]:
    """Read each record; `by_names` is the order of day and month that the names of the fields suggest."""
    told = [each[1] for each in found if not isinstance(each, Rejected)]
    day_first, year, in_days = _order(told, by_names), _year(told), _are_days(told)
    fields_of_each = iter(told)
    for each in found:
        if isinstance(each, Rejected):
            yield each
            continue
        fields = {**next(fields_of_each), "year_of_list": year}
        for one in on_each_day(_in_days(fields) if in_days else fields, day_first=day_first):
            yield record(one, each[0], categories, day_first=day_first)


def _order(told: Sequence[Fields], by_names: bool | None) -> bool | None:  # noqa: FBT001 - three-valued
    """Return the order of day and month that some day proves, else that of the names."""
    days = [text for fields in told for name in MOMENTS if (text := fields.get(name))]
    proven = is_day_first(days)
    proven = is_day_first_in("\n".join(days)) if proven is None else proven
    return by_names if proven is None else proven


def _year(told: Sequence[Fields]) -> str | None:
    """Return the only year that titles and links name; None where hardly any of them names one."""
    looked = told[:_MOST]
    said = (f"{fields.get('title')} {fields.get('url')}"[:_LONGEST] for fields in looked)
    named = [years for text in said if (years := set(_YEAR.findall(text)))]
    found = set[str]().union(*named) if len(named) >= max(_FEWEST, len(looked) / _SHARE) else set[str]()
    return found.pop() if len(found) == 1 else None


def _are_days(told: Sequence[Fields]) -> bool:
    """Tell whether all times of the list are midnight in UTC, as days are where software keeps moments."""
    moments = [text for fields in told for name in MOMENTS if ":" in (text := fields.get(name) or "")]
    return bool(moments) and all(map(is_utc_midnight, moments))


def _in_days(fields: Fields) -> Fields:
    days = {name: (fields[name] or "")[:_DAY_LENGTH] for name in MOMENTS if is_utc_midnight(fields.get(name))}
    return {**fields, **days}
