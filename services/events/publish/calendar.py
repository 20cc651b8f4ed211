"""Writing iCalendar (RFC 5545, and RFC 7986): lines folded at 75 octets, equal events give equal bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from services.events.publish.entry import Doc, Entry, address_of
from shared.contracts.catalogue.event_query import Cancelled, Long

_FOLD_OCTETS = 75
_A_DAY = "2027-05-19"
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE", "probably_off": "TENTATIVE"}
_REFRESH = "PT6H"
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
_LINE_ENDS = {"\n": "\\n", "\u2028": "\\n", "\u2029": "\\n"}
_ESCAPES = _CONTROLS | str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", **_LINE_ENDS})
"""Readers that split at any of Unicode's line ends must not take part of a text for a line of ours."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a subscriber chose.

    `cancelled`: how a cancelled event is shown: `status` as the standard has it (some programs then drop it
    silently), `prefix` as a confirmed one whose title begins with "[Cancelled]", `omit` not at all. What
    moved out of the place asked for is shown alike, its title with "[Moved online]" in any case.
    `long`: an event with times that goes on for more than a day is shown as it is (`timed`), or as whole days
    at the head of the calendar (`all_day`), so that it does not cover everything else.
    `busy`: the time counts as taken, as of an event that one has put into a calendar oneself; a subscription
    tells of what there is, and leaves its reader free.
    """

    cancelled: Cancelled = "status"
    long: Long = "timed"
    busy: bool = False


PLAIN = Style()


def calendar(entries: Iterable[Entry], *, name: str, style: Style = PLAIN) -> bytes:
    """Return a calendar of events in the order given."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Acquaint//Events//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
        f"X-PUBLISHED-TTL:{_REFRESH}",
    ]
    for entry in entries:
        if not (_is_off(entry) and style.cancelled == "omit"):
            lines += _vevent(entry, style)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold_line(line)}\r\n" for line in lines).encode()


def _vevent(entry: Entry, style: Style) -> Sequence[str]:
    event = entry.event
    is_off = _is_off(entry)
    told = "CANCELLED" if is_off else _STATUS.get(event["status"], "CONFIRMED")
    status = "CONFIRMED" if is_off and style.cancelled == "prefix" else told
    stamp = _instant(datetime.fromisoformat(event["updated_at"]))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event['id']}@acquaint",
        f"DTSTAMP:{stamp}",
        f"CREATED:{_instant(entry.added_at)}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{entry.version - 1}",
        *_when(event["starts_at"], event["ends_at"], style),
        f"SUMMARY:{escape(_mark(entry, style) + event['title'])}",
        f"STATUS:{status}",
        "" if style.busy else "TRANSP:TRANSPARENT",
        *_optional("DESCRIPTION", event["description"] or event["summary"]),
        *_optional("LOCATION", address_of(event["place"])),
        *_geo(event["place"]),
        *([f"URL:{_plain(event['url'])}"] if event["url"] else []),
        *_categories(event["topics"]),
        "END:VEVENT",
    ]
    return [line for line in lines if line]


def _is_off(entry: Entry) -> bool:
    return entry.event["status"] == "cancelled" or entry.moved is not None


def _mark(entry: Entry, style: Style) -> str:
    if entry.event["status"] == "cancelled":
        return "[Cancelled] " if style.cancelled == "prefix" else ""
    if entry.moved or entry.event["status"] == "moved_online":
        return f"[Moved {entry.moved or 'online'}] "
    return ""


def _when(starts: Doc, ends: Doc | None, style: Style) -> list[str]:
    """Days as days (their end is exclusive in iCalendar), known instants in UTC, other times floating."""
    if len(starts["local"]) == len(_A_DAY) or (style.long == "all_day" and _is_long(starts, ends)):
        first, last = (date.fromisoformat(it["local"][:10]) for it in (starts, ends or starts))
        return [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"]
    lines = [f"DTSTART:{_moment(starts)}"]
    if ends is not None and len(ends["local"]) > len(_A_DAY):
        lines.append(f"DTEND:{_moment(ends)}")
    return lines


def _is_long(starts: Doc, ends: Doc | None) -> bool:
    if ends is None:
        return False
    begins, stops = (datetime.fromisoformat(moment["local"]) for moment in (starts, ends))
    return stops - begins >= timedelta(days=1)


def _moment(moment: Doc) -> str:
    if moment["utc"]:
        return _instant(datetime.fromisoformat(moment["utc"]))
    return f"{datetime.fromisoformat(moment['local']):%Y%m%dT%H%M%S}"


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _geo(place: Doc | None) -> list[str]:
    known = place is not None and place["lat"] is not None and place["lon"] is not None
    return [f"GEO:{place['lat']:.6f};{place['lon']:.6f}"] if place is not None and known else []


def _categories(topics: Sequence[Doc]) -> list[str]:
    return ["CATEGORIES:" + ",".join(escape(topic["label"]) for topic in topics)] if topics else []


def _optional(name: str, text: str | None) -> list[str]:
    return [f"{name}:{escape(text)}"] if text else []


def _plain(text: str) -> str:
    """A value that is not escaped must not be able to end its line."""
    return "".join(letter for letter in text if letter.isprintable())


def escape(text: str) -> str:
    """Escape a text value (RFC 5545, section 3.3.11); control characters are dropped."""
    return text.translate(_ESCAPES)


def fold_line(line: str) -> str:
    """Fold a line so that no piece is longer than 75 octets, and no character is cut (section 3.1)."""
    if len(line.encode()) <= _FOLD_OCTETS:
        return line
    pieces, piece, octets = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _FOLD_OCTETS:
            pieces.append(piece)
            piece, octets = "", 1  # the space that begins a continuation counts
        piece += letter
        octets += size
    return "\r\n ".join([*pieces, piece])
