"""What somebody does not want, in words: python except pycon, jazz not in London, ausser Yoga."""

import re
from collections.abc import Iterator
from typing import Final

from services.events.search.understood.typed import Known, Reading, Typed
from services.events.search.wording import says_nothing

_BUT: Final = (
    "but not|not in|except(?: for)?|excluding|other than|apart from|ausser|aber nicht|nicht in|sauf|hormis|"
    "mais pas|excepto|salvo|pero no|no en|exceto|mas nao|tranne|eccetto|ma non|behalve|maar niet|niet in"
)
_WITHOUT: Final = "without|ohne|sans|sin|sem|senza|zonder|bez"
_NOT: Final = "not|nicht|kein|keine|keinen|pas de|pas d|niet|geen|nao"
"""What is left out by one of these alone has a name: a place or a topic."""
_OUT: Final = re.compile(rf"(?<=\S )(?:(?:{_BUT}|{_WITHOUT})|(?P<named>{_NOT})) (?P<out>[^|]+)$")
_SIGNS: Final = frozenset(("no", *re.findall("[a-z]{3,}", f"{_BUT} {_WITHOUT} {_NOT}")))
_LONGEST: Final = 4


def left_out(typed: Typed, known: Known) -> Iterator[Reading]:
    """Yield where a query ends by what it does not want, and that."""
    if _SIGNS.isdisjoint(typed.folded.split()):
        return
    for told in _OUT.finditer(typed.folded):
        named = typed.cut(told.start("out"), told.end())
        is_short = len(told["out"].split()) <= _LONGEST and not says_nothing(told["out"])
        if named and is_short and (not told["named"] or known.place(named[0]) or known.topic(named[0])):
            yield Reading(told.span(), named[0])
