"""Expected failures, named once and mapped once (`shared.web.problems`) to RFC 9457 documents."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of failure it is; decides the HTTP status and whether a retry can help."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    GONE = "gone"
    CONFLICT = "conflict"
    PRECONDITION = "precondition"
    TOO_LARGE = "too_large"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One refused field: a JSON pointer (RFC 6901) into the request and what to do about it."""

    pointer: str
    detail: str


class AppError(Exception):
    """An expected failure with a stable code and a sentence that tells the reader what to do next.

    `reason` is for whoever runs this: it stands in logs and at the terminal, and in no answer.
    """

    def __init__(
        self,
        code: str,
        kind: Kind,
        detail: str,
        *,
        errors: tuple[FieldError, ...] = (),
        retry_after_s: int | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(f"{code}: {detail}" + (f" ({reason})" if reason else ""))
        self.code = code
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.retry_after_s = retry_after_s
        self.reason = reason

    @property
    def in_full(self) -> str:
        """What whoever runs this is told: the sentence, and the reason where there is one."""
        return f"{self.detail} ({self.reason})" if self.reason else self.detail
