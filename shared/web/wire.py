"""HTTP as uvicorn speaks it, with bounds on what comes before a request's body: its size and its time.

Uvicorn itself waits for the end of a head for ever and keeps as much of it as comes, so that one client
with many connections, or one long head, would take the process from everybody.
"""

import asyncio
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from shared.contracts.problem import Problem
from shared.web.problems import MEDIA_TYPE

LONGEST_HEAD = 64 * 1024
"""Bytes of a request line and its header fields, give or take what one read brings."""

HEAD_TIMEOUT_S = 20.0
"""From the connection, or the first byte of a further request, to the end of its head."""


class BoundedHttp(HttpToolsProtocol):
    """One connection. A head that is too long is answered with 431, one that trickles in with 408."""

    _in_head = True
    _heads = 0
    _head_bytes = 0
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in what came, unless the head has become too long."""
        was_in_head, heads = self._in_head, self._heads
        if was_in_head and self._head_timer is None and self._is_idle():
            self._wait_for_head()
        super().data_received(data)
        if was_in_head and heads == self._heads:
            self._head_bytes += len(data)
            if self._head_bytes > LONGEST_HEAD:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Send fewer and shorter headers.")

    def on_headers_complete(self) -> None:
        """Wait for the body, whose bounds are the app's."""
        self._in_head, self._head_bytes, self._heads = False, 0, self._heads + 1
        self._stop_waiting()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Expect the head of a further request."""
        self._in_head = True
        super().on_message_complete()

    def _is_idle(self) -> bool:
        """Tell whether no earlier request is being answered; at first there is none, which its type hides."""
        earlier: RequestResponseCycle | None = self.cycle
        return earlier is None or earlier.response_complete

    def _wait_for_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_TIMEOUT_S, self._too_slow)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _too_slow(self) -> None:
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, "The request took too long to come; send it again.")

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        """Answer and close, unless an earlier request is still being answered: then only close."""
        self._stop_waiting()
        if self.transport.is_closing():
            return
        if self._is_idle():
            self.transport.write(_answer(status, detail))
        self.transport.close()


def _answer(status: HTTPStatus, detail: str) -> bytes:
    code = status.name.lower()
    problem = Problem(
        type=f"/problems/{code}", title=status.phrase, status=status, detail=detail, code=code, request_id=""
    )
    body = problem.model_dump_json(exclude_none=True).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: {MEDIA_TYPE}\r\n"
        f"content-length: {len(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
