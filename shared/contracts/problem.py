"""Problem documents (RFC 9457)."""

from pydantic import Field

from shared.contracts.model import Answer


class ProblemField(Answer):
    """One refused field."""

    pointer: str = Field(description="JSON pointer (RFC 6901) into the request", examples=["/email"])
    detail: str


class Problem(Answer):
    """Why a request was not carried out, and what to do next."""

    type: str = Field(examples=["https://acquaint.example/problems/event_missing"])
    title: str
    status: int
    detail: str
    code: str = Field(examples=["event_missing"])
    request_id: str
    errors: tuple[ProblemField, ...] | None = None
