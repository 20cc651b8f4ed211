"""Writing RSS 2.0 (https://www.rssboard.org/rss-specification) with the dates of the events in it.

`pubDate` says when we learnt of an event, as readers expect. When it takes place stands in the event module
of RSS (http://purl.org/rss/1.0/modules/event/) and, for people, at the head of the description.
"""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from services.events.publish.entry import Doc, Entry, address_of, home_of, page_of

_ATOM = "http://www.w3.org/2005/Atom"
_EVENT = "http://purl.org/rss/1.0/modules/event/"
_TTL_MINUTES = 60
_NOT_XML = dict.fromkeys(
    [code for code in range(0x20) if chr(code) not in "\t\n\r"] + [0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]
)
"""Code points that XML 1.0 cannot hold in any spelling (section 2.2)."""


def rss(entries: Sequence[Entry], *, name: str, public_url: str, feed_url: str) -> bytes:
    """Return a feed of events in the order given; `feed_url` is where it is served."""
    ET.register_namespace("atom", _ATOM)
    ET.register_namespace("ev", _EVENT)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _texts(
        channel,
        ("title", name),
        ("link", home_of(public_url, feed_url)),
        ("description", f"{name}: the events last added that are still to come."),
        ("generator", "Acquaint"),
        ("ttl", str(_TTL_MINUTES)),
    )
    ET.SubElement(
        channel, f"{{{_ATOM}}}link", rel="self", type="application/rss+xml", href=_xml_text(feed_url)
    )
    for entry in entries:
        _item(channel, entry, page_of(public_url, entry.event))
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _item(channel: ET.Element, entry: Entry, page: str) -> None:
    event = entry.event
    item = ET.SubElement(channel, "item")
    _texts(
        item,
        ("title", titled(entry)),
        ("link", page),
        ("description", "\n\n".join(part for part in (told(event), event["summary"]) if part)),
        *(("category", topic["label"]) for topic in event["topics"]),
        ("pubDate", format_datetime(entry.added_at, usegmt=True)),
        (f"{{{_EVENT}}}startdate", _iso(event["starts_at"])),
        (f"{{{_EVENT}}}enddate", _iso(event["ends_at"]) if event["ends_at"] else None),
        (f"{{{_EVENT}}}location", address_of(event["place"])),
        (f"{{{_EVENT}}}organizer", event["organiser"]["name"] if event["organiser"] else None),
        (f"{{{_EVENT}}}type", event["kind"]),
    )
    ET.SubElement(item, "guid", isPermaLink="false").text = event["id"]


def told(event: Doc) -> str:
    """Return when and where in one line of plain words."""
    starts = event["starts_at"]
    moment = datetime.fromisoformat(starts["local"])
    day = f"{moment:%A}, {moment.day} {moment:%B %Y}"
    clock = f" at {moment:%H:%M}" if "T" in starts["local"] else ""
    zone = f" ({starts['timezone']})" if clock and starts["timezone"] else ""
    where = "online" if event["mode"] == "online" else address_of(event["place"])
    return f"{day}{clock}{zone}" + (f", {where}" if where else "")


def titled(entry: Entry) -> str:
    """Return the title behind the mark of what became of the event."""
    event = entry.event
    marks = {
        "cancelled": "[Cancelled] ",
        "postponed": "[Postponed] ",
        "probably_off": "[Probably off] ",
        "moved_online": "[Moved online] ",
    }
    moved = f"[Moved {entry.moved}] " if entry.moved and event["status"] != "cancelled" else None
    return f"{moved or marks.get(event['status'], '')}{event['title']}"


def _iso(moment: Doc) -> str:
    """The instant where it is known, else the local day or time as it stands."""
    return str(moment["utc"] or moment["local"])


def _texts(parent: ET.Element, *named: tuple[str, str | None]) -> None:
    for name, text in named:
        if text:
            ET.SubElement(parent, name).text = _xml_text(text)


def _xml_text(text: str) -> str:
    return text.translate(_NOT_XML)
