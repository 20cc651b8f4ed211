"""Tells a sentence in which somebody says what they look for. English alone, as the word vectors are."""

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


def states_need(text: str) -> bool:
    """Tell whether a sentence says what its writer looks for: `I need someone who knows Postgres`."""
    return _STATES_NEED.search(text.casefold().replace("’", "'").strip()) is not None
