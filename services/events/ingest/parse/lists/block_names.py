"""What a block is called: its heading without the day, the talk below who speaks, the line below a day."""

import re
from dataclasses import dataclass
from typing import Final

from services.events.ingest.parse.dates.feed_dates import MONTH
from services.events.ingest.parse.lists.blocks import BOLD, HEADING, ITEM, Block, Row, is_day
from services.events.ingest.parse.lists.markdown_place import is_place
from services.events.ingest.parse.lists.told_lines import facts_of
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.histories import is_version
from services.events.ingest.parse.records.other_kinds import is_deadline, is_nothing, is_paper, is_weekday

_LONGEST: Final = 200
_OF_LIST: Final = re.compile(
    r"\W*(?:(?:upcoming|past|future|previous|next|recent|all|our|the) ){0,2}"
    r"(?:events?|meet-?ups?|meetings?|conferences?|workshops?|talks?|seminars?|program(?:me)?|schedule|agenda"
    r"|termine?|veranstaltung(?:en)?|eventos?|eventi|[ée]v[ée]nements?)\W*(?:notes|minutes)?(?:(?:19|20)\d\d)?\W*"
    rf"|{MONTH}(?:,? (?:19|20)\d\d)?|notes|minutes|about|contact|upcoming|past|previous|archive",
    re.IGNORECASE,
)
"""A heading that is of a list, or of a month, and names no event."""
_OF_KIND: Final = re.compile(
    r"\W*(?:(?:next|nächstes|prochaine?|próxim[oa]|prossim[oa]) )?"
    r"(?:meet-?ups?|meeting|session|call|treffen|stammtisch|rencontre|réunion|encuentro|encontro|incontro|#?\d{1,4})"
    r"(?: #?\d{1,4})?\W*",
    re.IGNORECASE,
)
"""What calls a meeting by its kind or number and not by its name."""
_CLOCKS: Final = re.compile(
    r"(?=.*\d[:.]\d\d|.*\d\s?[apAP]\.?[mM]\b)"
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[apAP]\.?[mM]\b\.?|h\b|[Uu]hr\b)?|[A-Z]{2,4}\b|[\s,;:()–—-])+"
)
"""From when until when, in which zone."""
_PERSON: Final = re.compile(
    r"\((?=[^()]*(?:univ|institut|college|school|academy|cnrs|inria|\bmit\b|\beth\b|大学))", re.IGNORECASE
)
"""Who speaks, with the house they are of in brackets: the words below name the talk."""
_LABELS: Final = frozenset({"dates", "starts", "ends", "start_time", "end_time"})
"""What a heading asks above its answer: `Date`, `When`."""
_KEY: Final = re.compile(r"[a-z_]{2,20}: ")
"""How a record begins in YAML, which is no name."""


@dataclass(frozen=True, slots=True)
class Name:
    """What an event is called, and the link that this is."""

    text: str
    url: str | None = None


def name_of(block: Block, day: Row, series: str | None) -> Name | None:
    """Return what the block is called; `day` is its line that tells the day. None where nothing names it.

    A heading that is a day, or calls what is on then by its kind alone, is of the `series` of the text.
    """
    found = _labelled(block) or _of_opener(block)
    if found is None or _PERSON.search(found.text):
        below = _named_below(block, day)
        found = Name(below.text, below.url) if below else found
    if (
        series
        and day is block.opener
        and day.kind == HEADING
        and (found is None or _OF_KIND.fullmatch(found.text))
    ):
        found = Name(series, block.opener.url)
    return found if found and _can_be(found.text, block.opener.url) else None


def _named_below(block: Block, day: Row) -> Row | None:
    """Return the first line below that can be a name, before any sentence; one that is a place if need be."""
    place = None
    headings_first = sorted(block.below, key=lambda row: row.kind != HEADING)
    for row in (each for each in headings_first if each is not day and each.told is None):
        if row.kind != HEADING and row.text.endswith("."):
            break
        if _is_name(row) and not is_place(row.text):
            return row
        place = place or (row if _is_name(row) else None)
    return place


def _labelled(block: Block) -> Name | None:
    """Return the title or topic that a line below states, `Title: Of engines`."""
    below = (facts_of(row.text) for row in block.below if row.kind != HEADING)
    titles = (facts.get("title") or facts.get("topics") for facts in below)
    return next((Name(title) for title in titles if title), None)


def _of_opener(block: Block) -> Name | None:
    """Return what stands before the day of the line that opens the block, or else behind it.

    Behind a day is who speaks where the line below is bold, and that is the title.
    """
    opener = block.opener
    if opener.told is None or opener.told.before or is_day(opener):
        text = opener.told.before if opener.told else opener.text
    else:
        is_titled = opener.kind == HEADING and block.below and block.below[0].kind == BOLD
        text = "" if is_titled else opener.told.behind
    return Name(text, opener.url) if text else None


def _is_name(row: Row) -> bool:
    words = row.text
    return (
        len(words) <= _LONGEST
        and not words.endswith((".", ":"))
        and (row.kind == HEADING or not facts_of(words))
        and any(map(str.isalnum, words[:3]))
        and row.kind != ITEM
    )


def _can_be(words: str, url: str | None) -> bool:
    return not (
        len(words) > _LONGEST
        or not _LABELS.isdisjoint(field_keys([words]))
        or is_nothing(words)
        or is_weekday(words)
        or is_deadline(words)
        or is_version(words)
        or is_paper(url)
        or _OF_LIST.fullmatch(words)
        or _KEY.match(words)
        or _CLOCKS.fullmatch(words)
        or not any(map(str.isalpha, words))
    )
