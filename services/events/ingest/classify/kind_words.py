"""The words of titles and categories that name a kind of gathering, in the larger European languages.

All are folded. The first kind of which a word stands in a title is the event's, so the rarer come first.
"""

import re
from typing import Final

from shared.contracts.events import EventKind


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_NO_DAY: Final = (
    r"(?!(?:mon|tues|wednes|thurs|fri|satur|sun|birth|holi|to|yester|every|mid|pay|week|work"
    r"|womens|mothers|fathers|valentines|veterans|presidents|newyears)days?\b)"
)
_NO_CON: Final = (
    r"(?!(?:silicon|bacon|beacon|deacon|falcon|icon|macon|lexicon|rubicon|recon|emoticon|balcon|halcon)\b)"
)
_PROFESSIONAL: Final = (
    r"(?:dev(?:eloper)?s?|data|cloud|(?:cyber ?)?security|linux|python|java(?:script)?|php|ruby|rust|django"
    r"|android|ai|web|design|agile|devops|open source|community|user|partner|industry|research|innovation"
    r"|tech(?:nology)?|investor|policy|study|doctoral)"
)

BY_WORD: Final = (
    (
        EventKind.HACKATHON,
        _words(r"hackath?ons?", r"hack ?(?:day|night|fest|weekend)s?", "game jam", "datathon", "code ?jam",
               "buildathon"),
    ),
    (EventKind.WEBINAR, _words(r"webinars?", r"webinaires?", r"webinarios?", "webcast", "online-?seminare?")),
    (
        EventKind.WORKSHOP,
        _words(
            r"workshops?", "hands-?on", r"tutorials?", "masterclass", r"ateliers?", "dojo", "code ?retreat",
            "(?<!flu )(?<!vaccine )(?<!vaccination )(?<!health )(?<!legal )(?<!blood )clinic",
            r"taller(?:es)?", "laboratori[oi]", "warsztaty", "workshopy", "werkstatt",
        ),
    ),
    (
        EventKind.COURSE,
        _words(
            r"(?:short )?courses?", r"boot ?camps?", "training", "certification", "(?:summer|winter) school",
            r"(?<!world )(?<!first )class(?:es)?(?! action| of\b| (?:begin|start|resume|end)s?\b)", "cours",
            r"formations?", r"cursos?",
            "cors[oi]", r"cursus(?:sen)?", r"(?!diskurs|exkurs|konkurs|rekurs)\w*kurse?", "kurzy?",
            "lehrgang", r"schulung(?:en)?", "opleiding", "szkoleni[ea]", "lezion[ei]", "clases",
        ),
    ),
    (
        EventKind.NETWORKING,
        _words(
            "networking(?! 101)", r"mixers?", "happy hour", "meet (?:and|&) greet", "speed ?dating",
            "after ?work", "social (?:hour|drinks|night)", "tweet-?up", "netzwerktreffen", "apero",
            r"(?<!for )(?<!pancake )breakfasts?(?! (?:walk\w*|tour|ride|buffet|with santa)\b)",
            "netwerkborrel",
        ),
    ),
    (
        EventKind.CONFERENCE,
        _words(
            r"conf(?:erence)?s?", r"\w+conf", "congress", "summit", r"symposi(?:um|en|on)", "convention",
            "devfest", rf"{_NO_CON}\w+con(?=[ ,:]|$)", r"con 20\d\d", "expo", "forum", "unconference",
            rf"{_NO_DAY}\w+days?(?= 20\d\d|$)", r"\w+ days(?= 20\d\d|$)", rf"{_PROFESSIONAL} day",
            "assembly", r"\w+camp", "(?<!summer )(?<!winter )(?<!day )(?<!youth )(?<!kids )(?<!music )camp",
            r"\w*konferen[zc]\w*", r"conferencias?", "conferenz[ae]", "conferint[ae]", "conferentie",
            "konferanse", "kongress", "kongres", r"congres(?:o|so)?", r"(?!vertagung)\w*tagung",
            r"fachtag\w*", "simposio", "jornadas", "journees", "convegno", "colloque", "sympozjum",
        ),
    ),
    (
        EventKind.SEMINAR,
        _words(
            r"seminars?", r"seminari[ou]?s?", "seminarium", "seminare", r"lectures?", "[ck]olloquium",
            r"talks? series", "panel(?: discussion)?", "fireside", r"vortrag(?:sreihe)?", "vortrage",
            "table ronde", "mesa redonda", r"charlas?", r"palestras?", r"lezing(?:en)?", "wyklad",
            "prednaska", "podiumsdiskussion", "foredrag", "forelasning",
        ),
    ),
    (
        EventKind.MEETUP,
        _words(
            r"meet-?ups?", "user group", "stammtisch", "monthly (?:meeting|gathering)", r"meetings?",
            "social coding", r"evening(?! of\b| with\b)", "study group", "lug", "pub night", "drinks",
            r"\w*treffen", r"rencontres?", r"reunion(?:es)?", r"encuentros?", r"encontros?", "incontr[oi]",
            "bijeenkomst", "borrel", "spotkani[ea]", "setkani", "sraz", "reuniao", "reunioes",
        ),
    ),
)  # fmt: skip

SHOWS: Final = _words(
    r"festivals?", "fest", "fair", r"markets?", r"exhibit(?:ion)?s?", r"concerts?", "musical", "shows?",
    "retreat", r"\w*marathon", r"races?", r"rides?", r"tours?", "parade", "sale", "party", "gala", "series",
    r"screenings?", r"films?", r"movies?", "theat(?:re|er)", "dance", "tango", "carnival", "tournament",
    r"championships?", "league", "cruise", "pilgrimage", "vacation", "holidays?", r"ausstellung(?:en)?",
    r"expositions?", "exposicion", "mostra", r"\w*konzerte?", r"conciertos?", r"concerti?", "festa", "fiesta",
    "fete", r"\w*markt", "marche", "mercado", "feria", "foire", r"weekends?", r"weeks?", "daily",
    "homecoming", "alumni", "reunion", "jam", "wochenende", "week-end", "fin de semana", "camping", "trip",
    "excursion",
)  # fmt: skip
"""What lasts some days, or bears its year, and is no conference."""
