"""XML without its dangers: the declaration of an entity or absurd nesting ends the reading.

The parser itself reports a declaration, so that no encoding or odd spacing hides one from us. A grammar of
elements and attributes says nothing of ours and is not held against a document.
"""

import re
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from services.events.ingest.model import Rejected

_RECODED: Final = re.compile(rb"""<\?xml[^>]{0,100}encoding=["']utf-?16""", re.IGNORECASE)
MAX_DEPTH: Final = 50
MAX_ELEMENTS: Final = 300_000
MAX_DECLARED: Final = 500
"""Attributes that a grammar may declare: the parser looks through all of them for each."""


class XmlRefusedError(ValueError):
    """The document is not read on; the message is a stable reason code."""


def read_xml(body: bytes) -> tuple[Element | None, Rejected | None]:
    """Return the root, and why reading stopped before the end if it did; what came before is kept."""
    building = _Building()
    # What was UTF-16 has been recoded before it comes here; its declaration still says otherwise.
    parser = expat.ParserCreate("utf-8" if _RECODED.match(body) else None)
    parser.buffer_text = True
    # What a grammar gives an attribute that is not written would be in every element.
    parser.specified_attributes = True
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.tree.data
    parser.EntityDeclHandler = _refuse_entity
    parser.AttlistDeclHandler = building.declare
    try:
        parser.Parse(body, True)
    except XmlRefusedError as refused:
        return building.root, Rejected(f"cut_off_{refused}", "document")
    except (expat.ExpatError, ValueError, LookupError) as error:
        return building.root, Rejected("cut_off_malformed", f"line {getattr(error, 'lineno', 1)}")
    return building.root, None


class _Building:
    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self.root: Element | None = None
        self._depth = self._elements = self._declared = 0

    def declare(self, *_declaration: object) -> None:
        """Count an attribute that the grammar declares."""
        self._declared += 1
        if self._declared > MAX_DECLARED:
            raise XmlRefusedError("document_type")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise XmlRefusedError("nested_too_deep")
        if self._elements > MAX_ELEMENTS:
            raise XmlRefusedError("too_many_elements")
        element = self.tree.start(name, attributes)
        self.root = element if self.root is None else self.root

    def end(self, name: str) -> None:
        """Close an element."""
        self._depth -= 1
        self.tree.end(name)


def _refuse_entity(*_declaration: object) -> None:
    """Refuse a document that declares an entity, before any use; what stands elsewhere is never looked up."""
    raise XmlRefusedError("document_type")


def child_text(element: Element, name: str) -> str | None:
    """Return the trimmed text of the first child of that name, None when it is absent or blank."""
    return (element.findtext(name) or "").strip() or None
