"""Lists told a page at a time: of which all is at hand, or of which the store gives a part.

A cursor holds the place of the last item that was told, not its number: where items come and go between two
pages, none of the others is told twice or left out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

from shared.contracts.paging import Page
from shared.kernel.errors import AppError, FieldError, Kind
from shared.web import bytes_answer, decode_cursor, encode_cursor
from shared.web.cursor import MAX_CHARS

Item = TypeVar("Item")
Place = tuple[str | int, ...]
PAGE = 20
_OURS = frozenset({"limit", "cursor"})
Limit = Annotated[int, Query(ge=1, le=100)]
IdCursor = Annotated[str | None, Query(max_length=60, pattern="^[a-z0-9_]+$")]
"""The id of the last item told, where `read_on` goes on in the store."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page is asked for: so many items, after a place."""

    limit: int
    cursor: str | None


async def turn(
    limit: Limit = PAGE,
    cursor: Annotated[
        str | None, Query(max_length=MAX_CHARS, description="from `next` of the page before")
    ] = None,
) -> Turn:
    """Read which page is asked for; asynchronous, or each request would wait for a thread."""
    return Turn(limit, cursor)


Asked = Annotated[Turn, Depends(turn)]


def listed(  # noqa: PLR0913 - a list, how it is ordered, and how it is told
    request: Request,
    model: type[Page[Item]],
    found: Sequence[Item],
    asked: Turn,
    place: Callable[[Item], Place],
    *,
    newest_first: bool = False,
    max_age_s: int = 0,
) -> Response:
    """Answer one page, in the order of the items' places, which must differ.

    Raises:
        AppError: `bad_cursor`.
    """
    ordered = sorted(found, key=place, reverse=newest_first)
    rest = (
        ordered if asked.cursor is None else _after(ordered, asked.cursor, place, newest_first=newest_first)
    )
    here = rest[: asked.limit]
    following = None
    if len(rest) > asked.limit:
        following = _address(request, asked.limit, encode_cursor({"p": place(here[-1])}))
    return page_answer(request, model(items=tuple(here), next=following), max_age_s=max_age_s)


def read_on(
    request: Request, model: type[Page[Item]], found: Sequence[tuple[str | int, Item]], limit: int
) -> Response:
    """Answer one page of what a store gave, each with the cursor that goes on after it.

    The store was asked for one item more than the page tells.
    """
    following = _address(request, limit, str(found[limit - 1][0])) if len(found) > limit else None
    return page_answer(request, model(items=tuple(one for _, one in found[:limit]), next=following))


def page_answer(request: Request, page: Page[Item], *, max_age_s: int = 0) -> Response:
    """Answer a page, with its `Link` (RFC 8288) where there is more."""
    headers = {"link": f'<{page.next}>; rel="next"'} if page.next else {}
    return bytes_answer(request, page.model_dump_json().encode(), max_age_s=max_age_s, headers=headers)


def as_they_stand(ids: Iterable[str]) -> dict[str, Place]:
    """Return the places of items in an order that is given: for short lists, and those that never change."""
    return {one: (number,) for number, one in enumerate(ids)}


def instant(at: datetime) -> str:
    """Write an instant of ours (UTC) so that texts stand in the order of time."""
    return at.isoformat(timespec="microseconds")


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


def _address(request: Request, limit: int, cursor: str) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in _OURS]
    return f"{request.url.path}?{urlencode([*kept, ('limit', limit), ('cursor', cursor)])}"


def _bad() -> AppError:
    detail = "This cursor is of another list; start again from the first page."
    return AppError("bad_cursor", Kind.INVALID, detail, errors=(FieldError("/query/cursor", detail),))
