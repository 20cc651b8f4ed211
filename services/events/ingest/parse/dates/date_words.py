"""The words of a written date as tokens: day, month, year, dash, comma. Anything else refuses the text."""

import re
from typing import Final

from services.events.ingest.parse.dates.month_names import month_of
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from shared.text import fold

Token = tuple[str, int]
"""`D`, `M`, `Y` with their number; `-` and `,` with 0."""


class DateRefusedError(ValueError):
    """The text is no date of an event; the message is a stable reason code."""


_LITTLE_WORDS: Final = (
    "of the from on de del do da du le la les el der den dem die am vom im di dal il os as no dia dias od dne"
    " feira fra den det w v r roku г года р року"
)
_SILENT: Final = WEEKDAYS.keys() | set(_LITTLE_WORDS.split())
_TILL: Final = "- – — ~ / to until till through thru bis a al au ate tot til"
_AND: Final = ", & + and und et y e i en och"
_DASHES: Final = frozenset(_TILL.split())
_COMMAS: Final = frozenset(_AND.split())
_PHRASES: Final = r"(?:t/m|t\.\s?e\.\s?m\.?|tot en met)(?!\w)"
"""What Dutch writes between the first day and the last."""
TO: Final = (
    rf"\s*(?:[-–—~/&+]|{_PHRASES}|\b(?:"
    + "|".join(sorted(filter(str.isalpha, _DASHES | _COMMAS)))
    + r")\b)\s*"
)
"""What stands between two days of a date within other words."""
_PIECE: Final = re.compile(
    r"\s*(?:(?P<nd>\d{1,2})(?P<mark>[./])(?P<nm>\d{1,2})(?:(?P=mark)(?P<ny>(?:19|20)?\d\d)(?!\d)|\.)?(?!\d)"
    r"|(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th|er|e|o|a|º|ª)?(?![^\W\d_])"
    rf"|(?P<till>{_PHRASES})"
    r"|(?P<word>[^\W\d_]+|[-–—~/,&+])|(?P<dot>\.))"
)
_DAY_FIRST: Final = re.compile(r"\b(?:de|ate|bis|au|al|tot)\b|\bt(?:/m|\.\s?e\.\s?m)\b|\d a \d")
"""Words of languages that never write the month first."""
_MONTHS_IN_YEAR: Final = 12


def tokens(text: str, *, day_first: bool | None) -> list[Token]:
    """Cut a text into tokens; `day_first` is the order of `02/03` where it is known from elsewhere.

    Raises DateRefusedError: `date_not_understood` or `ambiguous_date`.
    """
    folded, found, position = fold(text), [], 0
    if day_first is None and _DAY_FIRST.search(folded):
        day_first = True
    while position < len(folded.rstrip()):
        piece = _PIECE.match(folded, position)
        if piece is None:
            raise DateRefusedError("date_not_understood")
        found += _tokens(piece, day_first=day_first)
        position = piece.end()
    return found


def _tokens(piece: re.Match[str], *, day_first: bool | None) -> list[Token]:
    if piece["nd"]:
        if (
            piece["mark"] == "/"
            and not piece["ny"]
            and min(int(piece["nd"]), int(piece["nm"])) > _MONTHS_IN_YEAR
        ):
            return [("D", int(piece["nd"])), ("-", 0), ("D", int(piece["nm"]))]
        day, month = _ordered(int(piece["nd"]), int(piece["nm"]), day_first=piece["mark"] == "." or day_first)
        return [("D", day), ("M", month), *([("Y", _full_year(piece["ny"]))] if piece["ny"] else [])]
    if piece["year"]:
        return [("Y", int(piece["year"]))]
    if piece["day"]:
        return [("D", int(piece["day"]))]
    if piece["till"]:
        return [("-", 0)]
    return _word(piece["word"]) if piece["word"] else []


def _full_year(text: str) -> int:
    """Return the year; two digits are of this century."""
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004 - digits


def _ordered(first: int, second: int, *, day_first: bool | None) -> tuple[int, int]:
    """Return day and month of `02/03`; where both orders would do and nothing tells, refuse to guess."""
    if first > _MONTHS_IN_YEAR or first == second or (day_first and second <= _MONTHS_IN_YEAR):
        return first, second
    if second > _MONTHS_IN_YEAR or day_first is False:
        return second, first
    raise DateRefusedError("ambiguous_date")


def _word(word: str) -> list[Token]:
    if month := month_of(word):
        return [("M", month)]
    if word in _DASHES:
        return [("-", 0)]
    if word in _COMMAS:
        return [(",", 0)]
    if word in _SILENT:
        return []
    raise DateRefusedError("date_not_understood")
