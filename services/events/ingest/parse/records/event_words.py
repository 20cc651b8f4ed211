"""Words by which a heading, or the name of a file or list, says that it lists events."""

import re
from collections.abc import Iterable
from typing import Final

_EVENTS: Final = re.compile(
    r"(?<![^\W_])(?:(?:events?|conferences?|workshops?|meet-?ups?|seminars?|talks|agenda|termine"
    r"|hackathons?|webinars?|symposiums?|symposia|gigs?|concerts?|konzerte|conciertos|concerti|tour dates"
    r"|veranstaltungen|evenements|événements|eventos|konferenzen|conferencias?|conferências?|congressos?"
    r"|congresos?|encuentros|encontros|palestras|charlas|eventi|conferenze|convegni|evenementen|bijeenkomsten"
    r"|conferenties|konferencje|wydarzenia|konference|konferenser|konferanser|arrangementer|tapahtumat"
    r"|conférences|colloques|rencontres|конференции|мероприятия)(?![^\W_])"
    r"|イベント|勉強会|カンファレンス|会议|活动|행사|컨퍼런스)",
    re.IGNORECASE,
)


_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s+\S")
_TITLED: Final = ("title:", "title =")
"""How the head of a page names it, in YAML and in TOML."""


def says_events(text: str) -> bool:
    """Tell whether the text says so; dates stand in lists of posts as well."""
    return _EVENTS.search(text) is not None


def lists_events(lines: Iterable[str], url: str) -> bool:
    """Tell whether a file of Markdown, its title or one of its headings, says that it lists events."""
    headings = (line for line in lines if _HEADING.match(line) or line.startswith(_TITLED))
    return any(says_events(line) for line in (url, *headings))


_MEETINGS: Final = re.compile(
    r"(?<![^\W_])(?:meet-?ups?|seminars?|colloqui(?:um|a)|workshops?|webinars?|hackathons?|conferences?|symposia"
    r"|seminarios?|séminaires?|seminare|treffen|charlas|palestras|encontros|encuentros|rencontres)(?![^\W_])",
    re.IGNORECASE,
)


def says_meetings(text: str) -> bool:
    """Tell whether the name of a file or list says so by a word that no history or log is called by."""
    return _MEETINGS.search(text) is not None
