"""Needs and offers in a sentence: the words of a need to learn are what, those of an offer to mentor whom."""

from collections.abc import Mapping

_NEEDS: Mapping[str, str] = {
    "learn": "want to learn {}",
    "teach": "want to teach {}",
    "sell": "want to sell {}",
    "job": "are looking for a job ({})",
    "hire": "are hiring ({})",
    "mentor": "are looking for a mentor ({})",
    "raise": "are raising money ({})",
    "cofounder": "are looking for a co-founder ({})",
    "feedback": "are looking for feedback ({})",
    "advice": "are looking for advice ({})",
}
_OFFERS: Mapping[str, str] = {
    "mentor": "offer to mentor ({})",
    "hire": "are hiring ({})",
    "buy": "want to buy {}",
    "invest": "invest ({})",
    "feedback": "offer feedback ({})",
    "collaborate": "offer to work together ({})",
}


def asked(field: str, kind: str, quoted: str) -> str:
    """Return what somebody does who says a need or an offer of a kind: `want to learn “knots”`."""
    said = _OFFERS.get(kind, "offer {}") if field == "offers" else _NEEDS.get(kind, "are looking for {}")
    return said.format(quoted)


def of_one(said: str) -> str:
    """Return what one does of what several do: `wants to learn “knots”`, `is looking for “rope”`."""
    verb, rest = said.split(" ", 1)
    return f"{'is' if verb == 'are' else f'{verb}s'} {rest}"
