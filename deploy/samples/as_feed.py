"""The samples as RSS with `ev:` dates and as Atom with `xcal:`; publishing dates mislead on purpose."""

from collections import defaultdict
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape

from deploy.samples.table import SampleEvent

ATOM_GROUPS = frozenset({"law", "education", "arts", "public"})


def feeds(events: tuple[SampleEvent, ...], today: date) -> dict[str, bytes]:
    """Return a feed for each group of professions: Atom for some, RSS for the others."""
    groups: dict[str, list[SampleEvent]] = defaultdict(list)
    for event in events:
        if "r" in event.feeds:
            groups[event.group].append(event)
    return {
        f"feeds/{group}.{'atom' if group in ATOM_GROUPS else 'rss'}": _feed(group, found, today).encode()
        for group, found in groups.items()
    }


def _feed(group: str, events: list[SampleEvent], today: date) -> str:
    return _atom(group, events, today) if group in ATOM_GROUPS else _rss(group, events, today)


def _rss(group: str, events: list[SampleEvent], today: date) -> str:
    items = "\n".join(_item(event, today) for event in events)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel>\n'
        f"<title>{group.title()} events</title><link>https://{group}-events.example</link>"
        f"<description>Coming events</description>\n{items}\n</channel></rss>\n"
    )


def _item(event: SampleEvent, today: date) -> str:
    published = format_datetime(datetime.combine(today, time(6), UTC))
    return (
        f"<item><title>{escape(_headline(event))}</title><link>{event.url}</link>"
        f'<guid isPermaLink="false">{event.slug}-{event.first.year}</guid><pubDate>{published}</pubDate>'
        f"<description>{escape(f'<p>{escape(event.summary)}</p>')}</description>"
        f"<ev:startdate>{event.first.isoformat()}</ev:startdate><ev:enddate>{event.last.isoformat()}</ev:enddate>"
        f"<ev:location>{escape(_place(event))}</ev:location><ev:organizer>{escape(event.organiser)}</ev:organizer>"
        f"<ev:type>{event.kind}</ev:type></item>"
    )


def _atom(group: str, events: list[SampleEvent], today: date) -> str:
    entries = "\n".join(_entry(event, today) for event in events)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:xcal="urn:ietf:params:xml:ns:xcal">\n'
        f"<title>{group.title()} events</title><id>https://{group}-events.example/</id>"
        f"<updated>{today.isoformat()}T06:00:00Z</updated>\n{entries}\n</feed>\n"
    )


def _entry(event: SampleEvent, today: date) -> str:
    return (
        f"<entry><title>{escape(_headline(event))}</title><id>{event.url}</id>"
        f'<link rel="alternate" href="{event.url}"/><updated>{today.isoformat()}T06:00:00Z</updated>'
        f'<summary type="html">{escape(event.summary)}</summary>'
        f"<xcal:dtstart>{event.first.isoformat()}</xcal:dtstart><xcal:dtend>{event.last.isoformat()}</xcal:dtend>"
        f"<xcal:location>{escape(_place(event))}</xcal:location></entry>"
    )


def _headline(event: SampleEvent) -> str:
    return f"{event.title} {event.first.year}" if len(event.feeds) > 1 else event.title


def _place(event: SampleEvent) -> str:
    if not event.city:
        return "Online"
    parts = (event.city.venue, event.city.city, event.city.region, event.city.named)
    return ", ".join(part for part in parts if part)
