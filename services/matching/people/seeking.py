"""Tells a sentence in which somebody says what they look for, in English or as its neighbours say it."""

import re

_SOMEBODY = r"(?:someone|somebody|anyone|anybody|people|person|help|advice)"
_STATES_NEED = re.compile(
    r"\b(?:i|we)(?:'m|'re| am| are)? (?:(?:also|now|still|currently|really|always) )?"
    r"(?:looking for|seeking|searching for|in search of|hoping to (?:find|meet|learn)"
    r"|(?:want|would like) to (?:find|meet|learn|hire)|could use|need to (?:find|learn|hire))\b"
    rf"|\b(?:i|we) (?:(?:also|now|still|currently|really) )?need (?:some )?{_SOMEBODY}\b"
    r"|\bi (?:(?:also|now|still|currently|really) )?need (?:an?|my) "
    r"|^(?:(?:also|currently|now) )?(?:looking for|seeking|searching for|in search of|in need of|wanted:"
    rf"|need(?:ing)? {_SOMEBODY})\b"
)  # fmt: skip

_IN_OTHER_WORDS = re.compile(
    r"\b(?:ich|wir) (?:\w+ )?(?:suche|suchen|brauche|brauchen|benötigen?)\b(?! nicht\b)"
    r"|^(?:suche|wir suchen|gesucht|auf der suche nach)\b"
    r"|\b(?:je|nous) (?:re)?cherch(?:e|ons)\b(?! à\b)|^cherche\b|\bà la recherche d"
    r"|\b(?:j'ai|nous avons) besoin d"
    r"|\b(?:busco|buscamos|est(?:oy|amos) buscando|necesit(?:o|amos))\b"
    r"|\b(?:procuro|procuramos|à procura de|precis(?:o|amos) de)\b"
    r"|\b(?:cerco|cerchiamo)\b(?! di\b)|\bsto cercando\b|\b(?:ho|abbiamo) bisogno d"
    r"|\b(?:ik|wij|we) (?:\w+ )?zoek(?:en)?\b|\bop zoek naar\b"
)
"""In German, French, Spanish, Portuguese, Italian and Dutch; to try to do a thing is not to look for it."""
_THEIR_VERBS = (
    "suche suchen gesucht brauche brauchen benötige benötigen cherche cherchons recherche recherchons besoin "
    "busco buscamos buscando necesito necesitamos procuro procuramos procura preciso precisamos cerco "
    "cerchiamo cercando bisogno zoek zoeken"
)
_VERBS = frozenset(_THEIR_VERBS.split())
"""A sentence without any of them is no such one, which is told in a twentieth of the time."""


def states_need(text: str) -> bool:
    """Tell whether a sentence says what its writer looks for: `I need someone who knows Postgres`."""
    said = text.casefold().replace("’", "'").strip()
    if _STATES_NEED.search(said) is not None:
        return True
    return not _VERBS.isdisjoint(said.replace(":", " ").split()) and _IN_OTHER_WORDS.search(said) is not None
