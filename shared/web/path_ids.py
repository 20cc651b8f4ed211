"""Ids in paths."""

from fastapi import Path
from pydantic.fields import FieldInfo

from shared.kernel.ids import example_id, id_pattern


def id_in_path(prefix: str) -> FieldInfo:
    """Return the path parameter of an id with a prefix; what has not the form of one is answered 422."""
    made: FieldInfo = Path(pattern=id_pattern(prefix), examples=[example_id(prefix)])
    return made
