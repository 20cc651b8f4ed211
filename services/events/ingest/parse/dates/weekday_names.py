"""Names of the days of the week in the languages whose months we read, and their short forms."""

import re
from typing import Final

from shared.text import fold

_NAMES: Final = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "Mon Tue Wed Thu Fri Sat Sun",
    "Mon Tues Weds Thur Fri Sat Sun",
    "Mon Tues Wed Thurs Fri Sat Sun",
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "Montag Dienstag Mittwoch Donnerstag Freitag Sonnabend Sonntag",
    "Mo Di Mi Do Fr Sa So",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lun mar mié jue vie sáb dom",
    "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "segunda terça quarta quinta sexta sábado domingo",
    "seg ter qua qui sex sáb dom",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "lun mar mer gio ven sab dom",
    "luni marți miercuri joi vineri sâmbătă duminică",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ma di wo do vr za zo",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pondělí úterý středa čtvrtek pátek sobota neděle",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "пн вт ср чт пт сб вс",
    "понеділок вівторок середа четвер пятниця субота неділя",
    "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή",
)

WEEKDAYS: Final = {fold(name): number for line in _NAMES for number, name in enumerate(line.split())}
"""All names, folded, to 0 (Monday) through 6; no name means two days in two languages."""

_ASIDE: Final = re.compile(r"(?<=\d)\s?[(（]([^()（）\d]{1,12})[)）]")
_EASTERN: Final = re.compile(
    r"[月火水木金土日](?:曜日?)?(?:・?祝日?)?|(?:周|星期|週)[一二三四五六日天]|[월화수목금토일](?:요일)?"
)


def without_weekday_aside(text: str) -> str:
    """Return the text without weekdays in brackets behind a day: `19 May 2027 (Wed)`, `5月19日(水)`."""
    return _ASIDE.sub(lambda found: " " if _is_weekday(found[1].strip(" .")) else found[0], text)


_EDGES: Final = re.compile(r"^[^\W\d_]{2,13}\.?,?\s+(?=\d)|(?<=\d),?\s+[^\W\d_]{2,13}\.?$")


def without_weekday_at_an_end(text: str) -> str:
    """Return a date in digits without the weekday before or behind it: `2027/05/19 Wed`."""
    return _EDGES.sub(lambda found: "" if _is_weekday(found[0].strip(" .,")) else found[0], text)


def _is_weekday(word: str) -> bool:
    return fold(word) in WEEKDAYS or _EASTERN.fullmatch(word) is not None
