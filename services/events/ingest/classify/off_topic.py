"""What calendars hold besides events: notes of days, hours and duties, for which nobody meets anybody.

Told from the whole title, not from a word in it: "Labour Day" is a note of the day, "Labour Day picnic" an
event. Asked of sources that nobody has vouched for; of the others only what says that a house is shut or a
time is taken, where nobody can mean anything else.
"""

import re
from enum import StrEnum
from typing import Final

from services.events.ingest.model import Listing
from shared.text import fold


class Matter(StrEnum):
    """What a note is about."""

    HOURS = "off_topic_hours"
    COLLECTION = "off_topic_collection"
    HOLIDAY = "off_topic_holiday"
    SCHOOL = "off_topic_school"
    SKY = "off_topic_sky"
    TAKEN = "off_topic_taken"
    PERSONAL = "off_topic_personal"
    FIXTURE = "off_topic_fixture"


CERTAIN: Final = frozenset(Matter) - {Matter.PERSONAL, Matter.FIXTURE}
"""A title names these without a doubt; "Python vs Rust" may be a debate, and "Debian's birthday" a party."""
LONG_TEXT: Final = 140
"""Characters of description from which somebody announces more than a day."""
_LONGEST: Final = 120


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})\Z")


_PLACES: Final = (
    r"(?:the )?(?:offices?|library|libraries|all (?:branches|locations)|museum|shop|store|branch"
    r"|building|town hall"
    r"|city hall|village hall|schools?|cent(?:er|re)|campus|cafe|gym|pool|gallery|we|city offices"
    r"|rathaus|bibliothek)"
)
_BREAK: Final = (
    r"(?:spring|winter|fall|autumn|summer|easter|thanksgiving|christmas|holiday|midterm|half term)"
)
_BINS: Final = (
    r"(?:bins?|waste|rubbish|garbage|trash|refuse|recycl(?:ing|ables?)|compost|leaf|leaves|brush"
    r"|paper|glass|plastic)"
)
_COLOURS: Final = (
    r"(?:black|brown|blue|green|grey|gray|yellow|red|purple|weekly|fortnightly|curb ?side|kerb ?side"
    r"|residential"
    r"|household|general|mixed|garden|yard|food|bulky?|organic|christmas tree|and)"
)
_DAYS: Final = (
    r"(?:new year'?s? (?:day|eve)|martin luther king(?: jr)?(?: day)?|mlk(?: jr)? day|presidents'?s? day"
    r"|washington's birthday|good friday|easter(?: sunday| monday)?|palm sunday|memorial day|juneteenth"
    r"|independence day|(?:4th|fourth) of july|labou?r day|columbus day|indigenous peoples'? day"
    r"|veterans'? day"
    r"|remembrance day|thanksgiving(?: day)?|day after thanksgiving|christmas(?: eve| day)?|boxing day"
    r"|canada day"
    r"|victoria day|australia day|anzac day|waitangi day|republic day|(?:early may |spring "
    r"|summer )?bank holiday"
    r"|may day|ascension(?: day)?|whit monday|pentecost|all saints'? day|epiphany|mother'?s'? day"
    r"|father'?s'? day"
    r"|valentine'?s day|groundhog day|ash wednesday|rosh hashanah|yom kippur|passover|hanukkah|ramadan"
    r"|eid al.(?:fitr|adha)"
    r"|neujahr|heilige drei konige|karfreitag|oster(?:sonntag|montag)|tag der arbeit|christi himmelfahrt"
    r"|pfingst(?:sonntag|montag)|fronleichnam|maria himmelfahrt|tag der deutschen einheit|reformationstag"
    r"|allerheiligen|(?:erster |zweiter |[12]\. )?weihnachts(?:feier)?tag|heiligabend|silvester"
    r"|nationalfeiertag"
    r"|jour de l'an|lundi de paques|paques|fete du travail|fete nationale|assomption|toussaint"
    r"|armistice|noel"
    r"|ano nuevo|reyes(?: magos)?|viernes santo|semana santa|dia del trabajo|navidad|dia de la (?:raza"
    r"|independencia)"
    r"|koningsdag|bevrijdingsdag|hemelvaart(?:sdag)?|(?:eerste|tweede) (?:kerst|paas|pinkster)dag)"
)
_HOUSES: Final = (
    rf"(?:(?:{_PLACES}|(?:the )?(?:winery|brewery|restaurant|bar|pub|studio|church|garden|park|theat(?:er|re)"
    rf"|bakery|hall|(?:tasting )?room|offices))(?: (?:is|are|will be))?|{_DAYS})"
)
_CLOSING: Final = r"(?:will be )?clos(?:ing|es|ed)"
_CLOCK: Final = r"(?:noon|midnight|\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?)"
_FOR_OTHERS: Final = r" for (?:an? )?(?:private )?(?:event|party|function)"
_PATTERNS: Final = {
    Matter.HOURS: _whole(
        r"(?:.{1,50}[ :(-])?closed(?:\)| all day| today)?",
        rf"{_PLACES} (?:is |are |will be )?(?:closed|closes|closing|opens?)\b.{{0,60}}",
        r"closed (?:for|on|due to|in observance of) .{1,60}",
        r"(?:.{1,40} )?(?:opening|closing|business|shop|store|library|museum|holiday) (?:hours|times)"
        r"(?: ?[-–(:,].{0,40})?",
        r"(?:shop |store |library |we are |we're )?open(?: daily)?[: ]+\d\d?(?:[:.]\d\d)? ?(?:am|pm)?"
        r" ?(?:-|to|–|until|bis) ?\d\d?(?:[:.]\d\d)? ?(?:am|pm)?(?: uhr)?",
        r"(?:heute |bibliothek |ladengeschaft )?geschlossen|offnungszeiten.{0,40}"
        r"|ferme(?:ture)?(?: exceptionnelle)?"
        r"|cerrado(?: por .{1,40})?",
        rf"(?:{_HOUSES} )?{_CLOSING} (?:(?:at|@) )?{_CLOCK}(?:{_FOR_OTHERS})?",
        rf"(?:{_HOUSES} )(?:at {_CLOCK} )?{_CLOSING}{_FOR_OTHERS}",
        rf"(?:{_HOUSES} )?clos(?:ing|es|ed) early.{{0,40}}",
    ),
    Matter.COLLECTION: _whole(
        rf"(?:{_COLOURS} |& )*{_BINS}(?: (?:{_COLOURS}|{_BINS}|&))* (?:collections?|pick ?-?ups?|days?)"
        r"(?: (?:day|week))?(?: (?:-|–|\(|zone|area|route).{0,30})?",
        rf"(?:{_COLOURS} )+bins?(?: (?:and|&) (?:{_COLOURS} )*bins?)*",
        r"(?:(?:abholung|leerung|abfuhr)[: ]+)?(?:rest|bio|haus|sperr|gelber sack|gelbe tonne|altpapier"
        r"|papier)"
        r"(?:mull|abfall|tonne)?(?:abfuhr|abholung|leerung)?(?:tonne)?(?: (?:abfuhr|abholung|leerung"
        r"|tonne))?",
        r"(?:gft|restafval|pmd|oud papier|groenafval)(?: .{0,20})?",
        r"(?:collecte|ramassage) des? (?:ordures|dechets|encombrants|poubelles).{0,30}",
        r"recogida de (?:basuras?|residuos|enseres).{0,30}",
    ),
    Matter.HOLIDAY: _whole(
        rf"(?:(?:public|bank|federal|state|legal|stat(?:utory)?|school|office) holiday[ :(-]+)?{_DAYS}"
        r"(?: \(?(?:observed|substitute(?: day)?|holiday|day|(?:public|bank|federal|state|national"
        r"|statutory|office)"
        r" holiday|regional holiday|feiertag|festivo|ferie)\)?)*",
        r"(?:public|federal|state|national|statutory|legal|office) holiday(?: ?[-–(:,].{0,40})?"
        r"|feiertag|jour ferie|dia festivo",
    ),
    Matter.SCHOOL: _whole(
        r"no (?:school|classes)(?: ?[-–(:,].{0,50})?",
        rf"(?:{_BREAK} )+(?:break|recess|vacation|holidays?)(?: (?:begins|starts|ends"
        rf"|week))?(?: ?[-–(:,].{{0,20}})?",
        r"(?:first|last) day of (?:school|classes|term|(?:fall|spring|summer|winter) (?:semester"
        r"|quarter|term|classes))",
        r"(?:teacher|staff|student|faculty) (?:work ?day|in-?service(?: day)?|planning day|holiday"
        r"|development day)"
        r"(?: ?[-–(:,].{0,40})?",
        r"inset day|pupil.free day|(?:early|late) (?:dismissal|release|start)(?: day)?|half.?term|snow day"
        r"|(?:end|start|beginning) of (?:term|semester)(?: \d)?|term \d (?:begins|starts|ends)",
        r"(?:schul|herbst|sommer|winter|oster|weihnachts|pfingst|fas(?:t"
        r"|chings))ferien(?: ?[-–(:,].{0,20})?"
        r"|vacances (?:scolaires|d'ete|de noel|de la toussaint|d'hiver)|vacaciones(?: escolares)?",
    ),
    Matter.SKY: _whole(
        r"(?:full|new) moon|(?:first|last|third) quarter(?: moon)?|(?:sunrise|sunset"
        r"|moonrise)(?:\W+\d.{0,20})?"
        r"|(?:winter|summer|june|december) solstice|(?:spring|autumn(?:al)?|vernal|march|september"
        r"|fall) equinox"
        r"|(?:first day of )(?:spring|summer|autumn|fall|winter)|daylight sav(?:ing"
        r"|ings)(?: time)?(?: (?:begins|starts|ends))?"
        r"|(?:high|low) tide(?: ?[-–(:,].{0,20})?|vollmond|neumond|zeitumstellung|pleine lune|luna llena",
    ),
    Matter.TAKEN: _whole(
        r"busy|tentative|unavailable|not available|blocked(?: off)?|(?:on )?hold(?: date)?|reserved"
        r"|booked(?: out)?"
        r"|(?:room |hall )?(?:booked|reserved|occupied)|out of (?:the )?office|ooo|pto|no (?:events?"
        r"|meeting)s?(?: today)?"
        r"|(?:facility|room|hall|space|venue|building|private|church) (?:rental|hire)|rental"
        r"|(?:empty|open|free|available|vacant) (?:(?:time ?)?slots?|date|room)|(?:slot|date|room) available"
        r"|belegt|besetzt|occupe|ocupado|test(?: event)?",
        r"private (?:event|party|function|booking|hire|rental)s?(?:(?:,| ?[-–(]).{1,50})?",
        r"no (?:live )?(?:music|meeting|rehearsal|practice)s?"
        r"(?: (?:today|tonight|this week)| ?[-–(,] ?(?:private|closed|cancell?ed|holiday).{0,40})?",
    ),
    Matter.PERSONAL: _whole(
        r"(?:.{1,40} )?(?:birthday|b-?day|geburtstag|anniversaire)(?: \(?\d{1,3}\)?)?",
        r"(?:birthday|geburtstag|anniversaire)[: ].{1,40}",
        r"(?:dentist|dr'?s?|doctor'?s?|vet|haircut|optician|hairdresser|zahnarzt|arzt(?:termin)?"
        r"|friseur|dentista|medico)"
        r"(?: (?:appointment|appt|visit|termin))?(?: .{0,30})?",
        r"(?:[\w']+ ){1,3}(?:appointment|appt)",
        r"(?:on |annual )?(?:vacation|leave|holiday|urlaub)|day off|pick ?up (?:the )?(?:kids|children)"
        r"|school run"
        r"|(?:pay )?rent(?: due)?|(?:flight|train) (?:to|from) .{1,40}|(?:wedding )?anniversary|private"
        r"|privat",
    ),
    Matter.FIXTURE: _whole(
        r"[\w .&'-]{2,35} (?:v|vs\.?|versus) [\w .&'-]{2,35}",
        r"(?:.{1,40} )?(?:premier league|champions league|bundesliga|la liga|serie a|nfl|nba|mlb|nhl"
        r"|f1)(?: ?[-–(:,].{0,50})?",
    ),
}  # fmt: skip

_NOBODY_MEETS: Final = {
    Matter.HOURS: _whole(
        rf"(?:{_HOUSES}[ :,(-]*)?closed(?: all day| today)?\)?"
        r"(?: (?:for|on|due to|in observance of) .{1,60})?"
        rf"(?: ?[-–(:,] ?(?:no .{{1,20}}|private event|.{{0,10}}{_DAYS}).{{0,10}})?",
        r"(?:(?:bibliothek|ladengeschaft|rathaus|museum) )?geschlossen|fermeture exceptionnelle",
        rf"(?:{_PLACES}|pool|office|road|street|lane|bridge|trail|park|school|campus|building|facility|holiday"
        r"|temporary|emergency|early) closures?(?: ?[-–(:,].{1,50})?",
    ),
    Matter.TAKEN: _whole(
        r"reserved|busy|blocked(?: off)?|unavailable|(?:room|hall) (?:booked|reserved)|belegt"
    ),
}  # fmt: skip


def shut_or_taken(listing: Listing) -> Matter | None:
    """Return HOURS or TAKEN for what is no event whoever lists it, and wherever: `LIBRARY CLOSED`."""
    if len(listing.description or listing.summary or "") > LONG_TEXT:
        return None
    words = _plain(listing.title)
    return next((matter for matter, pattern in _NOBODY_MEETS.items() if pattern.match(words)), None)


def _plain(title: str) -> str:
    """Return a title folded and bare, empty where it is longer than that of any note."""
    words = " ".join(fold(title).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).strip(" .!*")
    return words if len(words) <= _LONGEST else ""


def matter_of(title: str) -> Matter | None:
    """Return what a title is a note of, None where it may name an event."""
    words = _plain(title)
    return next((matter for matter, pattern in _PATTERNS.items() if pattern.match(words)), None)


def off_topic(listing: Listing) -> Matter | None:
    """Return what a listing is a note of where that is certain: a bare title, and no venue nor text."""
    if sure := shut_or_taken(listing):
        return sure
    place, text = listing.place, listing.description or listing.summary or ""
    if (place and (place.venue or place.address)) or len(text) > LONG_TEXT:
        return None
    matter = matter_of(listing.title)
    return matter if matter in CERTAIN else None
