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
)
"""A place, a day or a host, as software writes its fields below one another."""
_MACHINE: Final = re.compile(r"\d\d:\d\d:\d\d GMT[+-]\d{4}")
"""A moment as JavaScript prints it, with all of its line."""
_WHEN: Final = re.compile(
    r"(?:\W*(?:(?:sun|mon|tues|wednes|thurs|fri|satur)days?|(?:jan|febr)uary|march|april|may|june|july|august"
    r"|(?:septem|octo|novem|decem)ber|\d{1,4}(?:st|nd|rd|th|[ap]m)?|[ap]\.?m|noon|from|to|until|at)\b){2,12}\W*",
    re.IGNORECASE,
)
"""A day and a time, `Saturday, August 29 | 12 - 4pm`, which are told beside it."""
_CALL: Final = re.compile(
    r"(?:register|rsvp|book|buy|reserve|get|click)(?: \w{1,9})? (?:here|now|today|below|tickets)[.!]*",
    re.IGNORECASE,
)
"""`Register Here!`, where the link is not left."""
_ADDRESS: Final = "Address:\n"
_LONGEST_NAME: Final = 300


def summary_of(summary: str | None, description: str, *names: str | None) -> str | None:
    """Return the given summary, else the first paragraph of the description, on one line.

    Lines that hold but a link, a field or one of the names that stand beside it are passed over.
    """
    known = tuple([fold(name) for name in names if name])
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


def _says_something(line: str, known: tuple[str, ...]) -> bool:
    if len(line) > _LONGEST_NAME:
        return True
    if any(it.fullmatch(line) for it in (_FIELD, _WHEN, _CALL)) or _MACHINE.search(line):
        return False
    folded, bare = fold(line), _LINK.sub("", line)
    if any(name.endswith(folded) for name in known):
        return False
    return len(bare) == len(line) or len(_WORD.findall(bare)) > _MOST_LABELLING
