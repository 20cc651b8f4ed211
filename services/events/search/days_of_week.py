"""Days of the week and parts of the day in the words of a search, as events are indexed by them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
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
_LONGEST_WAIT: Final = 100
"""Days; a month has five Mondays at least every third time."""
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


def only_when(phrases: Sequence[str]) -> bool:
    """Tell whether all of these are a day of the week or a part of the day, one of each at most.

    Of two days no event may be, and whoever looks for it in order of time would look at all.
    """
    parts = [phrase for phrase in phrases if DAYTIME_OF.get(phrase, phrase) in DAYTIMES]
    days = [phrase for phrase in phrases if any(weekdays(phrase))]
    return len(parts) <= 1 and len(days) <= 1 and len(parts) + len(days) == len(phrases)


def first_numbered(phrases: Iterable[str], since: date) -> date | None:
    """Return the first day that a phrase tells by its place in a month: "second Tuesday", "last Friday"."""
    told = {word for phrase in phrases for word in weekdays(phrase)} - set(WEEKDAYS)
    days = (since + timedelta(days=after) for after in range(_LONGEST_WAIT))
    return next((day for day in days if numbered(day.weekday(), (day.day - 1) // 7 + 1) in told), None)
