"""When the events of a file start, by the plainest means: json, csv, yaml, XML and HTML parsers."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from tests.support.readings.plain_start import Start, from_text, name_of, start_of

_ATOM = "{http://www.w3.org/2005/Atom}"


def _xml(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - files on this machine


def confs_tech(path: Path) -> Iterator[Start]:
    """Yield (name, start) of each conference."""
    for row in json.loads(path.read_bytes()):
        yield name_of(row["name"]), row["startDate"][:10]


def cron_quiles(path: Path) -> Iterator[Start]:
    """Yield (address, start) of each."""
    for row in json.loads(path.read_bytes()):
        yield row["url"], from_text(row["dtstart"])


def meetup_graphql(path: Path) -> Iterator[Start]:
    """Yield (title, start) of the events of every group."""
    for group in json.loads(path.read_bytes()).values():
        for edge in group["events"]["edges"] if group else ():
            yield name_of(edge["node"]["title"]), from_text(edge["node"]["dateTime"])


def platform_json(path: Path) -> Iterator[Start]:
    """Yield (title, start) of an answer of Eventbrite or Squarespace."""
    data = json.loads(path.read_bytes())
    for event in data.get("events", []):
        yield name_of(event["name"]["text"]), from_text(event["start"]["utc"])
    for event in (*data.get("upcoming", ()), *data.get("past", ())):
        moment = datetime.fromtimestamp(event["startDate"] / 1000, UTC)
        yield name_of(event["title"]), start_of(moment)


def activity(path: Path) -> Iterator[Start]:
    """Yield (id, start) of the Event in an activity."""
    data = json.loads(path.read_bytes())
    event = data.get("object") if isinstance(data.get("object"), dict) else data
    if event.get("type") == "Event":
        yield event["id"], from_text(event["startTime"])


def python_organizers(path: Path) -> Iterator[Start]:
    """Yield (subject, start) of each row."""
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield name_of(row["Subject"]), row["Start Date"]


def yaml_list(path: Path) -> Iterator[Start]:
    """Yield (name, start) of each conference whose exact day is known."""
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        start, name = row.get("start") or row.get("start_date"), str(row.get("name") or row.get("title"))
        if start and row.get("date_precision") is None:
            year = str(row.get("year", ""))
            yield name_of(name if year in name else f"{name} {year}"), str(start)


def ccf(path: Path) -> Iterator[Start]:
    """Yield (title, start) of the editions whose date is written as month, day and year."""
    for series in yaml.safe_load(path.read_text(encoding="utf-8")):
        for edition in series["confs"]:
            found = re.match(r"([A-Z][a-z]+) (\d{1,2})\b.*\b(20\d\d)$", str(edition["date"]).strip())
            years = re.findall(r"20\d\d", str(edition["date"]))
            if found and len(years) == 1:
                day = datetime.strptime(f"{found[1][:3]} {found[2]} {found[3]}", "%b %d %Y").date()  # noqa: DTZ007
                yield name_of(f"{series['title']} {edition['year']}"), day.isoformat()


def php_net(path: Path) -> Iterator[Start]:
    """Yield (title, start) of an announcement that is no call for papers.

    Its teaser day is the event's, unless its text tells from when until when that is, and not that day.
    """
    entry = _xml(path)
    labels = {each.get("label") for each in entry.iter(f"{_ATOM}category")}
    day = entry.findtext("{http://php.net/ns/news}finalTeaserDate")
    if day and "Call for Papers" not in labels:
        told = datetime.fromisoformat(day).strftime(" - %B %-d")
        title, *_ = (entry.findtext(f"{_ATOM}title") or "").split(told)
        content = entry.find(f"{_ATOM}content")
        text = " ".join((title + " " + ("" if content is None else "".join(content.itertext()))).split())
        is_told = datetime.fromisoformat(day).strftime("%B %-d, %Y") in text
        yield name_of(title), (None if is_told else _first_of_several(text)) or day


_MONTH, _DAY, _UNTIL = (
    r"([A-Z][a-z]{2,8})",
    r"(\d{1,2})(?:st|nd|rd|th)?",
    r"\s?(?:-|–|to|until|and|through)\s?",
)
_SPAN = re.compile(
    rf"{_MONTH} {_DAY}{_UNTIL}(?:{_MONTH} )?{_DAY},? (20\d\d)"
    rf"|\b{_DAY}{_UNTIL}{_DAY}(?: of)? {_MONTH},? (20\d\d)"
)


def _first_of_several(text: str) -> str | None:
    """Return the first day of the first `May 3rd to 5th, 2019` or `3-5 May 2019` of a text."""
    found = _SPAN.search(text)
    if found is None:
        return None
    first, name, year = (found[2], found[1], found[5]) if found[1] else (found[6], found[8], found[9])
    return datetime.strptime(f"{first} {name[:3]} {year}", "%d %b %Y").date().isoformat()  # noqa: DTZ007


def agenda_feed(path: Path) -> Iterator[Start]:
    """Yield (title, start) of each entry that writes its day as JavaScript does."""
    for entry in _xml(path).iter(f"{_ATOM}entry"):
        content = entry.find(f"{_ATOM}content")
        text = "" if content is None else "".join(content.itertext())
        found = re.search(r" - (?:\w{3}) (\w{3} \d\d \d{4}) 00:00:00 GMT", text)
        if found:
            day = datetime.strptime(found[1], "%b %d %Y").date()  # noqa: DTZ007
            yield name_of(entry.findtext(f"{_ATOM}title") or ""), day.isoformat()


def community_feed(path: Path) -> Iterator[Start]:
    """Yield (title, start) of each item; of the years around its listing the one with that weekday."""
    for item in _xml(path).iter("item"):
        title = item.findtext("title") or ""
        found = re.search(r" — (\w{3}) (\w{3}) (\d+)(?:, (\d+:\d+ [AP]M))?(?: — |$)", title)
        assert found is not None
        year = int((item.findtext("pubDate") or "")[12:16])
        for candidate in (year, year + 1):
            text = f"{found[2]} {found[3]} {candidate} {found[4] or '12:00 AM'}"
            moment = datetime.strptime(text, "%b %d %Y %I:%M %p")  # noqa: DTZ007 - a wall time
            if moment.strftime("%a") == found[1]:
                # A place behind a bare day may as well be the rest of the title.
                name = title[: found.start()] + ("" if found[4] else title[found.end() :])
                yield name_of(name), start_of(moment if found[4] else moment.date())
                break


def frab_xml(path: Path) -> Iterator[Start]:
    """Yield (title, start) of each session: its own date, else the day of the programme and the clock."""
    for day in _xml(path).iter("day"):
        for event in day.iter("event"):
            own = event.findtext("date")
            clock = event.findtext("start") or ""
            yield (
                name_of(event.findtext("title") or ""),
                own[:16] if own else f"{day.get('date')}T{clock[:5]}",
            )


def frab_json(path: Path) -> Iterator[Start]:
    """Yield (title, start) of each session."""
    for day in json.loads(path.read_bytes())["schedule"]["conference"]["days"]:
        for events in day["rooms"].values():
            for event in events:
                yield name_of(event["title"]), event["date"][:16]


def gpn_csv(path: Path) -> Iterator[Start]:
    """Yield (title, start) of each talk."""
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield name_of(row["Title"]), f"{row['Date']}T{row['Start']:0>5}"


class _Page(HTMLParser):
    """Gathers the JSON-LD blocks, and the starts that microdata states."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether a block of JSON-LD begins."""
        self._open = tag == "script" and "ld+json" in (dict(attrs).get("type") or "")

    def handle_data(self, data: str) -> None:
        """Keep the block."""
        if self._open:
            self.blocks.append(data)
            self._open = False


def json_ld(path: Path) -> Iterator[Start]:
    """Yield (name, start) of each Event node; one that a page repeats once."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8", errors="replace"))
    found: dict[Start, None] = {}
    for block in page.blocks:
        try:
            document = json.loads(block, strict=False)
        except ValueError:
            continue
        found |= dict.fromkeys(_nodes(document))
    yield from found


def _nodes(node: Any) -> Iterator[Start]:
    if isinstance(node, list):
        for item in node:
            yield from _nodes(item)
    elif isinstance(node, dict):
        if str(node.get("@type", "")).endswith("Event") and "startDate" in node:
            yield name_of(node["name"]), from_text(node["startDate"])
        for value in node.values():
            yield from _nodes(value)


def h_event(path: Path) -> Iterator[Start]:
    """Yield (name, start) of the items that the official JSON beside a test page says it holds."""
    twin = path.with_suffix(".json")
    if path.suffix != ".html" or not twin.exists():
        return
    for item in json.loads(twin.read_bytes())["items"]:
        own = item["properties"]
        if "start" in own and "h-event" in item["type"]:
            yield name_of(own["name"][0]), from_text(own["start"][0])
