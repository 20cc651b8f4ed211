"""Content lines and components of iCalendar (RFC 5545, section 3); one bad line costs only itself."""

import quopri
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from services.events.ingest.parse.wire.charset import code_page, decoded, is_text_codec

_FOLD = re.compile(rb"\r*\n[ \t]")
_SOFT_BREAK = re.compile(rb"=\r?\n(?![A-Z-]{2,40}[;:])")
_LINE_END = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"([A-Za-z0-9-]+)(?=[;:])")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"(?:,"[^"]*")*|[^";:]*)')
_ESCAPE = re.compile(r"\\([\\;,nN])")
_SPECIAL = re.compile(r"[\\;,]")
_BARE_ENCODING = re.compile(r";(QUOTED-PRINTABLE)(?=[;:])", re.IGNORECASE)
MAX_LINE: Final = 200_000
_LONGEST_HEAD: Final = 200
_AT_ONCE: Final = 65_536
"""Characters parted into lines together."""
MAX_DEPTH: Final = 8
_HELD_BY_NONE: Final[Mapping[str, frozenset[str]]] = {
    "VEVENT": frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VALARM"}),
    "VCALENDAR": frozenset({"VCALENDAR"}),
}
"""Blocks that stand in none of these (RFC 5545, 3.6)."""


_NO_PARAMETERS: Final[Mapping[str, str]] = MappingProxyType({})
"""Shared, for most properties have none and a document may have a hundred thousand."""


class Property(NamedTuple):
    """One content line: upper-case name, upper-case parameter names, the value as written.

    A tuple, for a document may hold a hundred thousand, and a dataclass takes thrice as long to make.
    """

    name: str
    value: str
    parameters: Mapping[str, str] = _NO_PARAMETERS

    @property
    def text(self) -> str:
        r"""The value as TEXT: `\n`, `\,`, `\;` and `\\` undone."""
        value = (
            _printable(self)
            if "QUOTED-PRINTABLE" in self.parameters.get("ENCODING", "").upper()
            else self.value
        )
        if "\\" not in value:
            return value
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


@dataclass(slots=True)
class Component:
    """A BEGIN/END block with its own properties and the blocks within it.

    `line` counts unfolded lines, or whatever `unit` says in other notations; `ingest.line_numbers` tells
    them as they are written.
    """

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    children: list["Component"] = field(default_factory=list)
    unit: str = "line"
    _firsts: dict[str, Property] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def where(self) -> str:
        """Say where it stands, for reports."""
        return f"{self.unit} {self.line}"

    def first(self, name: str) -> Property | None:
        """Return the first property of that name that has a value. Once asked, it is to get no more."""
        if self._firsts is None:  # asked forty times of an event, mostly for what it does not tell
            self._firsts = {found.name: found for found in reversed(self.properties) if found.value}
        return self._firsts.get(name)

    def every(self, name: str) -> list[Property]:
        """Return all properties of that name."""
        return [found for found in self.properties if found.name == name]

    def text(self, name: str) -> str | None:
        """Return the first value of that name as trimmed text, None when absent or blank."""
        found = self.first(name)
        return (found.text.strip() or None) if found else None


def unfolded(body: bytes, charset: str | None = None) -> str:
    """Return the text with its folded lines joined: on bytes, for a fold may cut a character in two.

    `charset` is what the sender names. Of a stream that is not of one piece each line is read by itself.
    """
    if b"QUOTED-PRINTABLE" in body:
        body = _SOFT_BREAK.sub(b"", body)
    joined = _joined(body)
    try:
        return joined.decode("utf-8")
    except UnicodeDecodeError:
        page = charset if charset and is_text_codec(charset) else code_page(joined)
    return "\n".join(_line(line, page) for line in joined.split(b"\n"))


def _joined(body: bytes) -> bytes:
    """Take the folds out: at once where all are alike, as one writer writes them, in a tenth of the time."""
    mark = b"\r\n " if b"\r\n " in body else b"\n "
    if b"\n\t" in body or b"\r" + mark in body or body.count(mark) != body.count(b"\n "):
        return _FOLD.sub(b"", body)
    return body.replace(mark, b"")


def _line(line: bytes, page: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(page, "replace")


def _printable(found: Property) -> str:
    """Undo the encoding of vCalendar 1.0, which mobile phones and old office programs still write."""
    raw = quopri.decodestring(found.value.encode("utf-8", "replace"))
    return decoded(raw, found.parameters.get("CHARSET"))


def read_components(text: str) -> list[Component]:
    """Return the outermost components; blocks left open or closed out of turn are tolerated."""
    root = Component("", 0)
    stack = [root]
    for number, line in enumerate(_lines(text), 1):
        found = _property(line)
        if found is None:
            continue
        if found.name == "BEGIN":
            _open(stack, found.value.strip().upper(), number)
        elif found.name == "END":
            _close(stack, found.value.strip().upper())
        else:
            stack[-1].properties.append(found)
    return root.children


def _lines(text: str) -> Iterator[str]:
    """Yield one line after the other: all at once would take as much again as the document."""
    start = 0
    if end := _one_line_end(text):
        while (cut := text.find(end, start + _AT_ONCE)) >= 0:
            yield from text[start:cut].split(end)
            start = cut + len(end)
        yield from text[start:].split(end)
        return
    for found in _LINE_END.finditer(text):
        yield text[start : found.start()]
        start = found.end()
    yield text[start:]


def _one_line_end(text: str) -> str | None:
    """Return what ends each line of a text, None where several do: a plain split takes a third as long."""
    if "\r" not in text:
        return "\n"
    count = text.count("\r\n")
    return "\r\n" if count == text.count("\r") == text.count("\n") else None


def written(text: str) -> str:
    r"""Return the text as a TEXT value is written: what `Property.text` undoes."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def walk(components: list[Component], name: str) -> Iterator[Component]:
    """Yield every component of that name among the given ones and their direct children."""
    for component in components:
        if component.name == name:
            yield component
        yield from (child for child in component.children if child.name == name)


def _open(stack: list[Component], name: str, line: int) -> None:
    # What cannot hold it was left open, its END lost: the neighbour must not be swallowed.
    while name in _HELD_BY_NONE and any(open_.name in _HELD_BY_NONE[name] for open_ in stack):
        stack.pop()
    component = Component(name, line)
    stack[-1].children.append(component)
    if len(stack) < MAX_DEPTH:
        stack.append(component)


def _close(stack: list[Component], name: str) -> None:
    if any(component.name == name for component in stack[1:]):
        while stack.pop().name != name:
            pass


def _property(line: str) -> Property | None:
    """Read one line; what stands before the first colon most lines have in common with others."""
    head, colon, value = line.partition(":")
    if (
        not colon
        or len(head) > _LONGEST_HEAD
        or '"' in head
        or (";" in head and "QUOTED" in line[:200].upper())
    ):
        return _parsed(line)
    found = _of_head(head)
    return Property(found.name, value[:MAX_LINE], found.parameters) if found else None


def _parsed(line: str) -> Property | None:
    name = _NAME.match(line, 0, MAX_LINE)
    if name is None:
        return None
    position, parameters = name.end(), dict[str, str]()
    if line[position] == ":":
        return Property(sys.intern(name[1].upper()), line[position + 1 : position + 1 + MAX_LINE])
    line = _BARE_ENCODING.sub(r";ENCODING=\1", line, count=1) if "QUOTED" in line[:200].upper() else line
    # A list of quoted values costs the pattern memory for each of them, so what is too long is not looked at.
    while found := _PARAMETER.match(line, position, MAX_LINE):
        parameters[found[1].upper()] = found[2].strip('"')
        position = found.end()
    colon = line.find(":", position)
    if colon < 0:
        # Quotes that close behind the value and not before it: `TZID="Berlin:20270519T190000"`.
        return _parsed(line.replace('"', "")) if '"' in line else None
    value = line[colon + 1 : colon + 1 + MAX_LINE]
    return Property(sys.intern(name[1].upper()), value, parameters or _NO_PARAMETERS)


@lru_cache(maxsize=2_000)
def _of_head(head: str) -> Property | None:
    """Return a line's name and parameters, its value empty."""
    return _parsed(f"{head}:")
