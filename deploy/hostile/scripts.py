"""Lists kept as scripts that harm: what never closes, what nests, what computes, and lists without number."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import MOST_CHARACTERS, Document, filled, whole

_ITEM: Final = b"{ title: 'Good', date: '2027-05-19', city: 'Berlin' }"
_GOOD: Final = b"export const good = [ " + _ITEM + b" ];\n"
_OPEN: Final = b"export const events: Event[] = [ "


def documents() -> Iterator[Document]:
    """Yield the scripts."""
    for name, part in {
        "brackets": b"[",
        "braces": b"{a:",
        "closing brackets": b"]",
        "double quotes": b'"',
        "single quotes": b"'a\\'",
        "templates": b"`a",
        "template values": b"`${`",
        "comments": b"/*",
        "line comments": b"//x\n",
        "slashes": b"/",
        "escapes": b"'\\u0041\\n',",
        "lone surrogates": b"'\\ud800',",
        "commas": b",",
        "dates": b"new Date('",
        "calls": b"f(",
        "words": b"word ",
        "keys": b"a: ",
        "anchors": b"&a [*a,",
        "tags": b"!!python/object/apply:os.system ",
        "documents": b"\n---\n",
    }.items():
        yield whole(f"script {name}", partial(filled, part, _GOOD + _OPEN, b"", MOST_CHARACTERS))
        yield whole(f"script closed {name}", partial(filled, part, _GOOD + _OPEN, b" ];\n", 100_000))
    for name, line in {
        "lists": _OPEN + b"];\n",
        "unclosed lists": _OPEN + b"\n",
        "full lists": _OPEN + _ITEM + b" ];\n",
        "names": b"export const " + b"a" * 80 + b"\n",
        "types": b"const a: " + b"A<" * 40 + b"\n",
        "defaults": b"export default\n",
    }.items():
        yield whole(f"script of {name}", partial(filled, line, _GOOD, b"", MOST_CHARACTERS))
    yield whole("script of items", lambda: filled(_ITEM + b",\n", _OPEN, b"];\n", MOST_CHARACTERS))
    yield whole("script of half an item", lambda: _GOOD + _OPEN + _ITEM[:-30])
