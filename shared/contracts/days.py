"""Days and moments as they are asked for: written out, never a number.

A number would be taken for seconds since 1970: `starts_after=2027` would mean that year's first hour.
"""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator

_NUMBER = re.compile(r"\s*[-+]?[\d._]+(e[-+]?\d+)?\s*", re.IGNORECASE)


def _written_out(given: object) -> object:
    if isinstance(given, int | float) or (isinstance(given, str) and _NUMBER.fullmatch(given)):
        raise ValueError("a number is no day: write it out, such as 2027-05-19")
    return given


Day = Annotated[date, BeforeValidator(_written_out)]
Moment = Annotated[datetime, BeforeValidator(_written_out)]
"""A day is taken for its beginning."""
