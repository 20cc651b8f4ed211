"""TOML that harms: tables and keys that nest, strings that never close, tables without number."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import MOST_CHARACTERS, Document, filled, whole

_EVENT: Final = b"[[events]]\ntitle = 'Good'\ndate = 2027-05-19\ncity = 'Berlin'\n"
_READ: Final = 490_000
"""Just what is still read."""


def documents() -> Iterator[Document]:
    """Yield the documents."""
    for name, part in {
        "arrays": b"[",
        "inline tables": b"{a=",
        "dotted keys": b"a.",
        "texts": b"'''a",
        "quotes": b'"',
        "comments": b"#x\n",
        "escapes": b"\\u0041",
        "digits": b"9",
        "equals": b"=",
    }.items():
        yield whole(f"toml of {name}", partial(filled, part, _EVENT + b"a = ", b"", _READ))
    for name, line in {
        "tables": b"[[events]]\n",
        "full tables": _EVENT,
        "deep tables": b"[[a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p]]\n",
        "wrong kinds": b"[[events]]\ntitle = [1, {a = 1}]\ndate = 99:99:99\n",
        "times": b"[[events]]\ntitle = 'Bad'\ndate = 2027-05-19T08:00:00.999999999+23:59\ncity = true\n",
    }.items():
        yield whole(f"toml many {name}", partial(filled, line, _EVENT, b"", _READ))
    yield whole("toml one list", lambda: _EVENT + b"[[events]]\ntitle = 3\ndate = inf\ncity = nan\n")
    yield whole("toml too long", lambda: filled(_EVENT, b"", b"", MOST_CHARACTERS))
