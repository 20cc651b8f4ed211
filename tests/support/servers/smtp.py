"""A real SMTP server on loopback that keeps what it accepts and refuses what it is told to."""

import asyncio
import socket
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session


class SmtpSink:
    """Keeps accepted letters. `answer` is what DATA is told; an empty one hangs up after accepting."""

    def __init__(self) -> None:
        self.accepted: list[bytes] = []
        self.answer = "250 kept"
        self.port = 0
        self.takes_utf8 = True

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Decide on a letter (a name given by aiosmtpd)."""
        if not self.answer or self.answer.startswith("250"):
            self.accepted.append(envelope.original_content or b"")
        if not self.answer and server.transport is not None:
            cast("asyncio.Transport", server.transport).abort()
        return self.answer or "250 never heard"

    @property
    def url(self) -> str:
        """Where `open_mailer` finds it."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def messages(self) -> list[EmailMessage]:
        """The accepted letters, parsed."""
        return [message_from_bytes(content, EmailMessage, policy=default) for content in self.accepted]

    @property
    def message_ids(self) -> list[str]:
        """The Message-IDs of all accepted copies, sorted."""
        return sorted(str(message["Message-ID"]) for message in self.messages)


@pytest.fixture
async def smtp_sink() -> AsyncIterator[SmtpSink]:
    """Run a sink on a free port for one test."""
    sink = SmtpSink()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(sink, loop=loop, enable_SMTPUTF8=sink.takes_utf8), "127.0.0.1", 0, family=socket.AF_INET
    )
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        server.close()
        await server.wait_closed()
