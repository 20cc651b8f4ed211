"""Lists in Org mode, reStructuredText and the markup of wikis, read as the Markdown they would be.

Formats: https://orgmode.org/manual/ (headlines, links, timestamps, properties, tables)
and https://docutils.sourceforge.io/docs/ref/rst/ .
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from services.events.ingest.model import Outcome
from services.events.ingest.parse.lists.markdown_list import parse_markdown
from services.events.ingest.parse.lists.mediawiki import MARKS, from_mediawiki
from services.events.ingest.parse.wire.parsed import Parsed, refused

FORMAT: Final = "light_markup"
_HEAD: Final = 20_000
_NONE: Final = Outcome.UNSUPPORTED_FORMAT
_LONGEST: Final = 4000
_ORG: Final = re.compile(
    r"^#\+[A-Za-z_]{1,30}:|^[ \t]*:PROPERTIES:[ \t]*$|\[\[https?:[^\[\]\n]{1,500}\]\["
    r"|<(?:19|20)\d\d-\d\d-\d\d [^\W\d]",
    re.MULTILINE,
)
_RST: Final = re.compile(r"^\.\. [\w|_]|`[^`<\n]{1,200} <https?://[^>\n]{1,500}>`_", re.MULTILINE)
_OF_WIKIS: Final = (".mediawiki", ".wiki")
_OTHER: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)
"""A heading of Markdown, which none of the others has; in a wiki it is an item of a numbered list."""

_STAMP: Final = (
    r"[<\[]((?:19|20)\d\d-\d\d-\d\d)(?: [^\W\d]{1,12}\.?)?(?: (\d{1,2}:\d\d(?:-\d{1,2}:\d\d)?))?"
    r"[^<>\[\]\n]{0,20}[>\]]"
)
_SPAN: Final = re.compile(rf"{_STAMP}(?:--{_STAMP})?")
_ORG_LINK: Final = re.compile(r"\[\[([^\[\]\n]{1,1000})\](?:\[([^\[\]\n]{1,300})\])?\]")
_HEADLINE: Final = re.compile(
    r"(\*{1,6})[ \t]+(?:(?:TODO|DONE)[ \t]+)?(\S.{0,400}?)(?:[ \t]+:[\w@:]{1,80}:)?[ \t]*"
)
_PROPERTY: Final = re.compile(
    r"[ \t]*:(LOCATION|PLACE|URL|LINK|DATE|END_DATE|CITY|VENUE):[ \t]+(\S.*)", re.IGNORECASE
)
_PLANNED: Final = re.compile(r"[ \t]*SCHEDULED:[ \t]*(\S.*)")
_UNSAID: Final = re.compile(r"[ \t]*(?::[\w-]{1,40}:.*|#\+.*|DEADLINE:.*|CLOSED:.*)")
_ORG_RULE: Final = re.compile(r"[ \t]*\|[-+]{3,}\|?[ \t]*")

_RST_LINK: Final = re.compile(r"`([^`<\n]{1,300}?)\s*<([^<>`\s]{1,1000})>`__?")
_RST_TARGET: Final = re.compile(
    r"^\.\.[ \t]+_`?([^:`\n]{1,200})`?: (https?://\S{1,1000})[ \t]*$", re.MULTILINE
)
_RST_NAMED: Final = re.compile(r"`([^`<\n]{1,200})`_|(?<![\w`])(\w{2,60})_(?!\w)")
"""A link that names its address elsewhere: `` `Ours`_ ``, and below `.. _Ours: https://…`."""
_UNDERLINE: Final = re.compile(r"([=\-~^\"*+#`:.'_])\1{2,200}[ \t]*")
_DIRECTIVE: Final = re.compile(r"[ \t]*\.\.(?: .*)?|[ \t]*:[\w-]{1,40}:(?: .*)?")


def parse_light_markup(text: str, url: str) -> Parsed | None:
    """Read the list; None when the text is in none of these."""
    write = _writer(text[:_HEAD], urlsplit(url).path.lower() if "\x00" not in url else "")
    if write is None:
        return None
    # What is written so is no Markdown, and is not looked through again.
    return _read(write, text, url) or refused("text", _NONE, _NONE.value)


def parse_wiki(text: str, url: str) -> Parsed | None:
    """Read a page of a wiki that begins with a bracket, `{{Events}}`; None when it holds no events."""
    return _read(from_mediawiki, text, url) if MARKS.search(text[:_HEAD]) else None


def _read(write: "Writer", text: str, url: str) -> Parsed | None:
    written = "\n".join(write(text.splitlines()))
    parsed = parse_markdown(written, url)
    return replace(parsed, format=FORMAT) if parsed else None


Writer = Callable[[list[str]], Iterator[str]]


def _writer(head: str, path: str) -> Writer | None:
    if path.endswith(_OF_WIKIS):
        return from_mediawiki
    if _OTHER.search(head):
        return None
    for ending, marks, write in (
        (_OF_WIKIS, MARKS, from_mediawiki),
        (".org", _ORG, _of_org),
        (".rst", _RST, _of_rst),
    ):
        if path.endswith(ending) or marks.search(head):
            return write
    return None


def _of_org(lines: list[str]) -> Iterator[str]:
    for line in lines:
        is_stamp = _SPAN.fullmatch(line[:_LONGEST].strip())
        line = _SPAN.sub(_days, line[:_LONGEST])  # noqa: PLW2901
        line = _ORG_LINK.sub(lambda found: f"[{found[2] or found[1]}]({found[1]})", line)  # noqa: PLW2901
        if headline := _HEADLINE.fullmatch(line):
            yield f"{'#' * len(headline[1])} {headline[2]}"
        elif said := _PROPERTY.fullmatch(line):
            yield f"{said[1].capitalize().replace('_', ' ')}: {said[2]}"
        elif planned := _PLANNED.fullmatch(line):
            yield f"Date: {planned[1]}"
        elif is_stamp:
            yield f"Date: {line.strip()}"
        elif _ORG_RULE.fullmatch(line):
            yield line.strip().replace("+", "|")
        elif line.upper().startswith("#+TITLE:"):
            yield f"title: {line[8:].strip()}"
        else:
            yield "" if _UNSAID.fullmatch(line) else line


def _days(found: re.Match[str]) -> str:
    """Write a timestamp, or a span of two, as its days; a time of day stands behind the day."""
    first, clock, last = found[1], found[2], found[3]
    return f"{first} - {last}" if last and last != first else f"{first} {clock}" if clock else first


def _of_rst(lines: list[str]) -> Iterator[str]:
    """Write each line; a heading is told by the line below it, its level by when that sign came first."""
    levels: list[str] = []
    linked = _to_targets(lines)
    for number, line in enumerate(lines):
        below = lines[number + 1][:_LONGEST] if number + 1 < len(lines) else ""
        under = (
            _UNDERLINE.fullmatch(below)
            if line.strip() and not _UNDERLINE.fullmatch(line[:_LONGEST])
            else None
        )
        if under and len(below.strip()) >= len(line.strip()):
            if under[1] not in levels:
                levels.append(under[1])
            yield f"{'#' * min(levels.index(under[1]) + 1, 6)} {linked(line.strip())}"
        elif _UNDERLINE.fullmatch(line[:_LONGEST]) or _DIRECTIVE.fullmatch(line[:_LONGEST]):
            yield ""
        else:
            yield linked(_RST_LINK.sub(r"[\1](\2)", line[:_LONGEST]))


def _to_targets(lines: list[str]) -> Callable[[str], str]:
    """Return what writes the links of a line that name their address elsewhere with it in place."""
    known = {name.casefold(): url for name, url in _RST_TARGET.findall("\n".join(lines))}

    def address(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        url = known.get(name.casefold())
        return f"[{name}]({url})" if url else found[0]

    return lambda line: _RST_NAMED.sub(address, line) if known and "_" in line else line
