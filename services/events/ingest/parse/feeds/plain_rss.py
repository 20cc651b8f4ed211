"""RSS of plain elements, read in one pass: what feedparser would tell of it, at a tenth of what that takes.

Most feeds of events are of this kind. Whatever feedparser takes for more than the text of an element (markup
within one, a document type, a base, an element of which it has rules of its own) is left to it.
"""

from collections.abc import Mapping
from typing import Any, Final
from xml.parsers import expat

import feedparser

from services.events.ingest.parse.feeds.plain_element import NotPlainError, add, said

_PREFIXES: Final[Mapping[str, str]] = {
    uri.lower(): name for uri, name in feedparser.api.StrictFeedParser.namespaces.items()
}
"""What it calls a namespace, whatever prefix a document gives it; those of RSS and Atom have none."""
_USERLAND, _XLINK = "backend.userland.com/rss", "http://www.w3.org/1999/xlink"
_DAYS: Final = frozenset({"pubdate", "lastbuilddate", "dc_date"})
_NOT_OUTSIDE: Final = frozenset(
    {"published", "issued", "updated", "modified", "dcterms_issued", "dcterms_modified", "body", "content",
     "content_encoded", "fullitem", "xhtml_body", "item", "entry", "feed", "channel", "rss"}
)  # fmt: skip
"""What outside an entry tells days in other words, or would be taken for an entry or part of one."""
_ROOT, _CHANNEL, _ITEM, _FIELD = 1, 2, 3, 4
"""How deep elements stand."""


def read_plain_rss(body: bytes) -> dict[str, Any] | None:
    """Return `feed` and `entries`, dates as they are written; None where feedparser is to read."""
    reading = _Reading(is_ascii=body.isascii())
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.XmlDeclHandler = reading.declare
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.hear
    try:
        parser.Parse(body, True)
    except (NotPlainError, expat.ExpatError):
        return None
    return {"feed": reading.channel, "entries": reading.entries}


def _refuse(*_declaration: object) -> None:
    raise NotPlainError


class _Reading:
    """What expat calls; depth alone tells what an element is."""

    def __init__(self, *, is_ascii: bool) -> None:
        self.channel: dict[str, Any] = {}
        self.entries: list[dict[str, Any]] = []
        self._is_told = is_ascii
        self._depth = 0
        self._uris: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._entry: dict[str, Any] | None = None
        self._field = ""
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []

    def declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Note the encoding; where none is declared feedparser guesses, and any other is for it to decode."""
        self._is_told = self._is_told if encoding is None else encoding.lower() == "utf-8"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._depth += 1
        if self._depth == _ROOT:
            self._open_root(name, attributes)
            return
        self._field, self._attributes, self._pieces = self._name_of(name), attributes, []
        if attributes and not attributes.keys().isdisjoint(("base", "lang", "xmlns")):
            raise NotPlainError
        if self._depth > _FIELD or any(":" in attribute for attribute in attributes):
            raise NotPlainError
        if self._depth == _CHANNEL:
            _check(self._field == "channel" and not attributes)
        elif self._depth == _ITEM and self._field == "item":
            _check(not attributes)
            self._entry = {}
        elif self._entry is None:
            _check(self._field not in _NOT_OUTSIDE and not (self._depth == _FIELD and self._field in _DAYS))

    def hear(self, text: str) -> None:
        """Take a piece of text."""
        self._pieces.append(text)

    def end(self, _name: str) -> None:
        """Close an element."""
        if self._depth == _FIELD and self._entry is not None:
            add(self._entry, self._field, self._attributes, said(self._pieces))
            self._pieces = []
        elif self._depth == _ITEM and self._entry is not None:
            self.entries.append(self._entry)
            self._entry = None
        elif self._depth == _ITEM and self._field in _DAYS:
            add(self.channel, self._field, {}, said(self._pieces))
        self._depth -= 1

    def _open_root(self, name: str, attributes: Mapping[str, str]) -> None:
        _check(self._is_told and name.lower() == "rss")
        for attribute, value in attributes.items():
            if attribute == "version":
                continue
            uri = value.lower()
            _check(attribute.startswith("xmlns") and uri not in {"", _XLINK})
            self._uris[attribute.removeprefix("xmlns").removeprefix(":")] = uri
        _check(not _known(self._uris.get("", ""), "") and len({*self._uris.values()}) == len(self._uris))

    def _name_of(self, written: str) -> str:
        """Return the name by which feedparser knows an element, `ev_startdate`."""
        found = self._names.get(written)
        if found is None:
            found = self._names[written] = self._named(written)
        return found

    def _named(self, written: str) -> str:
        given, colon, name = written.rpartition(":")
        if not colon:
            return written.lower()
        _check(given in self._uris and bool(name))
        prefix = _known(self._uris[given], given).lower()
        # A document may mean something else by a prefix that is feedparser's.
        prefix = _known(self._uris[prefix], prefix) if prefix in self._uris else prefix
        return f"{prefix}_{name}".lower() if prefix else name.lower()


def _known(uri: str, prefix: str) -> str:
    return "" if _USERLAND in uri else _PREFIXES.get(uri, prefix)


def _check(is_plain: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_plain:
        raise NotPlainError
