"""One page of a list."""

from typing import Generic, TypeVar

from pydantic import Field

from shared.contracts.model import Answer

Item = TypeVar("Item")


class Page(Answer, Generic[Item]):
    """Some items and the way to the next ones."""

    items: tuple[Item, ...]
    next: str | None = Field(description="URL of the next page; null on the last")
