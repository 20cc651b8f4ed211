"""Lists told a page at a time: of which all is at hand, or of which the store gives a part.

A cursor holds the place of the last item that was told, not its number: where items come and go between two
pages, none of the others is told twice or left out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

from shared.contracts.paging import Page
from shared.kernel.errors import AppError, FieldError, Kind
from shared.web import decode_cursor, encode_cursor
from shared.web.cursor import MAX_CHARS

Item = TypeVar("Item")
Cursor = TypeVar("Cursor")
Place = tuple[str | int, ...]
PAGE = 20
_OURS = frozenset({"limit", "cursor"})
Limit = Annotated[int, Query(ge=1, le=100)]


@dataclass(frozen=True, slots=True)
class Turn(Generic[Cursor]):
    """Which page is asked for, so many items after a place, and the answer that is to tell it."""

    request: Request
    response: Response
    limit: int
    cursor: Cursor

    @property
    def one_more(self) -> int:
        """Return how many items to ask a store for: one beyond the page tells that it goes on."""
        return self.limit + 1

    def told(self, model: type[Page[Item]], items: Iterable[Item], after: str | None) -> Page[Item]:
        """Return a page, with its `Link` (RFC 8288) where the list goes on `after` it."""
        if after is None:
            return model(items=tuple(items), next=None)
        query = self.request.query_params.multi_items()
        kept = [(name, value) for name, value in query if name not in _OURS]
        following = urlencode([*kept, ("limit", self.limit), ("cursor", after)])
        page = model(items=tuple(items), next=f"{self.request.url.path}?{following}")
        self.response.headers["link"] = f'<{page.next}>; rel="next"'
        return page

    def read_on(self, model: type[Page[Item]], found: Sequence[tuple[str | int, Item]]) -> Page[Item]:
        """Return a page of what a store gave (`one_more`), each with the cursor that goes on after it."""
        following = str(found[self.limit - 1][0]) if len(found) > self.limit else None
        return self.told(model, (one for _, one in found[: self.limit]), following)


async def turn(
    request: Request,
    response: Response,
    limit: Limit = PAGE,
    cursor: Annotated[
        str | None, Query(max_length=MAX_CHARS, description="from `next` of the page before")
    ] = None,
) -> Turn[str | None]:
    """Read which page is asked for; asynchronous, or each request would wait for a thread."""
    return Turn(request, response, limit, cursor)


async def turn_by_id(
    request: Request,
    response: Response,
    limit: Limit = PAGE,
    cursor: Annotated[str | None, Query(max_length=60, pattern="^[a-z0-9_]+$")] = None,
) -> Turn[str | None]:
    """Read it where the cursor is the id of the last item told."""
    return Turn(request, response, limit, cursor)


async def turn_from_id(
    request: Request,
    response: Response,
    limit: Limit = PAGE,
    cursor: Annotated[str, Query(max_length=60, pattern="^[a-z0-9_]*$")] = "",
) -> Turn[str]:
    """Read it where the ids begin at the empty one."""
    return Turn(request, response, limit, cursor)


async def turn_by_line(
    request: Request,
    response: Response,
    limit: Limit = PAGE,
    cursor: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Turn[int]:
    """Read it where the cursor is a line of a file."""
    return Turn(request, response, limit, cursor)


Asked = Annotated[Turn[str | None], Depends(turn)]
AskedById = Annotated[Turn[str | None], Depends(turn_by_id)]
AskedFromId = Annotated[Turn[str], Depends(turn_from_id)]
AskedByLine = Annotated[Turn[int], Depends(turn_by_line)]


def listed(
    asked: Turn[str | None],
    model: type[Page[Item]],
    found: Sequence[Item],
    place: Callable[[Item], Place],
    *,
    newest_first: bool = False,
) -> Page[Item]:
    """Return one page, in the order of the items' places, which must differ.

    Raises:
        AppError: `bad_cursor`.
    """
    ordered = sorted(found, key=place, reverse=newest_first)
    rest = (
        ordered if asked.cursor is None else _after(ordered, asked.cursor, place, newest_first=newest_first)
    )
    here = rest[: asked.limit]
    following = encode_cursor({"p": place(here[-1])}) if len(rest) > asked.limit else None
    return asked.told(model, here, following)


def as_they_stand(ids: Iterable[str]) -> dict[str, Place]:
    """Return the places of items in an order that is given: for short lists, and those that never change."""
    return {one: (number,) for number, one in enumerate(ids)}


def newest(
    asked: Turn[str | None],
    model: type[Page[Item]],
    found: Sequence[Item],
    since: Callable[[Item], tuple[datetime, str]],
) -> Page[Item]:
    """Return one page, the newest first, by the instants (UTC) and ids of the items; raise `bad_cursor`."""

    def place(one: Item) -> Place:
        at, its_id = since(one)
        return at.isoformat(timespec="microseconds"), its_id  # as texts stand in the order of time

    return listed(asked, model, found, place, newest_first=True)


def _after(
    ordered: list[Item], cursor: str, place: Callable[[Item], Place], *, newest_first: bool
) -> list[Item]:
    last = _place_in(cursor)
    try:
        return [one for one in ordered if (place(one) < last if newest_first else place(one) > last)]
    except TypeError as error:  # a number where a text belongs: the cursor of another list
        raise _bad() from error


def _place_in(cursor: str) -> Place:
    values = decode_cursor(cursor).get("p")
    if not isinstance(values, list) or not all(isinstance(value, str | int) for value in values):
        raise _bad()
    return tuple(values)


def _bad() -> AppError:
    detail = "This cursor is of another list; start again from the first page."
    return AppError("bad_cursor", Kind.INVALID, detail, errors=(FieldError("/query/cursor", detail),))
