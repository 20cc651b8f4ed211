"""The platforms of the open web, played by one server on loopback; the host begins the path there."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.ports import Fetch
from services.events.runtime import Runtime
from services.events.sources.answer import Answer
from services.events.sources.hosts.robots import Leave, leave, rules_of
from services.events.workers.polling import Manners, Poller
from tests.support.servers.publisher import Publisher


def played_by(publisher: Publisher, own: Fetch) -> Fetch:
    """Return a fetch that asks the publisher for `/host/path` in place of `https://host/path`."""

    async def fetch(url: str, headers: Mapping[str, str]) -> Answer | NoAnswer:
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return await own(f"http://{publisher.origin}/{parts.netloc}{parts.path}{query}", headers)

    return fetch


def on_platforms(runtime: Runtime, publisher: Publisher) -> Runtime:
    """Return the runtime with the publisher in place of the open web; all else is real, without pauses."""
    own = runtime.doctor.fetch_own
    fetch, manners = played_by(publisher, own), Manners(4, 60, 0.0)

    async def ask(url: str) -> Leave:
        rules = await fetch(urljoin(url, "/robots.txt"), {})
        return leave(None if isinstance(rules, NoAnswer) else rules_of(rules.status, rules.body), url)

    ports = replace(runtime.doctor.ports, fetch=fetch, further=fetch, leave=ask)
    owner = runtime.poller._owner
    poller = Poller(runtime.db, ports, own, runtime.clock, manners, owner)
    return replace(
        runtime, poller=poller, doctor=replace(runtime.doctor, ports=ports, fetch=fetch, manners=manners)
    )
