"""Lists told a page at a time: whatever comes and goes meanwhile, what stays is told once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from services.gateway.api.http.lists import Turn, listed
from shared.contracts.paging import Page
from shared.kernel.errors import AppError
from shared.web import encode_cursor

numbers = st.sets(st.integers(0, 40))


def request(query: str = "") -> Request:
    return Request(
        {"type": "http", "method": "GET", "path": "/v1/me/things", "query_string": query.encode(),
         "headers": [], "scheme": "http", "server": ("acquaint.example", 80)}
    )  # fmt: skip


def turn(limit: int, cursor: str | None, query: str = "") -> Turn[str | None]:
    return Turn(request(query), Response(), limit, cursor)


def page(found: set[int], asked: Turn[str | None], *, newest_first: bool = False) -> Page[int]:
    return listed(asked, Page[int], [*found], lambda it: (it,), newest_first=newest_first)


@given(numbers, numbers, numbers, st.integers(1, 7), st.booleans())
def test_what_stays_is_told_once(
    stay: set[int], go: set[int], come: set[int], limit: int, newest_first: bool
) -> None:
    held, cursor = stay | go, None
    told: list[int] = []
    while True:
        answer = page(held, turn(limit, cursor), newest_first=newest_first)
        told += answer.items
        held, cursor = stay | come, answer.next_cursor
        if cursor is None:
            break
    assert told == sorted(set(told), reverse=newest_first)
    assert stay <= set(told) <= stay | go | come


def test_the_way_on_keeps_what_was_asked() -> None:
    cursor = encode_cursor({"p": [1]})
    asked = turn(2, cursor, f"as=stranger&limit=2&cursor={cursor}")
    following = f"/v1/me/things?as=stranger&limit=2&cursor={encode_cursor({'p': [3]})}"
    assert page({1, 2, 3, 4}, asked) == Page[int](items=(2, 3), next=following)
    assert asked.response.headers["link"] == f'<{following}>; rel="next"'
    last = turn(2, None)
    assert page({1, 2}, last) == Page[int](items=(1, 2), next=None)
    assert "link" not in last.response.headers


@pytest.mark.parametrize("position", [{}, {"p": "1"}, {"p": [None]}, {"p": ["text"]}, {"p": [[1]]}])
def test_a_cursor_of_something_else_is_refused(position: dict[str, object]) -> None:
    with pytest.raises(AppError, match="bad_cursor"):
        page({1, 2, 3}, turn(2, encode_cursor(position)))
