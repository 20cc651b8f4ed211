"""What a text says of an event besides what, when and where, each with the sentence that says it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from services.events.ingest.classify.cues import Cue, cues_in
from services.events.ingest.fact import NO, YES, Fact
from services.events.ingest.normalise.links import clean_link

_LONGEST_TEXT: Final = 6_000
_AROUND: Final = 120
"""Characters of a sentence shown on either side of the words that tell."""
_MOST_HITS: Final = 8
_REACH: Final = 200
"""Characters around a stem within which the words of its cue stand: only there is its pattern looked for."""
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s)|\n")
_NOT: Final = re.compile(
    r"\b(?:no|not|without|never|isn['’]?t|aren['’]?t|won['’]?t|kein\w*|nicht|ohne|pas|sans|sin)\b"
    r"(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(r"\b(?:no|not)\b", re.IGNORECASE)
_LINK: Final = re.compile(r"[^\n]{0,40}?\(?(https?://[^\s()<>\]]+)")


def facts_in(title: str, description: str | None) -> tuple[Fact, ...]:
    """Return what is said, a fact a field, in the order of the fields."""
    return _facts(title, (description or "")[:_LONGEST_TEXT])


@lru_cache(maxsize=256)
def _facts(title: str, description: str) -> tuple[Fact, ...]:
    """Remember the last: every date of a series has the same text."""
    text = f"{title}\n{description}"
    low = _lowered(text)
    told: dict[str, list[Fact]] = {}
    for cue, first, last in cues_in(low):
        for fact in _hits(cue, text, low, first, last):
            told.setdefault(cue.field, []).append(fact)
    return tuple(_agreed(facts) for _, facts in sorted(told.items()))


def _lowered(text: str) -> str:
    """Return the text in lower case, each character at the place where it was."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _hits(cue: Cue, text: str, low: str, first: int, last: int) -> Iterator[Fact]:
    for count, hit in enumerate(cue.pattern.finditer(low, max(0, first - _REACH), last + _REACH)):
        if count == _MOST_HITS:
            return
        start, end = _sentence(text, hit.start(), hit.end())
        is_denied = _NOT.search(text[start : hit.start()]) or (cue.value == YES and _WITHIN.search(hit[0]))
        if cue.value != YES:
            if is_denied:
                continue
            yield Fact(cue.field, cue.value, _shown(text[start:end]))
            continue
        link = _LINK.match(text, hit.end(), min(len(text), hit.end() + 500))
        page = clean_link(link[1].rstrip(".,;")) if link and cue.field == "code_of_conduct" else None
        yield Fact(cue.field, NO if is_denied else YES, _shown(text[start:end]), page)


def _agreed(facts: Sequence[Fact]) -> Fact:
    """Take the first word; levels that differ are for all, and a hybrid event is online as well."""
    first = facts[0]
    values = {it.value for it in facts}
    if first.field == "audience" and len(values) > 1:
        return Fact("audience", "all", first.said)
    if first.field == "mode" and "hybrid" in values:
        return next(it for it in facts if it.value == "hybrid")
    return first


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    floor = max(0, start - _AROUND)
    ends_before = [hit.end() for hit in _SENTENCE_END.finditer(text, floor, start)]
    following = _SENTENCE_END.search(text, end, min(len(text), end + _AROUND))
    return (
        ends_before[-1] if ends_before else floor,
        following.end() if following else min(len(text), end + _AROUND),
    )


def _shown(text: str) -> str:
    return " ".join(text.split())
