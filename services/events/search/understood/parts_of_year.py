"""Parts of a year told in words: early April, Ende März, this summer, in spring 2027, Q1 2027, H2 2027."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from services.events.search.understood.days import (
    BEFORE,
    NAMES,
    NEXT,
    THIS,
    YEAR,
    Days,
    months,
    reading,
    whole_month,
)

_THIRDS: Final = {
    "early": "early(?: in)?|(?:beginning|start) of|anfang|debut|(?:a )?(?:principios|inicios) de|inizio",
    "mid": "mid|middle of|mitte|mi|(?:a )?(?:mediados|meados) de|meta",
    "late": "late(?: in)?|end of|ende|fin|(?:a )?(?:fines|finales|finais) de|fim de|fine",
}
"""Of a month."""
_A_THIRD: Final = 10
"""Days of each but the last."""
_SEASONS: Final = {
    "spring": "spring|fruhling|fruhjahr|printemps|primavera|lente|voorjaar",
    "summer": "summer|sommer|ete|verano|verao|zomer",
    "autumn": "autumn|fall|herbst|automne|otono|outono|autunno|herfst",
    "winter": "winter|hiver|invierno|inverno",
}
"""Of the northern half of the world, from March on; `estate` is English as well."""
_NOT_TWO_YEARS: Final = {name: words for name, words in _SEASONS.items() if name != "winter"}
_A_SEASON: Final = 3
"""Months; a quarter of a year has as many."""
_HALVES: Final = {
    "one": "first|erstes?|ersten|premier|primer|primeiro|primo",
    "two": "second|zweites?|zweiten|deuxieme|second|segundo|secondo",
}
_A_HALF: Final = "(?:half|halbjahr|halfte|semestre)(?: of| von| de| del)?"
_DURING: Final = "(?:in|im|au|en|em|during|over)(?: the)? "
_A_NAME: Final = "(?! (?:boot|framework|cloud|security|batch|data|i o|ai)(?!\\S))"
"""What Spring is beside these."""


def _any(names: Mapping[str, str]) -> str:
    return f"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in names.items())})"


def _third(told: re.Match[str], today: date) -> Days | None:
    """What is over this year is that of the next."""
    whole = whole_month(told, today)
    if whole is None:
        return None
    first = whole.first + _told(told, _THIRDS) * timedelta(days=_A_THIRD)
    last = whole.last if told["late"] else first + timedelta(days=_A_THIRD - 1)
    if last < today and not told["year"]:
        return _third(told, whole.last + timedelta(days=1))
    return Days(first, last)


def _season(told: re.Match[str], today: date) -> Days:
    """The season that begins in a year, or the one that is not over; "next" is not the one that it is."""
    begins = 2 + _A_SEASON * _told(told, _SEASONS)
    if told["year"]:
        return months(int(told["year"]) * 12 + begins, _A_SEASON)
    now = today.year * 12 + today.month - 1
    begun = (now - begins) % 12
    is_this = begun < _A_SEASON and not told["next"]
    return months(now - begun if is_this else now - begun + 12, _A_SEASON)


def _quarter(told: re.Match[str], _: date) -> Days:
    return months(int(told["year"]) * 12 + _A_SEASON * (int(told["quarter"]) - 1), _A_SEASON)


def _half(told: re.Match[str], _: date) -> Days:
    number = int(told["half"]) - 1 if "half" in told.re.groupindex else _told(told, _HALVES)
    return months(int(told["year"]) * 12 + 2 * _A_SEASON * number, 2 * _A_SEASON)


def _told(told: re.Match[str], names: Mapping[str, str]) -> int:
    return next(number for number, name in enumerate(names) if told[name])


_PATTERNS: Final = (
    (f"{BEFORE}{_any(_THIRDS)} (?:de )?(?P<name>{NAMES})(?:(?: de)? {YEAR})?", _third),
    (f"{_DURING}{_any(_SEASONS)}(?: de)? {YEAR}", _season),
    (f"(?<=\\S ){_any(_NOT_TWO_YEARS)}(?: de)? {YEAR}", _season),  # alone it may be a name
    (
        f"(?:{BEFORE}(?:(?:{THIS})|(?P<next>{NEXT}))|{_DURING[:-1]}) {_any(_SEASONS)}{_A_NAME}(?P<year>)",
        _season,
    ),
    (f"(?:{_DURING})?q(?P<quarter>[1-4]) {YEAR}", _quarter),
    (f"(?:{_DURING})?{YEAR} q(?P<quarter>[1-4])", _quarter),
    (f"(?:{_DURING})?h(?P<half>[12]) {YEAR}", _half),
    (f"{BEFORE}{_any(_HALVES)} {_A_HALF} {YEAR}", _half),
)
_SIGNS: Final = {"mi", "q1", "q2", "q3", "q4", "h1", "h2"}.union(
    re.findall("[a-z]{3,}", " ".join((*_THIRDS.values(), *_SEASONS.values(), *_HALVES.values())))
)
"""Of each pattern a word: one of two letters stands beside another."""

parts_told = reading(_PATTERNS, _SIGNS)
