"""Ids in paths."""

from typing import Annotated

from fastapi import Path
from pydantic.fields import FieldInfo

from shared.kernel.ids import example_id


def foreign_id(prefix: str) -> FieldInfo:
    """Return the path parameter of an id whose form its owner judges: what it does not know is a 404."""
    made: FieldInfo = Path(max_length=40, pattern="^[a-z0-9_]+$", examples=[example_id(prefix)])
    return made


EventId = Annotated[str, foreign_id("evt")]
SeriesId = Annotated[str, Path(pattern="^ser_[a-z0-9]{26}$", examples=["ser_01jd3c9m8q7v0w1x2y3z4a5b6c"])]
OrganiserId = Annotated[str, Path(pattern="^org_[a-z0-9]{26}$", examples=["org_01jd3c9m8q7v0w1x2y3z4a5b6c"])]
SourceId = Annotated[str, foreign_id("src")]
