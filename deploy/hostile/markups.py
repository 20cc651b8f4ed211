"""Org, reStructuredText and wikis that harm: what never closes, headings and cells in masses."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import Document, filled, whole

_ORG: Final = b"#+TITLE: Events\n* Good\n<2027-05-19 Wed>\n:LOCATION: Berlin\n"
_RST: Final = b"Events\n======\n\n.. note::\n\n* 19 May 2027: `Good <https://good.example>`_\n"
_WIKI: Final = b"== Events ==\n\n* 19 May 2027: [https://good.example Good], Berlin\n"
_MOST: Final = 1_000_000


def documents() -> Iterator[Document]:
    """Yield the documents."""
    bait = b"- <2027-05-19 Wed>--<9999-99-99 Xxx 99:99-99:99> [[https://x][" + b"x" * 500 + b"\n"
    yield whole("org one list", lambda: _ORG + bait)
    for name, head, part in (
        ("org brackets", _ORG, b"["),
        ("org links", _ORG, b"[[a]["),
        ("org stamps", _ORG, b"<2027-05-19 Wed>--"),
        ("org headlines", _ORG, b"* Talk, 19 May 2027\n"),
        ("org tags", _ORG, b"* a" + b" :a" * 100 + b"\n"),
        ("rst links", _RST, b"`a <"),
        ("rst headings", _RST, b"aaaaaaa\n=======\n"),
        ("rst lines", _RST, b"="),
        ("rst targets", _RST + b".. _a: https://a.example\n", b"`a`_ a_ "),
        ("wiki links", _WIKI, b"[https://a "),
        ("wiki pages", _WIKI, b"[[a|"),
        ("wiki templates", _WIKI, b"{{a"),
        ("wiki headings", _WIKI, b"=a"),
        ("wiki cells", _WIKI + b"{|\n! Date !! Event\n", b"| style=a | xx || Lathes\n|-\n"),
        ("wiki attributes", _WIKI + b"{|\n", b"| " + b"a=b " * 500 + b"| x\n"),
    ):
        yield whole(f"markup {name}", partial(filled, part, head, b"", _MOST))
