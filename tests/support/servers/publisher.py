"""A publisher of feeds on a loopback socket."""

from dataclasses import dataclass, field
from hashlib import sha256

from aiohttp import web

from services.events.runtime import Runtime
from services.events.sources.model import SourceSpec
from services.events.store.sources.sources import upsert_source


@dataclass
class Publisher:
    """Serves what a test puts into it, with ETags, and remembers the requests."""

    origin: str = ""
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str | None, int]] = field(default_factory=list)
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    """What was posted: path, header fields by lower-case name, body."""
    says: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    """Status and header fields to answer a path with, instead of its page."""

    def put(self, path: str, text: str, media_type: str = "text/calendar") -> str:
        """Publish a document and return its address."""
        self.pages[path] = (media_type, text.encode())
        return f"http://{self.origin}{path}"

    async def answer(self, request: web.Request) -> web.Response:
        """Answer with the page, or 304 to whoever has it."""
        page = self.pages.get(request.path)
        condition = request.headers.get("if-none-match")
        if request.path in self.says:
            status, headers = self.says[request.path]
            response = web.Response(status=status, headers=headers)
        elif page is None:
            status, response = 404, web.Response(status=404)
        else:
            etag = f'"{sha256(page[1]).hexdigest()[:12]}"'
            status = 304 if condition == etag else 200
            body = b"" if status == 304 else page[1]
            response = web.Response(status=status, body=body, headers={"etag": etag, "content-type": page[0]})
        self.asked.append((request.path, condition, status))
        return response

    async def take(self, request: web.Request) -> web.Response:
        """Take what is posted, and answer as `says` has it."""
        headers = {name.lower(): text for name, text in request.headers.items()}
        self.taken.append((request.path, headers, await request.read()))
        status, said = self.says.get(request.path, (204, {}))
        return web.Response(status=status, headers=said)


async def add_source(runtime: Runtime, url: str, **facts: object) -> str:
    """Watch a feed and return the id of its source."""
    spec = SourceSpec(**{"url": url, "title": url.rsplit("/", 1)[1], **facts})  # type: ignore[arg-type]
    async with runtime.db.transaction() as conn:
        return await upsert_source(conn, spec, new_id=runtime.ids("src"), now=runtime.clock())
