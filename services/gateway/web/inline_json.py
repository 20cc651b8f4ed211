"""JSON inside a page."""

from markupsafe import Markup

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def inline_json(document: bytes) -> Markup:
    """Return JSON that no parser of HTML can take for the end of its `script` element (HTML, 4.12.1.3)."""
    return Markup(document.decode().translate(_ESCAPES))  # noqa: S704 - escaped in the line itself
