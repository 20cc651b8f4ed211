"""What a record with a title and a date is if it is no event, by the names of its fields and its title alone.

Kinds that have a place as well, which tells events from posts and people elsewhere.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final

from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from services.events.ingest.parse.records.columns import plain_name
from shared.text import fold

_ORDER: Final = (
    "amount paid|amount due|balance|deposit|total|subtotal|order number|invoice number|guest count"
    "|client name|client email|client first name|customer name"
)
_NAMES: Final = (
    (1, "doi|journal|bibtex|isbn|issn|pmid|arxiv"),
    (1, "quote|testimonial|review text"),
    (1, "cause of death|date of death|victim|victims|fatalities|deaths|killed"),
    (2, "actual|forecast|previous|consensus|revised|revision"),
    (3, "open|high|low|close|adj close|volume"),
    (2, "product|products|sku|plan value|actual value|discount|channel"),
    (1, "amount minor|lease amount|loan amount|interest rate|auto renew|plan code|billing cycle"),
    (1, "salary|net pay"),
    (2, "magnitude|depth|epicenter|epicentre"),
    (1, "severity|outage|incident id"),
    (2, "driver|finish|laps|laps completed|car number|points"),
    (2, _ORDER),
)
"""How many names of each must stand there: publications, reviews, deaths, figures of an economy, prices of
shares, sales of goods, contracts, incomes, earthquakes, alerts, results of races, orders of a customer."""
_KINDS: Final = tuple((fewest, frozenset(names.split("|"))) for fewest, names in _NAMES)
_LONGEST_ADDRESS: Final = 200
_LONGEST_NAME: Final = 200
_MOST_NAMES: Final = 500
_PAPERS: Final = r"(?:(?:full |short |final |research )?(?:paper|abstract|poster|proposal|talk|speaker)s?)"
_DEADLINE: Final = re.compile(
    rf"(?:first |second |final |last )?(?:call for (?:{_PAPERS}|participation|workshops|tutorials)"
    rf"|{_PAPERS} (?:submissions?(?: opens?| closes?)?|due|notifications?)"
    rf"|{_PAPERS} acceptance(?: announcement| notification)?"
    r"|(?:submission|registration|application|early[- ]bird(?: registration)?)s?(?: opens?| closes?| period)?"
    r"|(?:author |acceptance |decision )?notifications?(?: of acceptance| to authors)?"
    rf"|(?:(?:{_PAPERS}|submissions?|registration|application)(?: submissions?)?) deadline"
    r"(?:.{0,40}|:.{0,80})"
    rf"|.{{2,60}}\b(?:{_PAPERS}|submissions?|registration|application|cfp) deadlines?"
    r"|camera[- ]ready(?: \w+){0,3}"
    r"|(?:hw|home ?work|assignment|problem set|pset|prog|programming|project|lab|report|essay|quiz)s?"
    r" ?#?\d{0,3} due(?: \([^()]{0,40}\))?)",
    re.IGNORECASE,
)
"""What a title says, and nothing else, of a date on the way to an event."""
_OF_CALL: Final = re.compile(
    r"\b(?:(?:important|key) dates|deadlines?|wichtige (?:termine|daten)|dates (?:importantes|clés?)"
    r"|fechas (?:importantes|clave)|datas importantes|date importanti|belangrijke data"
    r"|wa[zż]ne (?:daty|terminy))\b"
    r"|重要日期|重要な日程",
    re.IGNORECASE,
)
_PAPER: Final = re.compile(
    r"https?://(?:[\w-]{1,40}\.){0,3}(?:arxiv\.org|doi\.org|openreview\.net/(?:forum|pdf)|aclanthology\.org|jmlr\.org"
    r"|proceedings\.mlr\.press|proceedings\.neurips\.cc|papers\.n(?:eur)?ips\.cc|openaccess\.thecvf\.com|biorxiv\.org"
    r"|semanticscholar\.org/paper|dl\.acm\.org/doi|ieeexplore\.ieee\.org/(?:abstract/)?document)(?:[/?#]|$)",
    re.IGNORECASE,
)
"""Where papers lie: what links there is one, whatever conference it was given at."""
_NONE: Final = re.compile(
    r"(?:no|kein[e]?|pas de|sin|sem|nessuna?|geen)"
    r" (?:(?:regular|scheduled|weekly|monthly|group|in-person|online|reguläres?) )?"
    r"(?:seminars?|meetings?|talks?"
    r"|class(?:es)?|sessions?"
    r"|events?|lectures?|colloqui(?:um|a)|meet-?ups?|treffen|seminare?|vortr[aä]ge?|séminaires?|réunions?"
    r"|reuni[oó]n|reuni[aã]o|charlas?|incontro|bijeenkomst)\b.*",
    re.IGNORECASE,
)
"""What a list says of a day on which nothing is, `no seminar this week`; `No Code Meetup` is an event."""
_OPEN: Final = re.compile(
    r"(?:(?:title|topic|speaker|talk)s?\s*:?\s*)?(?:tb[acd]|to be (?:announced|confirmed|determined|decided)"
    r"|topic to be determined|noch offen|à définir|por confirmar|a definir|da definire"
    r"|(?:free|open|empty|available) slot|slot (?:free|open|available)|wolny (?:slot|termin)"
    r"|freier (?:slot|termin|platz)|créneau (?:libre|disponible)|hueco libre|vaga (?:livre|aberta))",
    re.IGNORECASE,
)
_KIND_OF_PAGE: Final = re.compile(r"\b(?:news|articles?|press releases?|incidents?|obituar(?:y|ies))\b")


def is_of_another_kind(names: Iterable[str]) -> bool:
    """Tell whether the names of a record's fields are those of something else than an event."""
    return _is_of_kinds(tuple(name[:_LONGEST_NAME] for name in islice(names, _MOST_NAMES)))


@lru_cache(maxsize=64)
def _is_of_kinds(names: tuple[str, ...]) -> bool:
    """Remember the last: the records of a document have the same few sets of names."""
    said = {plain_name(name) for name in names}
    return any(len(said & kind) >= fewest for fewest, kind in _KINDS)


def is_deadline(title: str | None) -> bool:
    """Tell a date on the way to an event, `Camera-ready papers`, from the event."""
    return _DEADLINE.fullmatch((title or "").strip(" *_:.")[:100]) is not None


def is_of_call(heading: str) -> bool:
    """Tell a heading of dates on the way to an event, `Important dates`, from one of events."""
    return _OF_CALL.search(heading) is not None


def is_nothing(title: str | None) -> bool:
    """Tell what stands on a day of a list where there is nothing, or nothing known yet: `TBA`, `...`."""
    return is_open(title) or _NONE.fullmatch(_said(title)) is not None


def is_open(title: str | None) -> bool:
    """Tell a title that is not known yet, though the day is."""
    said = _said(title)
    return (not said and bool((title or "").strip())) or _OPEN.fullmatch(said) is not None


def _said(title: str | None) -> str:
    return (title or "").strip(" *_.!?()[]…-")[:_LONGEST_ADDRESS]


def is_paper(url: str | None) -> bool:
    """Tell the address of a paper from that of an event."""
    return _PAPER.match((url or "").strip()[:_LONGEST_ADDRESS]) is not None


def is_weekday(title: str | None) -> bool:
    """Tell the name of a day of a programme, `Sunday`, from that of an event."""
    return fold((title or "").strip()[:_LONGEST_ADDRESS]).removesuffix("-feira") in WEEKDAYS


def is_page_of_news(head: Iterable[tuple[str, object]]) -> bool:
    """Tell whether the head of a page says, by what it calls a type or kind, that it reports of something."""
    return any(
        plain_name(name).endswith(("type", "kind")) and _KIND_OF_PAGE.search(plain_name(str(said))[:100])
        for name, said in head
    )
