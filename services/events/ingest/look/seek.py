"""The feed behind a page that was given: what it points to, then one page further, then the usual places.

Each step is looked at before it is believed, and the first that holds events ends the search.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from services.events.ingest.discover.discover import Candidate, CandidateKind, FoundAt
from services.events.ingest.look.leads import PROBES, is_feed_with_events, is_second_best, to_try
from services.events.ingest.look.look import Look, Looking, look
from services.events.ingest.model import Reading
from services.events.ingest.parse.pages.jsonld import FORMAT as JSON_LD
from services.events.ingest.parse.pages.page import UNMARKED
from services.events.sources.address import address_or_none

_BECAUSE: Final = {
    FoundAt.HEAD: "the page names it in its head",
    FoundAt.PLATFORM: "the page's platform offers it",
    FoundAt.FRAME: "the page shows it",
    FoundAt.SUBSCRIPTION: "the page offers it as a subscription",
    FoundAt.LINK: "the page links it",
    FoundAt.SITE: "the site calls it its events",
}
_HOST_IS_AWAY: Final = frozenset({"dns", "connect", "tls", "timeout", "host_resting", "http_429", "http_503"})


@dataclass(frozen=True, slots=True)
class Sought:
    """The feed, None where the page itself stays the best that there is; and where we looked, in order."""

    found: Look | None
    steps: tuple[Look, ...] = ()


async def seek(page: Look, tools: Looking, *, beyond_links: bool) -> Sought:
    """Look for the feed behind a page. `beyond_links` allows the site's events page and the usual places."""
    if page.reading is None or page.reading.format == JSON_LD:
        return Sought(None)
    steps: list[Look] = []
    held = len(page.reading.listings)
    found = await _first(to_try(page.reading.alternates), tools, steps, at_least=_weight(page.reading))
    if found is None and not held and beyond_links:
        found = await _next_page(page, tools, steps)
    if found is None and not held:
        found = next((step for step in steps if step.reading and is_second_best(step.reading)), None)
    if found is None and not held and beyond_links:
        found = await _usual_places(page, tools, steps)
    return Sought(found, tuple(steps))


def _weight(reading: Reading) -> int:
    """Return how many events a feed must tell of to go before the page; without markup it says least."""
    return 0 if reading.format in UNMARKED else len(reading.listings)


async def _first(
    links: Iterable[Candidate], tools: Looking, steps: list[Look], *, at_least: int = 0
) -> Look | None:
    """Return the first of the links that is a feed with events."""
    for link in links:
        url = address_or_none(link.url)
        if url is None or any(step.url == url for step in steps):
            continue
        seen = await look(url, _BECAUSE[link.found_at], tools)
        steps.append(seen)
        if seen.reading and is_feed_with_events(seen.reading, at_least=at_least):
            return seen
    return None


async def _next_page(page: Look, tools: Looking, steps: list[Look]) -> Look | None:
    """Look at one page that the site calls its events, if robots.txt allows it, and what that points to."""
    links = page.reading.alternates if page.reading else ()
    pages = (address_or_none(each.url) for each in links if each.kind is CandidateKind.PAGE)
    url = next((each for each in pages if each), None)
    if url is None:
        return None
    leave = await tools.leave(url)
    if not leave.is_given:
        steps.append(Look(url, _BECAUSE[FoundAt.SITE], leave.outcome))
        return None
    seen = await look(url, _BECAUSE[FoundAt.SITE], tools)
    steps.append(seen)
    if seen.reading is None:
        return None
    if seen.reading.format == JSON_LD or not seen.reading.is_page:
        return seen if seen.reading.listings else None
    better = await _first(to_try(seen.reading.alternates), tools, steps, at_least=_weight(seen.reading))
    return better or (seen if seen.reading.listings else None)


async def _usual_places(page: Look, tools: Looking, steps: list[Look]) -> Look | None:
    """Look where calendars are often kept; a host that cannot answer is not asked on."""
    for path in PROBES:
        url = urljoin(page.url, path)
        if any(step.url == url for step in steps):
            continue
        seen = await look(url, "calendars are often kept there", tools)
        steps.append(seen)
        if seen.reading and is_feed_with_events(seen.reading, at_least=1):
            return seen
        if seen.reason in _HOST_IS_AWAY or seen.reason.startswith("http_5"):
            return None
    return None
