"""Lists of events in XML of no known format, by the names of their elements as JSON is by its keys."""

from typing import Final
from xml.etree.ElementTree import Element

from services.events.ingest.parse.lists.json_list import parse_json_list
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed
from services.events.ingest.parse.wire.xml_text import read_xml

FORMAT: Final = "xml"


def parse_xml_list(body: bytes, url: str) -> Parsed | None:
    """Read a list of events; None when the document is XML of something else."""
    root, stopped = read_xml(body)
    if root is None:
        return None
    parsed = parse_json_list({_name(root): _as_json(root)}, url)
    if parsed is None:
        return None
    return Parsed(FORMAT, parsed.listings, (*parsed.rejected, *((stopped,) if stopped else ())))


def _as_json(element: Element) -> Json:
    """Return an element's text, or its attributes and children by name; what repeats is a list."""
    text = (element.text or "").strip()
    if not len(element) and not element.attrib:
        return text
    if _is_container(element):
        return [_as_json(child) for child in element]
    held: dict[str, list[Json]] = {name: [value] for name, value in element.attrib.items()}
    for child in element:
        held.setdefault(_name(child), []).append(_as_json(child))
    if text and not len(element):
        held.setdefault("text", []).append(text)
    return {name: values if len(values) > 1 else values[0] for name, values in held.items()}


def _is_container(element: Element) -> bool:
    """Tell an element that only holds others called as it is, each of them one: `<events><event>…`."""
    names = {_name(child) for child in element}
    only = names.pop() if len(names) == 1 and not element.attrib else ""
    return bool(only) and _name(element).lower() == f"{only.lower()}s"


def _name(element: Element) -> str:
    """Return the name without the prefix of its namespace."""
    return str(element.tag).rpartition(":")[2]
