"""Near a place, in words: near Lyon, within 30 miles of Leeds, im Umkreis von 20 km um Köln."""

import re
from collections.abc import Iterator
from typing import Final

from services.events.search.understood.typed import Known, Reading, Typed

_AROUND: Final = (
    "near to|near|around|close to|in der nahe von|nahe|rund um|pres de|autour de|cerca de|vicino a|perto de|"
    "in de buurt van"
)
_ME: Final = re.compile(
    r"(?<!\S)(?:near(?:by)? me|near here|nearby|close to me|around me|in meiner nahe|in der nahe(?! von)|"
    r"pres de chez moi|pres de moi|cerca de mi|cerca de aqui|vicino a me|perto de mim|"
    r"in de buurt(?! van))(?!\S)"
)
_KM_OF: Final = {"km": 1.0, "miles": 1.609344}
_UNITS: Final = (
    r"(?P<km>kms?|kilometer[sn]?|kilometres?|kilometros|quilometros|chilometri)|"
    r"(?P<miles>mi|miles?|meilen|milles|millas|milhas|miglia)"
)
_DISTANCE: Final = rf"(?P<figure>\d{{1,4}}) ?(?:{_UNITS})(?: radius)?"
_WITHIN: Final = (
    "(?:(?:within|less than|no more than|at most|up to|not more than|a radius of|im umkreis von|"
    "im radius von|hochstens|weniger als|bis zu|dans un rayon de|a moins de|en un radio de|a menos de|"
    "nel raggio di|a meno di|entro|num raio de|binnen|a) )*"
)
_FROM: Final = (
    "of|from|around|near|um|rund um|von|entfernt von|de|d|autour de|alrededor de|da|di|do|van|rondom"
)
_FURTHEST_KM: Final = 2000
"""As `radius_km` of the API."""
_NEAR: Final = re.compile(rf"(?<!\S)(?:{_WITHIN}{_DISTANCE} (?:{_FROM})|(?:{_AROUND})) (?P<place>[^|]+)")
_BEHIND: Final = re.compile(rf" (?:(?:within|in|im umkreis von|\+) )?{_DISTANCE}(?!\S)")
_LONGEST_PLACE: Final = 4


def nearness(typed: Typed, known: Known) -> Iterator[Reading]:
    """Yield what a query tells of places, as typed ("" where one is), the surest first."""
    for match in _ME.finditer(typed.folded):
        yield Reading(match.span(), "")
    for match in _NEAR.finditer(typed.folded):
        named = _place(typed, match, known)
        if named is None:
            continue
        end, place = named
        behind = None if match["figure"] else _BEHIND.match(typed.folded, end)
        told = match if match["figure"] else behind
        radius = _radius(told) if told else None
        if radius is None or 0 < radius <= _FURTHEST_KM:
            yield Reading((match.start(), behind.end() if behind else end), place, radius)


def _place(typed: Typed, match: re.Match[str], known: Known) -> tuple[int, str] | None:
    """Return where the longest known place ends that the words after "near" begin with, as it was typed."""
    words, begins = match["place"].split(), match.start("place")
    ends = (begins + len(" ".join(words[:count])) for count in range(_LONGEST_PLACE, 0, -1))
    named = ((end, typed.cut(begins, end)) for end in dict.fromkeys(ends))
    return next(((end, cut[0]) for end, cut in named if cut and known.place(cut[0])), None)


def _radius(told: re.Match[str]) -> float:
    unit = next(unit for unit in _KM_OF if told[unit])
    return round(int(told["figure"]) * _KM_OF[unit], 1)
