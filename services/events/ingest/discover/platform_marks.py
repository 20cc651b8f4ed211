"""Feeds that the software behind a page is known to offer, told by a mark in the page's source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_MAX_BYTES: Final = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PlatformMark:
    """`mark` stands in every page of the platform; its named groups, `{origin}` and `{page}` fill `feed`."""

    name: str
    mark: re.Pattern[str]
    feed: str
    is_calendar: bool = True
    host: str | None = None
    """The only host on which the mark means anything."""


MARKS: Final = (
    PlatformMark(
        "Luma calendar",
        re.compile(r"\"(?:calendar_api_id|api_id)\":\"(?P<id>cal-[A-Za-z0-9]{4,40})\""),
        "https://api.lu.ma/ics/get?entity=calendar&id={id}",
        host=r"(?:www\.)?(?:lu\.ma|luma\.com)",
    ),
    PlatformMark(
        "The Events Calendar",
        re.compile(
            r"(?P<site>https?:(?:\\?/){2}[^\s\"'<>?]{1,200}?)(?:\\?/)wp-json(?:\\?/)tribe(?:\\?/)events\b"
        ),
        "{site}/wp-json/tribe/events/v1/events?per_page=50",
        is_calendar=False,
    ),
    PlatformMark(
        "Squarespace events",
        re.compile(r"SQUARESPACE_CONTEXT(?=[\s\S]{0,20000}?\"typeName\":\"events\")"),
        "{page}?format=json",
        is_calendar=False,
    ),
    PlatformMark(
        "LiveWhale calendar",
        re.compile(r"/live/(?:json|ical|rss)/events\b|livewhale\.min\.js"),
        "{origin}/live/ical/events",
    ),
    PlatformMark("Localist calendar", re.compile(r"//[\w.-]*localist\.com/"), "{origin}/calendar.ics"),
    PlatformMark(
        "Gancio instance",
        re.compile(
            r"<meta[^>]{0,100}content=\"[Gg]ancio|\"software\":\"gancio\"|/feed/rss[^>]{0,200}[Gg]ancio"
        ),
        "{origin}/api/events",
        is_calendar=False,
    ),
    PlatformMark(
        "pretalx schedule",
        re.compile(r"(?P<path>/[\w.-]{1,80})/schedule/(?:export/schedule\.|widget/)"),
        "{origin}{path}/schedule/export/schedule.json",
        is_calendar=False,
    ),
    PlatformMark(
        "OpenAgenda export",
        re.compile(r"openagenda\.com(?:\\?/)agendas(?:\\?/)(?P<id>\d{3,12})\b"),
        "https://openagenda.com/agendas/{id}/events.v2.ics?relative%5B%5D=current&relative%5B%5D=upcoming",
    ),
)


def platform_feeds(body: bytes, url: str) -> Iterator[tuple[str, str, bool]]:
    """Yield address, name of the platform and whether it is a calendar. Nothing is fetched."""
    parts = urlsplit(url)
    text = body[:_MAX_BYTES].decode("utf-8", "replace")
    known = {
        "origin": f"{parts.scheme}://{parts.netloc}",
        "page": f"{parts.scheme}://{parts.netloc}{parts.path}",
    }
    for each in MARKS:
        if each.host and not re.fullmatch(each.host, parts.netloc.lower()):
            continue
        if found := each.mark.search(text):
            named = {key: value.replace("\\/", "/") for key, value in found.groupdict().items()}
            yield each.feed.format_map(known | named), each.name, each.is_calendar
