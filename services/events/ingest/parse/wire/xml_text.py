"""XML without its dangers: declarations in a document type, an entity or absurd nesting end the reading.

The parser itself reports a document type, so that no encoding or odd spacing hides one from us.
"""

import re
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from services.events.ingest.model import Rejected

_RECODED: Final = re.compile(rb"""<\?xml[^>]{0,100}encoding=["']utf-?16""", re.IGNORECASE)
MAX_DEPTH: Final = 50
MAX_ELEMENTS: Final = 300_000


class XmlRefusedError(ValueError):
    """The document is not read on; the message is a stable reason code."""


def read_xml(body: bytes) -> tuple[Element | None, Rejected | None]:
    """Return the root, and why reading stopped before the end if it did; what came before is kept."""
    building = _Building()
    # What was UTF-16 has been recoded before it comes here; its declaration still says otherwise.
    parser = expat.ParserCreate("utf-8" if _RECODED.match(body) else None)
    parser.buffer_text = True
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.tree.data
    parser.StartDoctypeDeclHandler = _check_document_type
    parser.EntityDeclHandler = _refuse_entity
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
        self._depth = self._elements = 0

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


def _check_document_type(_name: str, _system: str | None, _public: str | None, has_own: bool) -> None:  # noqa: FBT001
    """Refuse declarations within the document; a mere name of a type is never looked up."""
    if has_own:
        raise XmlRefusedError("document_type")


def _refuse_entity(*_declaration: object) -> None:
    raise XmlRefusedError("document_type")


def child_text(element: Element, name: str) -> str | None:
    """Return the trimmed text of the first child of that name, None when it is absent or blank."""
    return (element.findtext(name) or "").strip() or None
