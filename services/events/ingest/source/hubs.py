"""What a good reading means for the subscription at the hub that its feed names."""

from datetime import datetime

from services.events.ingest.fetch.verdict import Document
from services.events.ingest.model import Reading
from services.events.ingest.ports import Turn, Unit
from services.events.push.offer import links_in_header, offer
from services.events.push.subscription import polled, proposed
from services.events.sources.address import host_of


async def heed_hub(
    turn: Turn, document: Document, reading: Reading, unit: Unit, *, found_news: bool
) -> datetime | None:
    """Begin, keep or end the subscription; return until when the hub is relied upon.

    The secret must not travel in the clear (WebSub, section 5.1), so a hub without encryption is left out.
    """
    source, push, now = turn.source, turn.ports.push, turn.now
    if push is None:
        return None
    offered = offer(links_in_header(document.fetched.link), reading.links, source.spec.url)
    if offered and offered.hub.startswith("http:") and host_of(offered.hub) not in push.plain_hosts:
        offered = None
    held = await unit.subscription(source.id)
    made = proposed(held, offered, source.id, now, push.new_secret)
    if made is None:
        if held is not None:
            await unit.unsubscribe(source.id)
        return None
    if made == held and found_news:
        made = polled(held, source.state.last_fetched_at, now)
    if made != held:
        await unit.subscribe(made, now)
    return made.relied_upon(now)
