"""Lists of events that a site keeps as a script: `export const events: Event[] = [{ name: 'A', … }];`.

Only literals are read, as YAML reads them; nothing of the script is run, and one that computes is no list.
A call that is given one text, `new Date('2027-05-19')`, stands for that text.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from services.events.ingest.model import Rejected
from services.events.ingest.parse.lists.yaml_list import FORMAT, parse_flow
from services.events.ingest.parse.wire.parsed import Parsed

_ASSIGNED: Final = re.compile(
    r"^[ \t]{0,8}(?:export\s+default|module\.exports\s*=|(?:export\s+)?(?:const|let|var)\s+[\w$]{1,80}"
    r"(?:\s*:\s*[\w$<>\[\], ]{1,80})?\s*="
    r"|[A-Za-z_$][\w$]{0,60}+(?:(?:\.[\w$]{1,60}+){1,4}\s*+=|\s*+=(?=\s*+\[\s*+\{)))\s*(?=[\[{])",
    re.MULTILINE,
)
_PIECE: Final = re.compile(
    r"""(?P<comment>//[^\n]*+|/\*(?>.*?\*/))"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\$]|\\.|\$(?!\{))*+`)"""
    r"""|(?P<broken>["'`]|/\*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<plain>[^\[\]{}"'`/]++|.)""",
    re.DOTALL,
)
"""What is never closed is broken, and ends the look: nothing is looked through twice."""
_CALL: Final = re.compile(
    r'(?<![\w$.])(?:new\s{1,8})?[A-Za-z_$][\w$.]{0,60}\(\s{0,80}("(?:[^"\\]|\\.)*+")\s{0,80}\)'
)
"""A call that is given one text and nothing else, after all texts are quoted alike."""
_PARTS_OF_DATE: Final = re.compile(
    r"\bnew\s{1,8}Date\(\s{0,8}((?:19|20)\d\d)\s{0,8},\s{0,8}(\d{1,2})\s{0,8},\s{0,8}(\d{1,2})"
    r"(?:\s{0,8},\s{0,8}(\d{1,2})(?:\s{0,8},\s{0,8}(\d{1,2}))?)?(?:\s{0,8},\s{0,8}\d{1,4}){0,2}\s{0,8}\)"
)
"""A date by its parts, of which the month counts from nought: `new Date(2027, 4, 19, 18, 30)`."""
_TIGHT: Final = re.compile(r"\":(?=[\"\[{\d])")
"""A quoted key with its value behind it at once, which YAML takes for no key."""
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|\r?\n|(.))", re.DOTALL)
_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " ", "0": ""}
_MOST_LISTS: Final = 20
_MOST_UNCLOSED: Final = 2
"""Lists without an end: each is looked for to the end of the script."""
_MOST_PIECES: Final = 300_000


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as YAML; `is_cut` where it has more pieces than are read."""

    text: str
    is_cut: bool


def parse_script(text: str, url: str) -> Parsed | None:
    """Read every list that is assigned to a name; None where none of them is of events."""
    found = [parsed for literal in _literals(text) if (parsed := _parsed(literal, url))]
    if not found:
        return None
    listings = tuple(listing for parsed in found for listing in parsed.listings)
    return Parsed(FORMAT, listings, tuple(refused for parsed in found for refused in parsed.rejected))


def _parsed(literal: Literal, url: str) -> Parsed | None:
    parsed = parse_flow(literal.text, url)
    if parsed is None or not literal.is_cut:
        return parsed
    return replace(parsed, rejected=(*parsed.rejected, Rejected("cut_off_too_many_nodes", "document")))


def _literals(text: str) -> Iterator[Literal]:
    """Yield the values that are assigned."""
    unclosed = 0
    for found in islice(_ASSIGNED.finditer(text), _MOST_LISTS):
        literal = _literal(text, found.end())
        if literal is not None:
            dated = _PARTS_OF_DATE.sub(_day_of_parts, _TIGHT.sub('": ', literal.text))
            yield replace(literal, text=_CALL.sub(lambda call: call[1], dated))
            continue
        unclosed += 1
        if unclosed == _MOST_UNCLOSED:
            return


def _literal(text: str, begin: int) -> Literal | None:
    """Return the value that begins there, a list too long up to its last whole item; None without an end."""
    parts, depth, whole = [], 0, 0
    for kind, piece in islice(_pieces(text, begin), _MOST_PIECES):
        depth += (kind == "open") - (kind == "close")
        parts.append(piece)
        if depth == 0 or kind == "broken":
            return None if depth else Literal("".join(parts), is_cut=False)
        if depth == 1 and kind == "close":
            whole = len(parts)
    is_cut_list = whole and len(parts) == _MOST_PIECES and parts[0] == "["
    return Literal("".join((*parts[:whole], "]")), is_cut=True) if is_cut_list else None


def _day_of_parts(found: re.Match[str]) -> str:
    year, month, day, hour, minute = found.groups()
    text = f"{year}-{int(month) + 1:02}-{int(day):02}"
    return f'"{text}T{int(hour):02}:{int(minute or 0):02}"' if hour else f'"{text}"'


def _pieces(text: str, begin: int) -> Iterator[tuple[str, str]]:
    for found in _PIECE.finditer(text, begin):
        kind, piece = found.lastgroup or "plain", found[0]
        if kind == "text":
            yield kind, json.dumps(_ESCAPED.sub(_unescaped, piece[1:-1]), ensure_ascii=False)
        elif kind != "comment":
            yield kind, piece


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _SIGNS.get(found[2], found[2]) if found[2] else ""
