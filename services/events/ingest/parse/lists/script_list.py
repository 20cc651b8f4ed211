"""Lists of events that a site keeps as a script: `export const events: Event[] = [{ name: 'A', … }];`.

Only literals are read, as YAML reads them; nothing of the script is run, and one that computes is no list.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.lists.yaml_list import parse_flow
from services.events.ingest.parse.wire.parsed import Parsed

_ASSIGNED: Final = re.compile(
    r"^[ \t]{0,8}(?:export\s+default|module\.exports\s*=|(?:export\s+)?(?:const|let|var)\s+[\w$]{1,80}"
    r"(?:\s*:\s*[\w$<>\[\], ]{1,80})?\s*=)\s*(?=[\[{])",
    re.MULTILINE,
)
_PIECE: Final = re.compile(
    r"""(?P<comment>//[^\n]*+|/\*(?>.*?\*/))"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\$]|\\.|\$(?!\{))*+`)"""
    r"""|(?P<broken>["'`]|/\*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<plain>[^\[\]{}"'`/]++|.)""",
    re.DOTALL,
)
"""What is never closed is broken, and ends the look: nothing is looked through twice."""
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|\r?\n|(.))", re.DOTALL)
_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " ", "0": ""}
_MOST_LISTS: Final = 20


def parse_script(text: str, url: str) -> Parsed | None:
    """Read every list that is assigned to a name; None where none of them is of events."""
    begins = [found.end() for found in _ASSIGNED.finditer(text)][:_MOST_LISTS]
    literals = [literal for begin in begins if (literal := _literal(text, begin))]
    return parse_flow("\n---\n".join(literals), url) if literals else None


def _literal(text: str, begin: int) -> str | None:
    """Return the value that begins there as YAML, None where it has no end."""
    parts, depth = [], 0
    for kind, piece in _pieces(text, begin):
        depth += (kind == "open") - (kind == "close")
        parts.append(piece)
        if depth == 0 or kind == "broken":
            return None if depth else "".join(parts)
    return None


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
