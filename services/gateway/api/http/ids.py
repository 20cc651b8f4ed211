"""Ids in paths."""

from typing import Annotated

from fastapi import Path

EventId = Annotated[
    str, Path(max_length=60, pattern="^[a-z0-9_]+$", examples=["evt_01jd3c9m8q7v0w1x2y3z4a5b6c"])
]
SeriesId = Annotated[str, Path(pattern="^ser_[a-z0-9]{26}$", examples=["ser_01jd3c9m8q7v0w1x2y3z4a5b6c"])]
OrganiserId = Annotated[str, Path(pattern="^org_[a-z0-9]{26}$", examples=["org_01jd3c9m8q7v0w1x2y3z4a5b6c"])]
SourceId = Annotated[
    str, Path(max_length=60, pattern="^[a-z0-9_]+$", examples=["src_01jd3c9m8q7v0w1x2y3z4a5b6c"])
]
