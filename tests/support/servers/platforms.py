"""The platforms of the open web, played by one server on loopback; the host begins the path there."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.ports import Fetch
from services.events.runtime import Runtime
from services.events.sources.hosts.robots import Leave, leave, rules_of
from services.events.workers.courtesy import Manners
from services.events.workers.doctoring import Doctor
from shared.kernel.response import Response
from tests.support.servers.publisher import Publisher


def played_by(publisher: Publisher, own: Fetch) -> Fetch:
    """Return a fetch that asks the publisher for `/host/path` in place of `https://host/path`."""

    async def fetch(url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return await own(f"http://{publisher.origin}/{parts.netloc}{parts.path}{query}", headers)

    return fetch


def on_platforms(runtime: Runtime, publisher: Publisher) -> Runtime:
    """Return the runtime with the publisher in place of the open web; all else is real, without pauses."""
    own = runtime.poller.fetch_own
    fetch, manners = played_by(publisher, own), Manners(4, 60, 0.0)

    async def ask(url: str) -> Leave:
        rules = await fetch(urljoin(url, "/robots.txt"), {})
        return leave(None if isinstance(rules, NoAnswer) else rules_of(rules.status, rules.body), url)

    ports = replace(runtime.ports, fetch=fetch, further=fetch, leave=ask)
    poller = replace(runtime.poller, ports=ports, manners=manners, keyring=None)
    doctor = Doctor(runtime.db, ports, fetch, own, runtime.clock, manners)
    return replace(runtime, poller=poller, preview=doctor.preview)
