"""What came of asking for an address."""

from collections.abc import Mapping
from typing import Protocol


class Answer(Protocol):
    """An HTTP answer read whole; header names are lower-case."""

    @property
    def status(self) -> int:
        """The status code."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields."""

    @property
    def body(self) -> bytes:
        """The decoded body."""

    @property
    def url(self) -> str:
        """Where it came from in the end, after redirects."""

    @property
    def permanent_redirect(self) -> str | None:
        """Where the document has moved for good."""
