"""A hub of WebSub on a loopback socket."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from shared.http.channel import AsgiChannel, Reply


@dataclass
class Hub:
    """Takes subscriptions, verifies them at our callback, and sends news; remembers what it was asked."""

    origin: str = ""
    status: int = 202
    asked: list[dict[str, str]] = field(default_factory=list)
    before_answering: Callable[[], Awaitable[None]] | None = None

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"http://{self.origin}/hub"

    async def answer(self, request: web.Request) -> web.Response:
        """Take a request of a subscriber."""
        self.asked.append({name: str(value) for name, value in (await request.post()).items()})
        if self.before_answering is not None:
            await self.before_answering()
        return web.Response(status=self.status, headers={"location": "http://169.254.169.254/"})

    async def verify(self, api: AsgiChannel, **changed: str) -> Reply:
        """Ask at the callback whether the last request was meant."""
        asked = self.asked[-1]
        query = {
            "hub.mode": "subscribe",
            "hub.topic": asked["hub.topic"],
            "hub.challenge": "c-1",
            "hub.lease_seconds": "864000",
        }
        named = {f"hub.{name}": value for name, value in changed.items()}
        return await api.request("GET", f"{self._callback()}?{urlencode(query | named)}")

    async def push(
        self, api: AsgiChannel, body: bytes = b"news", method: str = "sha256", secret: str | None = None
    ) -> Reply:
        """Send news, signed with the secret that we were given."""
        key = (secret if secret is not None else self.asked[-1]["hub.secret"]).encode()
        signature = f"{method}={hmac.new(key, body, method).hexdigest()}"
        return await api.request("POST", self._callback(), headers={"x-hub-signature": signature}, body=body)

    def _callback(self) -> str:
        return f"/internal{urlsplit(self.asked[-1]['hub.callback']).path}"
