"""What a page of one event is called: by its heading, or its title or a part of that."""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.parse.records.event_words import says_events
from services.events.ingest.parse.wire.dom import attribute, words_of

ONE_MEETING: Final = (
    r"(?:(?<![^\W_])(?:conference|workshop|hackathon|symposium|summit|congress|meet-?up|seminar|webinar|festival"
    r"|colloquium|convention|(?:summer|winter|spring|autumn) school|barcamp"
    r"|(?!(?:mon|tues|wednes|thurs|fri|satur|sun|week|holi|birth|work|school|now)days)\w*days"
    r"|konferenz|kongress|(?:fach)?tagung|fachtag|(?:[\w-]+-)?tage|\w*treffen"
    r"|conférence|congrès|colloque|journées?|rencontres?|conferencia|congreso|jornadas?|encuentro"
    r"|conferência|congresso|simp[óo]sio|encontro|convegno|conferenza|congres|conferentie|konferencja|zjazd"
    r"|konference|konferens|konferanse|konferencia|sraz|sempozyumu?|zirvesi|konferansı?|конференция|фестиваль)"
    r"(?![^\W_])|研討會|研讨会|年會|年会|論壇|シンポジウム|カンファレンス|학술대회|컨퍼런스)"
)
_ONE_MEETING: Final = re.compile(ONE_MEETING, re.IGNORECASE)
_OF_A_YEAR: Final = re.compile(r"(?:[^\W\d_][\w&+.-]* ?){1,3}['’]?(?:20\d\d|(?<=['’])\d\d)")
"""A name and the year, and nothing else: `RivConf 2027`, `WASN2018`, `IWSDA'2025`, `DataCamp '24`."""
_ABOUT: Final = re.compile(
    r"\b(?:recap|reports?|reviews?|notes|recordings?|videos?|photos|slides|summary|minutes|news|trip|thoughts"
    r"|announc\w+|call for|proceedings|papers|archives?|past|attending|visit(?:ing)?|organi[sz]ing|awards?"
    r"|bericht|rückblick|nachlese|aufruf|compte[- ]rendu|bilan|retour sur|crónica|resumen|relato|resoconto"
    r"|verslag|relacja|ohlédnutí)\b",
    re.IGNORECASE,
)
"""What a text about a meeting is called by."""
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)|['’](\d\d)(?!\d)")
PROGRAMME: Final = r"\b(?:agenda|program(?:me|ma|m)?|schedule|timetable|ablauf)\b|議程|议程|日程|プログラム"
_PROGRAMME: Final = re.compile(PROGRAMME, re.IGNORECASE)
_PARTS: Final = re.compile(r"\s+(?:\||-|–|—|//|·|•|:)\s+|\s*\|\s*|:\s+")
_POSTS: Final = (
    "meta[property='article:published_time'], [itemprop=datePublished], [itemprop=blogPost], [class*=byline],"
    " [class*=post-meta], [class*=entry-meta], [class*=post-date], [rel=author], .hentry, .h-entry"
)
_NAMED: Final = "meta[property='og:title'], meta[property='og:site_name'], meta[name='twitter:title']"
_MOST: Final = 20
_LONGEST: Final = 160
_LONGEST_SERIES: Final = 60
_CENTURY: Final = 2000


def name_of_page(tree: LexborHTMLParser) -> str | None:
    """Return the name of the one meeting that the page is of; None for a post, or a list of events."""
    headings = [words_of(node)[: 2 * _LONGEST] for node in tree.css("h1, h2")[:_MOST]]
    if tree.css_first(_POSTS) is not None or any(map(_is_of_list, headings)):
        return None
    called = [name for name in _called(tree) if _may_name(name)]
    meetings = (name for name in called if _ONE_MEETING.search(name))
    return next(meetings, None) or next((name for name in called if _OF_A_YEAR.fullmatch(name)), None)


def series_of_page(tree: LexborHTMLParser) -> str | None:
    """Return the name beside which the title of a page says that it lists events: `Conferences – Lathes`."""
    title = next((words_of(node)[: 4 * _LONGEST] for node in tree.css("title")[:1]), "")
    others = [part.strip() for part in _PARTS.split(title) if part.strip() and not says_events(part)]
    return (
        others[0] if says_events(title) and len(others) == 1 and len(others[0]) <= _LONGEST_SERIES else None
    )


def year_of_name(*names: str) -> int | None:
    """Return the one year that the names tell, `RivConf '27` by two digits."""
    found = {int(full or short) for name in names for full, short in _YEAR.findall(name)}
    years = {year if year > _CENTURY else _CENTURY + year for year in found}
    return years.pop() if len(years) == 1 else None


def is_programme(words: str) -> bool:
    """Tell whether words name a programme, and not what it is of."""
    return _PROGRAMME.search(words) is not None


def _may_name(words: str) -> bool:
    return len(words) <= _LONGEST and not (_PROGRAMME.search(words) or _ABOUT.search(words))


def _called(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield what the page is called, its own heading first, a title also by its parts."""
    yield from (words_of(node)[: 2 * _LONGEST] for node in tree.css("h1")[:_MOST])
    titles = [words_of(node) for node in tree.css("title")[:1]]
    named = [attribute(node, "content") or "" for node in tree.css(_NAMED)[:_MOST]]
    for title in (*titles, *named):
        parts = [part.strip() for part in _PARTS.split(title[: 4 * _LONGEST])]
        yield from (part for part in parts if part)


def _is_of_list(heading: str) -> bool:
    """Tell a heading of several events, `Upcoming events`, from the name of one."""
    return says_events(heading) and not (_ONE_MEETING.search(heading) or is_programme(heading))
