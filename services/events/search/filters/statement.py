"""A statement as its conditions and arguments grow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

AS_OF = "created_at <= $1"
"""Ranks depend on all that is ranked, so what is added between two pages must not count."""


@dataclass(slots=True)
class Statement:
    """Conditions and arguments as they grow; `$1` is always the moment of the search.

    `rank` and `distance` give the expressions to sort by where words and a place were asked for; `rank` binds
    arguments of its own when it is called. `rows` is the table that holds all that can be found. `asked` are
    text queries that are read before anything else, where the statement is planned once for any words. `late`
    are those of the conditions that look into another table for each event.
    """

    args: list[Any]
    rows: Literal["event_search", "event_ahead"] = "event_search"
    where: list[str] = field(
        # the moment needs a type also in a statement that says nothing else of it
        default_factory=lambda: ["$1::timestamptz is not null"]
    )
    rank: Callable[[], str] | None = None
    distance: str | None = None
    asked: list[str] | None = None
    late: list[str] = field(default_factory=list)

    def bind(self, value: object) -> str:
        """Add an argument and return its placeholder."""
        self.args.append(value)
        return f"${len(self.args)}"

    def text_query(self, expression: str) -> str:
        """Return a text query as conditions and ranks are to name it."""
        if self.asked is None:
            return expression
        if expression not in self.asked:
            self.asked.append(expression)
        return f"q{self.asked.index(expression) + 1}"
