"""What people write around the name of an event: trade marks, legal forms, what is to be done now."""

import re
import unicodedata
from typing import Final

from shared.text import fold

_MARKS: Final = re.compile("[\u2122\u00ae\u00a9]")
"""Of which folding would make letters."""
_NEWS: Final = (
    r"save the date|upcoming|announcing|reminder|new|event|conference|last chance|sold out|ausgebucht"
    r"|complet|agotado|vormerken|home(?: ?page)?|invitation|einladung|re|fwd?|aw|wg"
)
_TO_DO: Final = (
    r"welcome to|register (?:now )?for|registration for|tickets for|invitation to|einladung zu[mr]?"
)
_OPENING: Final = re.compile(
    rf"^\W*(?:(?:{_NEWS})(?:\s*[\]):!|]+|\s+[-\u2013\u2014])|(?:{_TO_DO})\s)\s*(?=\w)"
)
_DONE: Final = (
    r"(?:the )?(?:call for (?:papers?|speakers?|proposals?|participation|abstracts?|sponsors?)|cfp)"
    r"(?: (?:is )?(?:now )?(?:open|started|extended|closes\b.{0,40}))?"
    r"|regist(?:er|ration|rations?)(?: is)?(?: now)?(?: open)?|book now|early[- ]?birds?\b.{0,40}"
    r"|tickets(?: are)?(?: now)?(?: available| on sale)?|sold out|last (?:chance|tickets)|save the date"
    r"|schedule(?: (?:announced|published|is out))?|official|anmeldung(?: offen)?|ausgebucht|jetzt anmelden"
    r"|inscripciones abiertas|inscriptions? ouvertes?|complet|agotado"
    r"|home ?page|home|(?:official )?web ?site|in[- ]person(?: (?:&|and|\+) (?:online|virtual))?"
    r"|on[- ]?site|vor ort|prasenz(?:veranstaltung)?|presencial|en presentiel"
)
_SITES: Final = (
    r"eventbrite|luma|lu\.ma|facebook|linkedin|xing|eventfrog|ticketmaster|konfhub|sessionize|hopin|bevy"
    r"|ti\.to|pretix|billetto|weezevent|allevents(?:\.in)?|10times|humanitix|ticket ?tailor|wikicfp"
)
_PAGE: Final = re.compile(
    rf"\s+(?:[-\u2013\u2014|\u00b7\u2022]\s*(?:{_SITES})|[|\u00b7\u2022]\s*(?:meetup|home|universe|dice))$"
)
"""The site's name behind that of the event, as the title of a page has it."""
_TICKETS: Final = re.compile(r"(?<=\w)\s+tickets(?:,.{0,60})?$")
_CALL: Final = re.compile(
    r"(?<=\w)\s+(?:cfp|call for (?:papers?|speakers?|proposals?|participation))"
    r"(?: (?:is )?(?:now )?(?:open|started|extended))?\W*$"
)
_GUESTS: Final = re.compile(r"(?<=\w)\s+(?:&|\+|and|und|et|y)\s+(?:friends|freunde|amis|amigos)$")
_GREEK: Final = re.compile(r"(?<![\u0370-\u03ff])[\u0370-\u03ff](?![\u0370-\u03ff])")
"""A letter by itself stands for its name: "\u03bb Days", "Test\u03bc"."""
_AS_WRITTEN: Final = {"lamda": "lambda"}
"""Names of letters where Unicode spells them otherwise than people do."""
_CLOSING: Final = re.compile(rf"(?:\s+[-\u2013\u2014|(\[]|\s*[:!(\[|])\s*(?:{_DONE})\W*$")
_LEGAL: Final = re.compile(r"(?<=\w)[\s,]+(?:inc|llc|ltd|g?gmbh|e\. ?v)\.?\s*$")


def unadorned(title: str) -> str:
    """Return a title folded and without what stands around its name, unless nothing else is left."""
    folded = _folded(title)
    bare = _OPENING.sub("", _TICKETS.sub("", _PAGE.sub("", folded)))
    bare = _GUESTS.sub("", _LEGAL.sub("", _CALL.sub("", _CLOSING.sub("", bare)))).strip()
    return bare if any(map(str.isalnum, bare)) else folded


def is_adorned(title: str) -> bool:
    """Tell whether anything stands around the name: `PyCon: Call for Papers`."""
    return unadorned(title) != _folded(title)


def _folded(title: str) -> str:
    return fold(title if title.isascii() else _spelt(title))


def _spelt(title: str) -> str:
    return _GREEK.sub(lambda it: _name_of_letter(it[0]), _MARKS.sub("", title))


def _name_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "").rpartition(" LETTER ")[2].removesuffix(" WITH TONOS").lower()
    return _AS_WRITTEN.get(name, name) or letter
