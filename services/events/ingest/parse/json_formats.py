"""The JSON answers of event platforms, each told by its shape."""

from collections.abc import Callable
from typing import Final

from services.events.ingest.parse.feeds.json_feed import is_json_feed, parse_json_feed
from services.events.ingest.parse.lists.cron_quiles import is_cron_quiles, parse_cron_quiles
from services.events.ingest.parse.pages.mf2_event import is_mf2_json, parse_mf2_json
from services.events.ingest.parse.platforms.activitystreams import is_activitystreams, parse_activitystreams
from services.events.ingest.parse.platforms.atproto import is_atproto, parse_atproto
from services.events.ingest.parse.platforms.eventbrite import is_eventbrite, parse_eventbrite
from services.events.ingest.parse.platforms.gancio import is_gancio, parse_gancio
from services.events.ingest.parse.platforms.google_calendar import is_google_calendar, parse_google_calendar
from services.events.ingest.parse.platforms.indico import is_indico, parse_indico
from services.events.ingest.parse.platforms.luma import is_luma, parse_luma
from services.events.ingest.parse.platforms.meetup_graphql import is_meetup_graphql, parse_meetup_graphql
from services.events.ingest.parse.platforms.microsoft_graph import is_microsoft_graph, parse_microsoft_graph
from services.events.ingest.parse.platforms.openagenda import is_openagenda, parse_openagenda
from services.events.ingest.parse.platforms.partner_events import is_partner_events, parse_partner_events
from services.events.ingest.parse.platforms.squarespace import is_squarespace, parse_squarespace
from services.events.ingest.parse.platforms.the_events_calendar import (
    is_the_events_calendar,
    parse_the_events_calendar,
)
from services.events.ingest.parse.platforms.ticketmaster import is_ticketmaster, parse_ticketmaster
from services.events.ingest.parse.platforms.tockify import is_tockify, parse_tockify
from services.events.ingest.parse.schedules.frab_json import is_frab_json, parse_frab_json
from services.events.ingest.parse.schedules.pretalx import is_pretalx, parse_pretalx
from services.events.ingest.parse.schedules.sessionize import is_sessionize, parse_sessionize
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed

PLATFORMS: Final[tuple[tuple[Callable[[Json], bool], Callable[[Json], Parsed]], ...]] = (
    (is_partner_events, parse_partner_events),
    (is_json_feed, parse_json_feed),
    (is_frab_json, parse_frab_json),
    (is_activitystreams, parse_activitystreams),
    (is_atproto, parse_atproto),
    (is_google_calendar, parse_google_calendar),
    (is_microsoft_graph, parse_microsoft_graph),
    (is_indico, parse_indico),
    (is_squarespace, parse_squarespace),
    (is_ticketmaster, parse_ticketmaster),
    (is_the_events_calendar, parse_the_events_calendar),
    (is_openagenda, parse_openagenda),
    (is_gancio, parse_gancio),
    (is_luma, parse_luma),
    (is_tockify, parse_tockify),
    (is_eventbrite, parse_eventbrite),
    (is_meetup_graphql, parse_meetup_graphql),
    (is_mf2_json, parse_mf2_json),
    (is_cron_quiles, parse_cron_quiles),
)
"""How each is recognised and read; the more telling shapes come first."""

PROGRAMMES: Final[tuple[tuple[Callable[[Json], bool], Callable[[Json, str], Parsed]], ...]] = (
    (is_sessionize, parse_sessionize),
    (is_pretalx, parse_pretalx),
)
"""Those that do not name their conference: the address of the file may."""


def read_platform_json(document: Json, url: str) -> Parsed | None:
    """Read a document by the first platform whose shape it has, None when it has none of them."""
    found = next((parse(document) for is_it, parse in PLATFORMS if is_it(document)), None)
    return found or next((parse(document, url) for is_it, parse in PROGRAMMES if is_it(document)), None)
