"""The few words that stand below an event's name: the first of its text that say something besides."""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.normalise.text import LONGEST_SUMMARY, one_line, plain
from shared.text import fold

_LINK: Final = re.compile(r"(?:\w+://|www\.|mailto:)\S+", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_MOST_LABELLING: Final = 6
"""Words that only say what a link beside them is: `Get up-to-date information at:`."""
_FIELD: Final = re.compile(
    r"[\U0001f4c5\U0001f4c6\U0001f4cd\U0001f550-\U0001f567\U0001f5d3\u23f0].*|Hosted by [^.!?]{2,120}"
    r"|[^:]{2,30}: ?\d{1,4}[-./ ]\w{2,9}[-./ ]\d{1,4}|Address:"
    r"|.* \w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}.*"
)
"""A place, a day or a host, as software writes its fields below one another."""
_ADDRESS: Final = "Address:\n"
_LONGEST_NAME: Final = 300


def summary_of(summary: str | None, description: str, *names: str | None) -> str | None:
    """Return the given summary, else the first paragraph of the description, on one line.

    Lines that hold but a link, a field or one of the names that stand beside it are passed over.
    """
    known = frozenset([fold(name) for name in names if name])
    for paragraph in _paragraphs(summary, description):
        lines = [line for line in paragraph.split("\n") if line and _says_something(line, known)]
        if lines and (found := one_line(" ".join(lines), LONGEST_SUMMARY)):
            return found
    return None


def _paragraphs(summary: str | None, description: str) -> Iterator[str]:
    if summary and (given := plain(summary)):
        yield given
    for paragraph in description.split("\n\n") if "\n\n" in description else (description,):
        if not paragraph.startswith(_ADDRESS):
            yield paragraph


def _says_something(line: str, known: frozenset[str]) -> bool:
    if len(line) > _LONGEST_NAME:
        return True
    if _FIELD.fullmatch(line) or fold(line) in known:
        return False
    bare = _LINK.sub("", line)
    return len(bare) == len(line) or len(_WORD.findall(bare)) > _MOST_LABELLING
