"""Publishers of every manner on one socket, each a host of its own, and a note of all that they are asked."""

import asyncio
import gzip
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

from aiohttp import web

from services.events.sources.hosts.domain import registrable_domain
from shared.kernel.clock import Clock

ETAG = '"exact W/ ""'
MODIFIED = "Mon, 23 Nov 2026 09:00:01 +0000"
"""Not in the form that HTTP dates have: sent back exactly, or it was invented."""
_EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Soil Day\r\nDTSTART:{day}T090000Z\r\nEND:VEVENT\r\n"
_RSS = '<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>{}<item>{}</item></channel></rss>'
_TALK = "<title>Soil Day, 19 May 2027</title><link>https://soil.example/</link>"
_PAGE = (
    '<!doctype html><html><head><script type="application/ld+json">'
    '{"@type":"Event","name":"Soil Day","startDate":"2027-05-19"}</script></head><body>Soil Day</body></html>'
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: when by the simulated clock, of which host and path, with which header fields."""

    at: datetime
    host: str
    path: str
    headers: Mapping[str, str]

    @property
    def condition(self) -> tuple[str | None, str | None]:
        """Both validators as they were sent."""
        return self.headers.get("if-none-match"), self.headers.get("if-modified-since")


@dataclass
class Publishers:
    """Answers by the first label of the host. `crowds` holds every host or domain asked twice at a time."""

    clock: Clock
    begun: datetime
    asked: list[Asked] = field(default_factory=list)
    crowds: set[str] = field(default_factory=set)
    _open: Counter[str] = field(default_factory=Counter)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Note the request, and answer as that host does, with a cookie that nobody should send back."""
        name = request.host.rpartition(":")[0]
        domain = registrable_domain(f"http://{name}/") or name
        path = request.path_qs
        self.asked.append(Asked(self.clock(), name, path, {k.lower(): v for k, v in request.headers.items()}))
        self._open[domain] += 1
        if self._open[domain] > 1:
            self.crowds.add(domain)
        await asyncio.sleep(0.002)
        self._open[domain] -= 1
        response = self._by(name.partition(".")[0], request)
        response.set_cookie("seen", "1")
        return response

    def of(self, host: str, path: str | None = None) -> list[Asked]:
        """Return what a host was asked, one path or all."""
        return [it for it in self.asked if it.host == host and path in {None, it.path}]

    def waits(self, host: str) -> list[timedelta]:
        """Return the times between one asking and the next."""
        return [after.at - before.at for before, after in pairwise(self.of(host))]

    def _by(self, manner: str, request: web.Request) -> web.Response:
        answers: Mapping[str, Callable[[web.Request], web.Response]] = {
            "usual": _validated,
            "dated": lambda it: _validated(it, etag=None),
            "bare": lambda _: _calendar(),
            "quirk": lambda _: _calendar(etag=ETAG, modified=MODIFIED),
            "squeezed": lambda _: _calendar(etag=ETAG, packed=True),
            "maxage": lambda it: _validated(it, {"cache-control": "public, max-age=43200"}),
            "expires": lambda it: _validated(
                it, {"expires": format_datetime(self.clock() + timedelta(hours=20))}
            ),
            "refresh": lambda _: _calendar("REFRESH-INTERVAL;VALUE=DURATION:P2D\r\n", etag=ETAG),
            "ttl": lambda _: _feed("<ttl>1440</ttl>"),
            "period": lambda _: _feed("<sy:updatePeriod>weekly</sy:updatePeriod>"),
            "soon": lambda it: _validated(it, day=f"{self.begun + timedelta(days=4):%Y%m%d}"),
            "busy": lambda _: self._second("busy.example", 429, "172800"),
            "dated-busy": lambda _: self._second(
                "dated-busy.example", 503, format_datetime(self.begun + timedelta(days=3), usegmt=True)
            ),
            "moved": _moved(301),
            "moved-too": _moved(308),
            "away": _moved(302),
            "away-too": _moved(307),
            "loop": lambda _: _to("/feed.ics", 302),
            "across": lambda it: _to(f"http://landed.example:{it.url.port}/feed.ics", 302),
            "landed": _validated,
            "gone": lambda _: web.Response(status=410),
            "lost": lambda _: web.Response(status=404),
            "ill": lambda _: self._ill_for_three_days(),
            "page": self._page,
        }  # fmt: skip
        return answers.get(manner, _validated)(request)

    def _second(self, host: str, status: int, wait: str) -> web.Response:
        if len(self.of(host)) == 2:  # noqa: PLR2004 - the second asking
            return web.Response(status=status, headers={"retry-after": wait})
        return _calendar(etag=ETAG)

    def _ill_for_three_days(self) -> web.Response:
        is_ill = self.clock() < self.begun + timedelta(days=3)
        return web.Response(status=500) if is_ill else _calendar(etag=ETAG)

    def _page(self, request: web.Request) -> web.Response:
        """Robots: pages allowed with a delay; from day 4 to 6 the host cannot say; then all is disallowed."""
        day = (self.clock() - self.begun) / timedelta(days=1)
        if request.path != "/robots.txt":
            return web.Response(text=_PAGE, content_type="text/html", headers={"etag": ETAG})
        if 4 <= day < 6:  # noqa: PLR2004
            return web.Response(status=503)
        rules = "Disallow: /" if day >= 7 else "Crawl-delay: 30"  # noqa: PLR2004
        return web.Response(text=f"User-agent: *\n{rules}\n")


def _validated(
    request: web.Request,
    more: Mapping[str, str] | None = None,
    *,
    etag: str | None = ETAG,
    day: str = "20270519",
) -> web.Response:
    asked = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
    known = asked[0] == etag if etag else asked[1] == MODIFIED
    fields = {"etag": etag, "last-modified": MODIFIED}
    headers = {name: value for name, value in fields.items() if value} | dict(more or {})
    if known:
        return web.Response(status=304, headers=headers)
    return web.Response(body=_ics(day=day), content_type="text/calendar", headers=headers)


def _calendar(
    head: str = "", *, etag: str | None = None, modified: str | None = None, packed: bool = False
) -> web.Response:
    """Answer with the whole calendar, whatever was asked."""
    fields = {"etag": etag, "last-modified": modified, "content-encoding": "gzip" if packed else None}
    headers = {name: value for name, value in fields.items() if value}
    body = gzip.compress(_ics(head)) if packed else _ics(head)
    return web.Response(body=body, content_type="text/calendar", headers=headers)


def _ics(head: str = "", day: str = "20270519") -> bytes:
    event = _EVENT.format(uid="a@example", day=day)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{head}{event}END:VCALENDAR\r\n".encode()


def _feed(head: str) -> web.Response:
    body = _RSS.format(head, _TALK)
    return web.Response(text=body, content_type="application/rss+xml", headers={"etag": ETAG})


def _moved(status: int) -> Callable[[web.Request], web.Response]:
    return lambda it: _to("/new.ics", status) if it.path == "/feed.ics" else _validated(it)


def _to(target: str, status: int) -> web.Response:
    return web.Response(status=status, headers={"location": target})
