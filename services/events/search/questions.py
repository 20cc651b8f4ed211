"""Queries put as a question or a request: when is the next PyCon in Italy? Ich suche einen Kurs in Rust."""

import re
from collections.abc import Sequence
from typing import Final

_WHICH: Final = (
    "when where which who what whats how is are does do was any there"
    " wann wo wer welche welcher welches wie gibt findet finden ist sind"
    " quand ou qui quel quelle quels quelles comment y est sont"
    " cuando donde quien cual cuales como hay es son quando dove chi quale quali ci e sono onde quem qual ha"
    " wanneer waar wie welk welke zijn"
)
_BESIDE: Final = (
    "it s will be being held hold take takes taking place happen happens happening next coming"
    " can i find does do did"
    " es statt wird werden stattfinden nachste nachsten nachster nachstes kommende findet"
    " il a t elle ils aura lieu se tient prochain prochaine prochains prochaines"
    " se celebra sera tiene lugar hay algun alguna algunos algunas proximo proxima"
    " si tiene terra luogo svolge prossimo prossima acontece vai ser algum alguma"
    " vindt plaats volgende er een"
    " the die der das le les el il lo het"
)
_ASKING: Final = frozenset(_WHICH.split())
_ASKED: Final = _ASKING | frozenset(_BESIDE.split())
_BEGINS: Final = re.compile(
    r"(?:when|where|who|which \w+|what \w+|how) (?:is|are|was|will|does|do|can)\b|whats\b|(?:is|are) there\b|"
    r"(?:wann|wo|wer|welche[rs]? \w+) (?:ist|sind|findet|finden|wird)\b|gibt es\b|"
    r"(?:quand|ou|qui) (?:est|sont|a lieu|aura|se)\b|y a t il\b|il y a\b|est ce\b|"
    r"(?:cuando|donde|quien) (?:es|son|sera|se)\b|hay (?:algun|un)|"
    r"(?:quando|dove|onde) (?:e|si|sara|sera|sono|ser)\b|(?:wanneer|waar) (?:is|zijn|vindt)\b"
)
_REQUEST: Final = re.compile(
    r"(?:(?:hi|hello|hey|please|bitte) )*(?:"
    r"(?:(?:i|we) (?:am|are)|im|i m|we re) (?:looking|searching) for|looking for (?:an?|any|some|the)\b|"
    r"(?:i|we) (?:want|need|would like|d like)(?: to (?:find|learn|attend|join|visit|see|go to))?|"
    r"(?:can|could) you (?:find|show|recommend|suggest)(?: me| us)?|"
    r"(?:find|show|recommend|suggest) (?:me|us)|"
    r"(?:where|what) can (?:i|we) (?:find|learn|attend|join|visit|see|do|go to)|"
    r"(?:ich|wir) (?:suche|suchen|mochte|mochten)|suche (?:eine?n?)\b|wo kann (?:ich|man)|"
    r"(?:je|nous) (?:cherche|cherchons|voudrais|voudrions)|ou (?:puis je|peut on)|"
    r"(?:busco|buscamos|quisiera|donde puedo)(?: (?:un|una|unos|unas)\b)?|"
    r"(?:procuro|estou procurando|onde posso)|(?:sto cercando|cerco|vorrei|dove posso)|"
    r"(?:ik zoek|wij zoeken|waar kan ik)"
    r")(?!\S)"
)
"""What only says that somebody looks for something; "looking for" alone begins titles, too."""


def without_question(q: str, typed: Sequence[str]) -> list[str]:
    """Return the folded words of a query without those that only ask; all of them where nothing else is left.

    A title that begins alike (`What the Stack`) is none: a verb must follow, or a question mark end it.
    """
    if request := _REQUEST.match(" ".join(typed)):
        typed = typed[len(request[0].split()) :] or list(typed)
    is_asked = q.rstrip().endswith("?") or q.lstrip().startswith("\u00bf")
    if not (_BEGINS.match(" ".join(typed)) or (is_asked and typed and typed[0] in _ASKING)):
        return list(typed)
    return [word for word in typed if word not in _ASKED] or list(typed)
