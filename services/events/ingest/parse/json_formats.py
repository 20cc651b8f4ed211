"""The JSON answers of event platforms, each told by its shape."""

from collections.abc import Callable
from typing import Final

from services.events.ingest.parse.feeds.json_feed import parse_json_feed
from services.events.ingest.parse.lists.cron_quiles import parse_cron_quiles
from services.events.ingest.parse.pages.mf2_event import parse_mf2_json
from services.events.ingest.parse.platforms.activitystreams import parse_activitystreams
from services.events.ingest.parse.platforms.atproto import parse_atproto
from services.events.ingest.parse.platforms.eventbrite import parse_eventbrite
from services.events.ingest.parse.platforms.gancio import parse_gancio
from services.events.ingest.parse.platforms.google_calendar import parse_google_calendar
from services.events.ingest.parse.platforms.indico import parse_indico
from services.events.ingest.parse.platforms.luma import parse_luma
from services.events.ingest.parse.platforms.meetup_graphql import parse_meetup_graphql
from services.events.ingest.parse.platforms.microsoft_graph import parse_microsoft_graph
from services.events.ingest.parse.platforms.openagenda import parse_openagenda
from services.events.ingest.parse.platforms.partner_events import parse_partner_events
from services.events.ingest.parse.platforms.squarespace import parse_squarespace
from services.events.ingest.parse.platforms.the_events_calendar import parse_the_events_calendar
from services.events.ingest.parse.platforms.ticketmaster import parse_ticketmaster
from services.events.ingest.parse.platforms.tockify import parse_tockify
from services.events.ingest.parse.schedules.frab_json import parse_frab_json
from services.events.ingest.parse.schedules.pretalx import parse_pretalx
from services.events.ingest.parse.schedules.sessionize import parse_sessionize
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed

PLATFORMS: Final[tuple[Callable[[Json], Parsed | None], ...]] = (
    parse_partner_events,
    parse_json_feed,
    parse_frab_json,
    parse_activitystreams,
    parse_atproto,
    parse_google_calendar,
    parse_microsoft_graph,
    parse_indico,
    parse_squarespace,
    parse_ticketmaster,
    parse_the_events_calendar,
    parse_openagenda,
    parse_gancio,
    parse_luma,
    parse_tockify,
    parse_eventbrite,
    parse_meetup_graphql,
    parse_mf2_json,
    parse_cron_quiles,
)
"""Each gives None for a document that is not its own; the more telling shapes come first."""

PROGRAMMES: Final[tuple[Callable[[Json, str], Parsed | None], ...]] = (
    parse_sessionize,
    parse_pretalx,
)
"""Those that do not name their conference: the address of the file may."""


def read_platform_json(document: Json, url: str) -> Parsed | None:
    """Read a document by the first platform whose shape it has, None when it has none of them."""
    found = next(filter(None, (parse(document) for parse in PLATFORMS)), None)
    return found or next(filter(None, (parse(document, url) for parse in PROGRAMMES)), None)
