"""Handing a letter over: to an SMTP server, or to a folder that stands in for one."""

import asyncio
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from services.gateway.letters.courier import Mailer, Refused, Unanswered
from services.gateway.letters.message import Letter
from shared.kernel.errors import AppError, Kind
from shared.kernel.server_url import server_url

__all__ = ["FolderMailer", "Mailer", "Refused", "SmtpMailer", "Unanswered", "file_name", "open_mailer"]

_UNSAFE = re.compile(r"[^A-Za-z0-9@_.+-]")
_PERMANENT = 500
"""Answers from here on will not change (RFC 5321, 4.2.1)."""

_TIMEOUT_S = 30.0
_STAGE_S = 45.0
"""Greeting to recipient, and the letter itself, may take so long each: together less than a lease."""


@dataclass(frozen=True, slots=True)
class FolderMailer:
    """Writes each letter as an `.eml` file named after its Message-ID: the same letter twice is one file."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder as a URL."""
        return f"folder://{self.folder}"

    async def send(self, letter: Letter) -> str:
        """Write the file whole or not at all; return its name."""
        path = self.folder / file_name(letter.message_id)
        try:
            await asyncio.to_thread(_write, path, letter.content)
        except OSError as error:
            detail = f"cannot write {path.name} into the outbox folder: {error.strerror}; make it writable"
            raise Refused(detail, permanent=False) from error
        return path.name

    async def knows(self, message_id: str) -> bool | None:
        """Look for the file."""
        return await asyncio.to_thread((self.folder / file_name(message_id)).exists)

    async def greet(self) -> None:
        """Look whether the folder can be written."""
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise Refused(f"{self.folder} cannot be written", permanent=False)


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """One SMTP server. `implicit_tls` is port 465's way, `start_tls` that of 587."""

    host: str
    port: int
    username: str | None = None
    password: str | None = None
    start_tls: bool = False
    implicit_tls: bool = False

    @property
    def name(self) -> str:
        """The server without its credentials."""
        return f"smtp://{self.host}:{self.port}"

    async def send(self, letter: Letter) -> str:
        """Speak SMTP (RFC 5321) once; return the server's words, which usually hold its queue id."""
        client = self._client()
        try:
            try:
                async with asyncio.timeout(_STAGE_S):
                    await client.connect()
                    await _envelope(client, letter)
            except (SMTPException, OSError) as error:
                raise _refusal(error) from error
            return await _data(client, letter.content)
        finally:
            client.close()

    async def knows(self, message_id: str) -> bool | None:  # noqa: ARG002 - SMTP has no such question
        """SMTP cannot be asked."""
        return None

    async def greet(self) -> None:
        """Connect, sign in where told to, and leave."""
        client = self._client()
        try:
            async with asyncio.timeout(_STAGE_S):
                await client.connect()
                await client.quit()
        except (SMTPException, OSError) as error:
            raise _refusal(error) from error
        finally:
            client.close()

    def _client(self) -> SMTP:
        return SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            start_tls=self.start_tls,
            use_tls=self.implicit_tls,
            timeout=_TIMEOUT_S,
        )


def open_mailer(url: str) -> Mailer:
    """Choose by URL: `smtp://user:pass@host:port?starttls=1`, `smtps://…`, or `folder:///path`.

    Raises:
        AppError: No such scheme, nothing to reach, or the folder cannot be made.
    """
    try:
        return _opened(server_url(url))
    except (ValueError, OSError) as error:
        detail = f"The mail URL cannot be used ({error}): mend GATEWAY_MAIL_URL."
        raise AppError("mail_url_unusable", Kind.INVALID, detail) from error


def _opened(parts: SplitResult) -> Mailer:
    if parts.scheme == "folder" and parts.path:
        folder = Path(unquote(parts.path))
        folder.mkdir(parents=True, exist_ok=True)
        return FolderMailer(folder)
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        secure = parts.scheme == "smtps"
        return SmtpMailer(
            host=parts.hostname,
            port=parts.port or (465 if secure else 587),
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            start_tls=parse_qs(parts.query).get("starttls") == ["1"],
            implicit_tls=secure,
        )
    message = "it must be smtp://host:port, smtps://host:port or folder:///path"
    raise ValueError(message)


def file_name(message_id: str) -> str:
    """Return a file name that is safe on every system and different for different ids."""
    bare = message_id.strip().removeprefix("<").removesuffix(">")
    safe = _UNSAFE.sub("_", bare).lstrip(".")[:150]
    if safe != bare:
        safe = f"{safe}-{hashlib.sha256(bare.encode()).hexdigest()[:16]}"
    return f"{safe}.eml"


def _write(path: Path, content: bytes) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


async def _envelope(client: SMTP, letter: Letter) -> None:
    """Say from whom and to whom; a local part beyond ASCII needs a server that speaks RFC 6531."""
    if letter.to.isascii():
        await client.mail(letter.sender)
        await client.rcpt(letter.to)
        return
    await client.ehlo()
    if not client.supports_extension("smtputf8"):
        raise Refused("the mail server takes no addresses beyond ASCII (no SMTPUTF8)", permanent=True)
    await client.mail(letter.sender, options=["SMTPUTF8", "BODY=8BITMIME"], encoding="utf-8")
    await client.rcpt(letter.to, encoding="utf-8")


async def _data(client: SMTP, content: bytes) -> str:
    """From here on silence is ambiguous: the server may have kept the letter."""
    try:
        async with asyncio.timeout(_STAGE_S):
            answer = await client.data(content)
    except SMTPResponseException as error:
        raise _refusal(error) from error
    except (SMTPException, OSError) as error:
        raise Unanswered(str(error) or type(error).__name__) from error
    return f"{answer.code} {answer.message}"[:300]


def _refusal(error: Exception) -> Refused:
    if isinstance(error, SMTPResponseException):
        return Refused(f"{error.code} {error.message}"[:300], permanent=error.code >= _PERMANENT)
    return Refused(f"{type(error).__name__}: {error}"[:300], permanent=False)
