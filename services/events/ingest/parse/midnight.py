"""Midnight without an offset, which publishers write where they have a day and no time."""

import re
from typing import Final

_PLACEHOLDER: Final = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")


def without_placeholder(text: str | None) -> str | None:
    """Return the time as found, or only its day where its midnight is a placeholder."""
    return _PLACEHOLDER.sub("", text) if text else None
