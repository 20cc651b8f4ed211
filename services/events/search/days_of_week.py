"""Days of the week and parts of the day in the words of a search, as events are indexed by them."""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.dates.weekday_names import WEEKDAYS as NAMES
from services.events.ingest.resolve.time_words import DAYTIMES, WEEKDAYS, numbered

_SHORTEST: Final = 5
"""Letters; shorter names (`sun`, `mar`, `joi`) are more often something else."""
_OTHERWISE: Final = frozenset({"segunda", "terca", "quarta", "quinta", "sexta", "marti", "pazar"})
"""Names of days that are other words as often: `segunda edición`, `Quinta da Regaleira`."""
_DAYS: Final = "|".join(name for name in NAMES if len(name) >= _SHORTEST or name in {"tues", "thur", "fri"})
_EVERY: Final = "every|each|jeden|jeder|cada|chaque|tous les|todos los|todas as|todos os|ogni|elke|iedere"
_WHICH: Final = {
    1: "1st|first|1|erste[rn]?|premier|primer|primeiro|primo|eerste",
    2: "2nd|second|2|zweite[rn]?|deuxieme|segundo|secondo|tweede",
    3: "3rd|third|3|dritte[rn]?|troisieme|tercer|terceiro|terzo|derde",
    4: "4th|fourth|4|vierte[rn]?|quatrieme|cuarto|quarto|vierde",
    5: "5th|fifth|5|funfte[rn]?|cinquieme|quinto",
    0: "last|letzte[rn]?|dernier|ultimo|laatste",
}
_NUMBERED: Final = "|".join(f"(?P<n{number}>{words})" for number, words in _WHICH.items())
_LAST: Final = 0
_TOLD: Final = re.compile(
    rf"(?:(?:{_EVERY}) )?(?:(?:{_NUMBERED}) )?(?P<day>{_DAYS})(?P<more>s|nas?)?(?P<feira> feiras?)?"
)
_NAMED: Final = frozenset(name + more for name in _DAYS.split("|") for more in ("", "s", "na", "nas"))
"""Words of which one stands in whatever `_TOLD` matches."""
_WEEKEND: Final = frozenset(
    ("weekend", "weekends", "wochenende", "wochenenden", "week end", "fin de semana", "fim de semana",
     "fine settimana", "weekeinde")
)  # fmt: skip
_DAYTIMES: Final = {
    "morning": "mornings morgens vormittag vormittags matin matinee manana manha mattina ochtend",
    "afternoon": "afternoons nachmittag nachmittags apres-midi tarde pomeriggio middag namiddag",
    "evening": "evenings after-work feierabend abend abends soir soiree noche noite sera avond",
}
DAYTIME_OF: Final = {
    name.replace("-", " "): daytime for daytime, names in _DAYTIMES.items() for name in names.split()
}
"""The word for the part of a day that a phrase of another language tells."""


def weekdays(phrase: str) -> Iterator[str]:
    """Yield the word for a phrase: `tuesday` of "dienstags", `thursday2` of "every second Thursday".

    The last Friday of a month is its fifth or fourth, a weekend a Saturday or Sunday. A name of
    several meanings counts only as `segunda-feira`.
    """
    if phrase in _WEEKEND:
        yield from WEEKDAYS[-2:]
    if _NAMED.isdisjoint(phrase.split()):
        return
    told = _TOLD.fullmatch(phrase)
    if not told or (told["day"] in _OTHERWISE and not told["feira"]):
        return
    day = NAMES[told["day"]]
    number = next((number for number in _WHICH if told[f"n{number}"]), None)
    if number is None:
        yield WEEKDAYS[day]
    elif number == _LAST:
        yield from (numbered(day, each) for each in (5, 4))
    else:
        yield numbered(day, number)


def is_of_any_week(phrase: str) -> bool:
    """Tell whether a phrase is a day of the week or a part of the day: "friday", not "last Friday"."""
    told = tuple(weekdays(phrase)) or (DAYTIME_OF.get(phrase, phrase),)
    return all(word in WEEKDAYS or word in DAYTIMES for word in told)
