"""A short letter of plain text that says one thing; headers say how it can be left by one click."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Notice:
    """The letter. However often there is cause for it, it is one: its id is the same."""

    message_id: str
    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
