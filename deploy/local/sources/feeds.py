"""A loopback web server for feeds: the samples, or a folder's files, fetched as any source is."""

import hashlib
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from deploy.local.trouble import Trouble
from shared.web.background import serving

MEDIA_TYPES: Mapping[str, str] = {
    ".json": "application/json",
    ".ics": "text/calendar; charset=utf-8",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".xml": "application/xml",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".yml": "application/yaml",
    ".yaml": "application/yaml",
    ".md": "text/markdown; charset=utf-8",
}
LARGEST_FILE = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FeedServer:
    """A running server. `origin` is `http://127.0.0.1:PORT`, `paths` the files it has, sorted."""

    origin: str
    paths: tuple[str, ...]

    def url(self, path: str) -> str:
        """Return the address of one file."""
        return f"{self.origin}/{quote(path)}"

    @property
    def trusted(self) -> str:
        """The `host:port` that the guarded client must be told to trust, being on loopback."""
        return self.origin.removeprefix("http://")


@dataclass(frozen=True, eq=False)
class FolderFiles(Mapping[str, bytes]):
    """Files of a folder by their paths within it, each as it is when asked for; none that came later."""

    folder: Path
    paths: tuple[str, ...]

    def __getitem__(self, path: str) -> bytes:
        """Read a file; raise `KeyError` for one that is not among them, or is gone or too large by now."""
        held = self.folder / path
        if path not in self.paths or not _could_be_a_feed(held):
            raise KeyError(path)
        return held.read_bytes()

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return iter(self.paths)

    def __len__(self) -> int:
        """Count them."""
        return len(self.paths)


def folder_files(folder: Path) -> FolderFiles:
    """Return every feed-like file under a folder.

    Raises:
        Trouble: there is no such folder, or no file in it that a source could be.
    """
    if not folder.is_dir():
        raise Trouble(
            f"There is no folder {folder}: give --sources auto, real, samples or an existing folder."
        )
    found = tuple(
        path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if _could_be_a_feed(path)
    )
    if not found:
        kinds = " ".join(MEDIA_TYPES)
        raise Trouble(f"No file in {folder} can be a source: looked for {kinds}.")
    return FolderFiles(folder, found)


def _could_be_a_feed(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in MEDIA_TYPES and path.stat().st_size <= LARGEST_FILE


@asynccontextmanager
async def feed_server(files: Mapping[str, bytes], modified: datetime, port: int) -> AsyncIterator[FeedServer]:
    """Serve files on loopback; `port` 0 picks a free one.

    Raises:
        Trouble: the port is taken.
    """
    listening = _listen(port)
    config = uvicorn.Config(_app(files, modified), log_level="error", access_log=False, lifespan="off")
    async with serving(config, listening):
        yield FeedServer(f"http://127.0.0.1:{listening.getsockname()[1]}", tuple(sorted(files)))


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as error:
        listening.close()
        raise Trouble(
            f"Port {port}, from which this folder's feeds were served before, is taken: "
            "stop the program that holds it, or choose another folder with --data DIR."
        ) from error
    return listening


def _app(files: Mapping[str, bytes], modified: datetime) -> Starlette:
    last_modified = format_datetime(modified.astimezone(UTC), usegmt=True)

    async def answer(request: Request) -> Response:
        body = files.get(request.path_params["path"])
        if body is None:
            return Response("no such feed", 404, media_type="text/plain")
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"etag": tag, "last-modified": last_modified}
        if _is_held(request, tag, last_modified):
            return Response(status_code=304, headers=headers)
        kind = MEDIA_TYPES.get(Path(request.path_params["path"]).suffix.lower(), "application/octet-stream")
        return Response(body, headers={**headers, "content-type": kind})

    return Starlette(routes=[Route("/{path:path}", answer)])


def _is_held(request: Request, tag: str, last_modified: str) -> bool:
    """Tell whether the client already has these bytes (RFC 9110, section 13.2.2: the tag counts first)."""
    held = request.headers.get("if-none-match")
    if held is not None:
        return tag in held
    return request.headers.get("if-modified-since") == last_modified
