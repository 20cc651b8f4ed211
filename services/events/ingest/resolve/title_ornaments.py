"""What people write around the name of an event: trade marks, legal forms, what is to be done now."""

import re
from typing import Final

from shared.text import fold

_MARKS: Final = re.compile("[\u2122\u00ae\u00a9]")
"""Of which folding would make letters."""
_NEWS: Final = (
    r"save the date|upcoming|announcing|reminder|new|event|conference|last chance|sold out|ausgebucht"
    r"|complet|agotado|vormerken"
)
_OPENING: Final = re.compile(rf"^\W*(?:{_NEWS})(?:\s*[\]):!|]+|\s+[-\u2013\u2014])\s*(?=\w)")
_DONE: Final = (
    r"(?:the )?(?:call for (?:papers?|speakers?|proposals?|participation|abstracts?|sponsors?)|cfp)"
    r"(?: (?:is )?(?:now )?(?:open|started|extended|closes\b.{0,40}))?"
    r"|regist(?:er|ration|rations?)(?: is)?(?: now)?(?: open)?|book now|early[- ]?birds?\b.{0,40}"
    r"|tickets(?: are)?(?: now)?(?: available| on sale)?|sold out|last (?:chance|tickets)|save the date"
    r"|schedule(?: (?:announced|published|is out))?|official|anmeldung(?: offen)?|ausgebucht|jetzt anmelden"
    r"|inscripciones abiertas|inscriptions? ouvertes?|complet|agotado"
)
_CLOSING: Final = re.compile(rf"(?:\s+[-\u2013\u2014|(\[]|\s*[:!(\[|])\s*(?:{_DONE})\W*$")
_LEGAL: Final = re.compile(r"(?<=\w)[\s,]+(?:inc|llc|ltd|g?gmbh|e\. ?v)\.?\s*$")


def unadorned(title: str) -> str:
    """Return a title folded and without what stands around its name, unless nothing else is left."""
    folded = fold(title if title.isascii() else _MARKS.sub("", title))
    bare = _OPENING.sub("", folded)
    bare = _LEGAL.sub("", _CLOSING.sub("", bare)).strip()
    return bare if any(map(str.isalnum, bare)) else folded
