"""One page of a list."""

from typing import Generic, TypeVar
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, computed_field

from shared.contracts.model import Answer

Item = TypeVar("Item")
CURSORS = ("cursor", "after")
"""The parameters that go on with a list; `after` is that of the change log."""


class Page(Answer, Generic[Item]):
    """Some items and the way to the next ones."""

    items: tuple[Item, ...]
    next: str | None = Field(description="URL of the next page; null on the last")

    @computed_field(  # type: ignore[prop-decorator]
        description="the parameter alone that `next` goes on by, for who asks by parameters: `cursor`, of "
        "`/v1/changes` `after`; null on the last"
    )
    @property
    def next_cursor(self) -> str | None:
        """Return it, as it is before it is escaped."""
        return cursor_in(self.next)


def cursor_in(following: str | None) -> str | None:
    """Return the cursor that the address of a page holds."""
    asked = parse_qs(urlsplit(following or "").query)
    return next((asked[name][0] for name in CURSORS if name in asked), None)
