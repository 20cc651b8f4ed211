"""The two bases of every contract: what we answer, and what we accept."""

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """Something we say. Frozen; a reader tolerates fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Request(BaseModel):
    """Something we are told. Frozen; an unknown field is refused (422)."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
