"""Words by which a heading, or the name of a file or list, says that it lists events."""

import re
from collections.abc import Iterable
from typing import Final

_EVENTS: Final = re.compile(
    r"(?<![^\W_])(?:events?|conferences?|workshops?|meet-?ups?|seminars?|talks|agenda|termine"
    r"|hackathons?|webinars?|symposiums?|symposia|gigs?|concerts?|konzerte|conciertos|concerti|tour dates"
    r"|veranstaltungen|evenements|événements|eventos|konferenzen|conferencias?|conferências?|congressos?"
    r"|congresos?|encuentros|encontros|palestras|charlas|eventi|conferenze|convegni|evenementen|bijeenkomsten"
    r"|conferenties|konferencje|wydarzenia|konference|konferenser|konferanser|arrangementer|tapahtumat"
    r"|conférences|colloques|rencontres|spotkania|srazy|setkání|stretnutia|podujatia|etkinlikler|talleres"
    r"|reuniones|reuniões|incontri|møter|stammtische?|конференции|мероприятия|события|встречи"
    r"|calendrier|calend[aá]rio|kalend[aá][rř]|kalendarz|kalender|jahresprogramm|what[’']?s[ _-]on"
    r"|akce|události|koncerty|warsztaty|koncerter|concerten|auftritte|vorträge|lesungen|tourn[ée]e"
    r"|actividades|activités|activiteiten|aktivitäten|aktiviteter|attività|atividades|festivals|spectacles"
    r"|evenemang|begivenheder|evenimente|események|rendezvények|εκδηλώσεις|концерты)(?![^\W_])"
    r"|イベント|勉強会|交流会|カンファレンス|セミナー|ミートアップ|講義|講座|講演会|会议|活动|活動|讲座|研讨会|행사|컨퍼런스|세미나|밋업",
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
    return any(says_events(line) or is_of_events(line) for line in (url, *headings))


_NAMES_TO_COME: Final = (
    "upcoming future next coming current kommende kommendes anstehende nächste nächstes aktuelle"
    " prochain prochaine prochains prochaines futurs venir próximo próxima próximos próximas futuros"
    " prossimo prossima prossimi prossime komende aankomende nadchodzące najbliższe nadcházející příští"
    " kommande предстоящие ближайшие"
)
_TO_COME: Final = frozenset(_NAMES_TO_COME.split())
_NAMES_OVER: Final = (
    "past previous recent vergangene passés passées pasados pasadas passados passadas anteriores passati"
    " passate vorige afgelopen minione minulé proběhlé tidigare tidligere прошедшие прошлые"
)
_WHEN: Final = _TO_COME | frozenset(_NAMES_OVER.split())
_NAMES_OF_MEETINGS: Final = (
    "meeting meetings treffen réunion réunions reunión reuniones reunião reuniões riunioni spotkania möten"
)
_MEETINGS_TO_COME: Final = frozenset(_NAMES_OF_MEETINGS.split())
"""What is no event where it is over: below `Past meetings` stand their minutes."""
_NAMES_BESIDE: Final = (
    "all our and the of other more alle unsere und tous nos les et à nuestros los las y e os as"
    " nossos gli i en a og och и"
)
_BESIDE: Final = frozenset(_NAMES_BESIDE.split())
"""What else a heading of events says."""
_WORDS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_HEADING: Final = 60


def is_of_events(heading: str) -> bool:
    """Tell a heading of events that are over or to come, `Past meetups`: what has its day below is one."""
    words = [word.casefold() for word in _WORDS.findall(heading[:_LONGEST_HEADING])]
    said = [word for word in words if word not in _WHEN | _BESIDE]
    is_told = not _WHEN.isdisjoint(words) and len(heading) <= _LONGEST_HEADING
    are_meetings = not _TO_COME.isdisjoint(words)
    return (
        is_told
        and bool(said)
        and all(_EVENTS.fullmatch(word) or (are_meetings and word in _MEETINGS_TO_COME) for word in said)
    )


_MEETINGS: Final = re.compile(
    r"(?<![^\W_])(?:meet-?ups?|seminars?|colloqui(?:um|a)|workshops?|webinars?|hackathons?|conferences?|symposia"
    r"|seminarios?|séminaires?|seminare|treffen|charlas|palestras|encontros|encuentros|rencontres)(?![^\W_])",
    re.IGNORECASE,
)


def says_meetings(text: str) -> bool:
    """Tell whether the name of a file or list says so by a word that no history or log is called by."""
    return _MEETINGS.search(text) is not None


_ONE_EVENT: Final = re.compile(
    r"\S\s+(?:meet-?up|conference|workshop|seminar|webinar|hackathon|symposium|summit|barcamp|treffen)\b",
    re.IGNORECASE,
)


def says_one_event(heading: str) -> bool:
    """Tell whether a heading with a date is an event itself, and not the head of notes or of a post."""
    return _ONE_EVENT.search(heading) is not None


_SERIES: Final = re.compile(
    r"(?!(?:upcoming|past|next|previous|future|all|our|recent|scheduled|planned|the)\b)(?:\S{1,30} ){1,5}"
    r"(?:calls?|meetings?|meet-?ups?|sessions?|clubs?|circles?|seminars?|colloquium|workshops?|office hours?"
    r"|nights?|stammtisch|treffen|abende?|rencontres|réunions|encuentros|encontros|incontri|spotkania|setkání)",
    re.IGNORECASE,
)


def names_series(heading: str) -> bool:
    """Tell a heading that names meetings which are told by nothing but their day: `Community calls`."""
    return _SERIES.fullmatch(heading.strip(" *_:#")[:100]) is not None


_MEETING: Final = re.compile(
    r"(?:meetings?|meet-?ups?|hearings?|conferences?|workshops?|seminars?|webinars?|hackathons?|summits?"
    r"|symposiums?|fairs?|festivals?|treffen|sitzung|réunion|reuni[oó]n|reunião|riunione|vergadering)[\W\d_]*",
    re.IGNORECASE,
)
_FEWEST: Final = 2
_MOST_OF_THEM: Final = 0.8
_LONGEST_END: Final = 100


def are_meetings(titles: Iterable[str | None]) -> bool:
    """Tell whether most titles of a list name meetings by their last word: `Board Meeting #2`."""
    said = [title for title in titles if title and title.strip()]
    named = sum(_MEETING.fullmatch(_last_word(title)) is not None for title in said)
    return named >= max(_FEWEST, _MOST_OF_THEM * len(said))


def _last_word(title: str) -> str:
    words = title[-_LONGEST_END:].split()
    return next((word for word in reversed(words) if any(map(str.isalpha, word))), "")
