"""How people write that an event is off, later, on another day or online, in some twenty languages."""

import re
from collections.abc import Mapping
from typing import Final

from shared.contracts.events import EventStatus

WORDS: Final[Mapping[EventStatus, str]] = {
    EventStatus.MOVED_ONLINE: r"moved online|now online|online instead|jetzt online|nun online"
    r"|désormais en ligne|ahora (?:online|virtual|en línea)|agora online",
    EventStatus.RESCHEDULED: r"rescheduled|new date|neuer termin|nouvelle date|nueva fecha|nova data"
    r"|nuova data|nieuwe datum",
    EventStatus.POSTPONED: r"postponed|verschoben|vertagt|reportée?|aplazad[oa]|pospuest[oa]|postergad[oa]"
    r"|adiad[oa]|rinviat[oa]|posticipat[oa]|uitgesteld|przełożon[eya]|uppskjut[ent]+|utsatt|udsat|odložen[oýá]"
    r"|перенес[её]н[оаы]?|延期|연기(?:됨)?",
    EventStatus.CANCELLED: r"cancell?ed|called off|abgesagt|entfällt|annul[ée]e?|cancelad[oa]|suspendid[oa]"
    r"|annullat[oa]|geannuleerd|afgelast|odwołan[eya]|inställ[td]|avlyst|aflyst|peruttu|peruutettu"
    r"|zrušen[oýá]|elmarad|iptal(?: edildi)?|отмен[её]н[оаы]?|скасован[оаі]|ακυρώθηκε|中止|已?取消"
    r"|キャンセル|취소(?:됨)?",
}
_ANY: Final = "|".join(WORDS.values())
_UNTIL: Final = r"(?:\s(?:to|until|till|due|bis|auf|wegen|para|al|à|au|jusqu|naar|do)\b[^\])】）］:]{0,60})?"
MARK: Final = re.compile(
    rf"^\*+ *({_ANY})\b[^*]{{0,60}}\*+"
    rf"|^\W*({_ANY})\b{_UNTIL}\s*(?:[\]):!|–—：】）*~-]+|\W*$)"
    rf"|[\[(【（［]\s*({_ANY})\b{_UNTIL}[!.]*\s*[\])】）］]"
    rf"|\*+ *({_ANY})\b{_UNTIL} *\*+"
    rf"|\s[-–—|:*]+ *({_ANY})[!.*]*{_UNTIL}$"
    rf"|\s(?:is|has been|ist|wird|wurde|est|a été|fue|ha sido|foi|è stat[oa])\s+({_ANY})[!.]*$"
    r"|\s\W*(fällt (?:leider )?aus|gaat (?:helaas )?niet door)[!.]*$",
    re.IGNORECASE,
)
"""Words before or behind a title, parted from it or a sentence with it, or in brackets."""
AGAIN: Final = re.compile(rf"(?<=[:|\u2013\u2014-] )(?:{_ANY})\s+(?=[^\W\d_])", re.IGNORECASE)
"""The same words once more, behind the name of a series, where a mark has said it before."""
CAPITALS: Final = re.compile(rf"^\W*({_ANY})\s|\s\W*({_ANY})\W*$", re.IGNORECASE)
"""The same words not parted from it, which count where they alone are in capitals."""
BEFORE_A_NAME: Final = re.compile(r"^\W*((?i:cancell?ed))\s(?=[^\W\d_a-z][^\s:]* \S)")
"""The participle of English before a name of two words or more, as calendars rename one date of a series."""
MARK_STEMS: Final = (
    "online", "ahora virtual", "new date", "neuer termin", "nouvelle date", "nueva fecha", "nova data",
    "nuova data", "nieuwe datum", "rescheduled", "postponed", "verschoben", "vertagt", "aplazad", "pospuest",
    "postergad", "adiad", "rinviat", "posticipat", "uitgesteld", "uppskjut", "utsatt", "udsat", "cancel",
    "called off", "abgesagt", "suspendid", "annul", "geannuleerd", "afgelast", "avlyst", "aflyst", "peruttu",
    "peruutettu", "elmarad", "iptal", "niet door",
)  # fmt: skip
"""One of these is in every mark of ASCII alone, in lower case."""

_GERMAN: Final = "(?:veranstaltung|treffen|abend|konferenz|vortrag|kurs|termin|workshop|meetup|konzert|event)"
_SENTENCES: Final = (
    (
        r"\b(?:this|today['’]s|tonight['’]s|our|the) (?:event|meet-?up|meeting|ride|class|session|conference"
        r"|workshop|talk|webinar|seminar|concert|show|course|program(?:me)?)\b"
        r" (?:scheduled [^.\n]{0,40}?)?(?:is|has been|has|was|had to be|has had to be)"
        r" (?:now |unfortunately )?"
        r"(cancell?ed|called off|postponed|moved online)"
    ),
    (
        r"\b(?:we|i)(?:['’]ve| have| had|['’]re| are)? (?:to |having to |forced to )?"
        r"(cancel|postpone)(?:l?ed|d|l?ing)? (?:this|today['’]s|tonight['’]s) "
    ),
    (
        rf"\b(?:die|diese|unsere|das|dieses|der|dieser|unser) {_GERMAN}\b[^.\n]{{0,20}}?"
        r" (abgesagt|verschoben|fällt (?:leider )?aus|entfällt|muss (?:leider )?ausfallen)"
    ),
    (
        r"\bm[üu]ssen (?:wir )?(?:leider )?(?:die|das|den|diesen?|dieses|unseren?|unser)"
        rf" {_GERMAN}\b[^.\n]{{0,20}}? (verschieben|absagen)"
    ),
    (
        r"(?:\bl['’]|\b(?:la|le|cet|cette|notre) )(?:[ée]v[éè]nement|soirée|atelier|conférence|rencontre"
        r"|réunion|concert|cours) (?:est|a été) (?:malheureusement )?(annulée?|reportée?)"
    ),
    (
        r"\b(?:el|la|este|esta|nuestro|nuestra) (?:evento|reunión|charla|taller|conferencia|encuentro"
        r"|concierto|clase|curso) (?:ha sido|fue|está|queda) ((?:cancelad|suspendid|aplazad|pospuest)[oa])"
    ),
    (
        r"\b(?:o|a|este|esta|nosso|nossa) (?:evento|encontro|palestra|oficina|conferência|reunião|aula)"
        r" (?:foi|está) ((?:cancelad|adiad)[oa])"
    ),
    (
        r"(?:\bl['’]|\b(?:il|la|lo|questo|questa) )(?:evento|incontro|conferenza|serata|corso|concerto)"
        r" è (?:stat[oa] )?((?:annullat|rinviat)[oa])"
    ),
    (
        r"\b(?:het|de|dit|deze) (?:evenement|avond|bijeenkomst|workshop|conferentie|lezing|cursus|meetup)"
        r" (?:is|werd|gaat) (?:helaas )?(geannuleerd|afgelast|uitgesteld|niet door)"
    ),
    r"\b(?:wydarzenie|spotkanie) (?:zostało|jest) (odwołane|przełożone)",
    r"\b(?:мероприятие|встреча|конференция|концерт) (?:был[оа]? )?(отмен[её]н[оа]?|перенес[её]н[оа]?)",
)
SAYS: Final = re.compile("|".join(_SENTENCES), re.IGNORECASE)
STEMS: Final = (
    "cancel", "postpone", "called off", "moved online", "abgesagt", "verschoben", "fällt", "ausfallen",
    "absagen", "verschieben", "annul", "report", "suspend", "aplazad", "pospuest", "adiad", "rinviat",
    "geannuleerd", "afgelast", "uitgesteld", "niet door", "odwołan", "przełożon", "отмен", "перенес",
)  # fmt: skip
"""One of these is in every sentence that says so."""
UNSURE: Final = re.compile(
    r"\b(?:if|when|unless|in case|should|might|may|could|not|never|last|previous(?:ly)?"
    r"|in (?:19|20)\d\d|wenn|falls|sofern|bei (?:regen|schlechtem|zu wenig)|nicht|letzte[sn]?"
    r"|si|s['’]il|en cas|pas|dernier|pasado|passado"
    r"|scorso|caso|als|indien|bij|vorig|jeśli|если)\b",
    re.IGNORECASE,
)
"""Words of a sentence that only says when it would be so, or that it was so another time."""
