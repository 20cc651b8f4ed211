"""What came of asking the open internet for an address."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Response:
    """An answer read whole. Header names are lower-case; `url` is where it came from in the end.

    `permanent_redirect` is that URL when every hop to it was permanent (301, 308), else None.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    permanent_redirect: str | None
