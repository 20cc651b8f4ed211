"""Words that stand where a place is asked for and are none: how to take part from afar, not known yet."""

import re
from typing import Final

from shared.text.remembered import Remembered

_ONLINE_WORDS: Final = re.compile(
    r"^(?:(?:all |fully |entirely |completely |100 ?% )?(?:on-?line|virtual)"
    r"|hybrid(?: event)?|virtual(?:ly)?|virtuell|digital"
    r"|(?:online|virtual|digital) (?:event|conference)"
    r"|(?:event|meeting|evento|reuni(?:[aã]o|[oó]n)|conf[eé]rence|confer[eê]ncia|[eé]v[eé]nement)"
    r" (?:on-?line|virtual|en ligne)"
    r"|online[- ]veranstaltung|remote|zoom|webinar|live ?stream|internet"
    r"|google meet|(?:microsoft )?teams|(?:microsoft teams|zoom|webex|teams|online|virtual) meeting"
    r"|オンライン|リモート|线上|線上|온라인|онлайн"
    r"|webex|discord|youtube(?: live)?|twitch|jitsi|en ligne|en l[ií]nea|em linha|in linea"
    r"|(?:#?[\w-]{2,30} (?:channel )?on )?(?:slack|irc|mattermost)|#[a-z][a-z_-]{2,40}"
    r"|(?:online )?(?:via|on|over|auf|über) (?:zoom|(?:microsoft |ms )?teams|google meet|webex|jitsi|discord)"
    r"|zoom (?:call|webinar)|discord server|gather(?:\.town)?|(?:twitter|x) spaces?"
    r"|(?:linkedin|facebook|youtube) live"
    r"|google hangouts?|skype|streamyard|hopin|airmeet|crowdcast|gotomeeting|go to meeting|big ?blue ?button"
    r"|clubhouse|vrchat|second life|云端|腾讯会议|ズーム)$",
    re.IGNORECASE,
)
_SAYS_ONLINE: Final = re.compile(r"online|virtual|hybrid", re.IGNORECASE)
_BESIDE_ONLINE: Final = re.compile(
    r"^(?:online|virtual)\s*(?:[-–—,:(]\s*)?live\b\)?$"
    r"|(?:\s*[&+/]\s*|[\s(,]{1,4}(?:and|or|und|oder|et|ou|y|o|e)\s+)(?:online|virtual(?:ly)?)\b(?: venue\b)?"
    r"|(?<=\w)\s\(?hybrid\)?$|^hybrid\s?[:,–—-]\s"
    r"|\b(?:online|virtual)\s*(?:[&+/]\s*(?:live\b|in[- ]person\b)?|and\s+)",
    re.IGNORECASE,
)
"""`Tel Aviv / virtual`, `Amsterdam (and online)`, `Bordeaux (online & live)`."""
_IN_PERSON: Final = re.compile(
    r"^(?:hybrid\s{0,2}[:,–—-]\s{0,2})?in[- ]person(?:\s{0,2}[:,–—-]|\s+(?:at|in)\b)\s*"
    r"|\s*[-–—,;(]\s*in[- ]person\s*\)?$",
    re.IGNORECASE,
)
"""`Leeds, England - In person`, `Hybrid: in person at City Hall`: what is said of a place that is told."""
_NOWHERE: Final = re.compile(
    r"^(?:https?://\S*|#_\w+|tb[acd]|to be (?:announced|confirmed|determined)|n/?a|unspecified|none|unknown"
    r"|various|todo|(?:various|multiple|several|different) (?:locations?|venues?|places?|cities|sites)"
    r"|world ?wide|global(?:ly)?"
    r"|every ?where|any ?where|europe|emea|eu|africa|asia|(?:north |south |latin )?america|the americas|apac"
    r"|asia[- ]pacific|oceania|middle east|mena|latam|international|verschiedene orte|divers lieux"
    r"|varios lugares"
    r"|in[- ]person|on-?site|presencial|vor ort|home|away"
    r"|(?:location|venue|place)(?: is)?:? (?:tb[acd]|to be (?:announced|confirmed|determined))"
    r"|(?:(?:location|venue|place) )?not (?:yet )?(?:posted|announced|known))$",
    re.IGNORECASE,
)
_NO_PLACE: Final = re.compile(
    r"(?:location|venue|place|where|address|lieu|ort|lugar|luogo)"
    r"|\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?)?(?:\s?(?:[-–—]|to)\s?\d{1,2}(?:[:.h]\d\d)?)?"
    r"\s?(?:[ap]\.?m\.?|uhr)(?: [A-Z]{2,5})?",
    re.IGNORECASE,
)
"""A label, or from when until when, between the parts of a place: `Online · 5–6 pm EDT`."""
_HOUSE: Final = re.compile(
    r"\b(?:airport|aeropuerto|flughafen|a[e\u00e9]roport|universit\w+|universidade?|college|school|hotel|hostel"
    r"|resort|national park|cent(?:er|re|ro)|\w{0,12}zentrum|arena|stadium|stadion|museum|mus[e\u00e9]e|museo"
    r"|library|bibliot\w+"
    r"|church|\w*kirche|kathedra\w*|basili(?:ka|que|ek)|theat(?:er|re)|teatro|campus|office|building|haus"
    r"|(?:martini|pieters|jans|jacobi|laurens|nicolai|stevens|maria|bavo|wester|zuider|noorder|ooster|dorps"
    r"|stads|dom|klooster|koepel)?kerk|maison|palace|palais"
    r"|palacio|room|floor|auditorium|club|caf[e\u00e9]|pub|restaurant|street|road|avenue|blvd|boulevard|ave|rd|hwy|highway|pkwy|parkway|rue|calle|rua|via"
    r"|institute?|institut|academy|expo|convention|headquarters|hq|area|region|province|county"
    r"|ballroom|tavern|brew(?:ery|ing|pub)|distillery|winery|vineyards?|studios?|gallery|galerie|cathedral|chapel"
    r"|synagogue|basilica|mosque|hospital|clinic|pavilion|amphitheat(?:er|re)|coliseum|fairgrounds?|speedway"
    r"|aquarium|planetarium|observatory|conservatory|laborator(?:y|io)|warehouse|cowork\w*|cinema|op[e\u00e9]ra"
    r"|philharmonie|\w{3,}halle|messe|kongress\w*|congress\w*|sala|salle|sal[o\u00f3]n|audit[o\u00f3]rio|palau"
    r"|palazzo|ch[a\u00e2]teau|gymnasium|courthouse|embassy|consulate|hyatt|marriott|hilton|sheraton|westin"
    r"|radisson|novotel"
    r"|(?<=\w )(?:hall|gardens?|lounge|bar|inn|lodge|plaza|mall|market|tower|casino|zoo|hub|labs?"
    r"|books|grill)$)\b",
    re.IGNORECASE,
)
_PART_OF_TOWN: Final = re.compile(
    r"(?:the )?(?:(?:historic |old )?(?:down|up|mid|old )town|(?:city|town)[- ]cent(?:er|re)"
    r"|(?:alt|innen)stadt|stadtmitte|(?:stadt)?zentrum|centro(?: (?:hist[oó]rico|storico|ciudad|citt[aà]))?"
    r"|centre[- ]ville"
    r"|casco (?:antiguo|viejo)|centrum)",
    re.IGNORECASE,
)
_IN_A_LARGE_TOWN: Final = re.compile(r"^the |\d|^\S+ \S+ \S", re.IGNORECASE)
"""`The Shed`, `Terminal 5`, `Palladium Times Square`: hardly the name of a small town."""
_SEVERAL: Final = re.compile(r"[&/+]|\b(?:and|und|et|y|e|or|oder|ou)\b", re.IGNORECASE)
_LONGEST_TOWN: Final = 4
"""Words of the name of a town."""
_REMARK: Final = re.compile(
    r"[a-z]\S*\s+\S+\s+\S|(?:(?:UTC|GMT)(?:\s?[+-]\s?\d{1,2})?|CES?T|BST|AoE|[ECMP][SD]?T)$"
    r"|(?i:workshop|seminar|webinar|meeting|talk|lecture|course|training|meetup|conference|class|session)s?$"
)
"""What is said beside `Online` and is no place: `free and open to everyone`, by which clock, `Workshop`."""
_EDGES: Final = " \U0001f310\U0001f4bb\U0001f5a5\ufe0f*_?"


def is_nowhere(text: str | None) -> bool:
    """Tell words that stand for a place not known yet, `TBA`, or for all of a continent."""
    return _NOWHERES[(text or "").strip()]


def is_no_part(part: str) -> bool:
    """Tell what stands between the parts of a place and is none of them: its label, a time of day."""
    return _NO_PLACE.fullmatch(part) is not None


def is_online(part: str) -> bool:
    """Tell whether a part only names ways to take part from afar: `Zoom / YouTube`."""
    return _ONLINES[part]


_NOWHERES: Final = Remembered(lambda text: _NOWHERE.match(text) is not None)
_ONLINES: Final = Remembered(
    lambda part: all(_ONLINE_WORDS.match(way.strip(_EDGES)) for way in part.split("/"))
)


def is_remark(part: str) -> bool:
    """Tell what is said beside that it is online, in small letters or of the clock."""
    return _REMARK.match(part) is not None


def with_online_apart(line: str) -> str:
    """Part what a line says of taking part from afar, or in person, from the place beside it."""
    if "person" in line.lower():
        line = _IN_PERSON.sub("", line)
    return _BESIDE_ONLINE.sub(" , online , ", line) if _SAYS_ONLINE.search(line) else line


def names_house(part: str) -> bool:
    """Tell by a word that a name is that of a house, a park or a stretch of land: of no town."""
    return _HOUSE.search(part) is not None


def is_no_name(part: str) -> bool:
    """Tell what only says which sort of house or part of a town it is: `University`, `Downtown`."""
    return _HOUSE.fullmatch(part) is not None or _PART_OF_TOWN.fullmatch(part) is not None


def is_rather_house(part: str) -> bool:
    """Tell whether a name is a house's rather than a small town's, where both could stand."""
    return names_house(part) or _IN_A_LARGE_TOWN.search(part) is not None


def can_be_town(part: str) -> bool:
    """Tell whether a name, standing where a town stands, can be one that is too small to be known."""
    words = part.split()
    is_named = len(words) <= _LONGEST_TOWN and part[:1].isalpha() and not any(map(str.isdigit, part))
    return is_named and not part.isupper() and not names_house(part) and not _SEVERAL.search(part)
