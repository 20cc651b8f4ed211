"""Whether what stands in a column of consents is a yes: only what cannot be meant otherwise is one."""

import re

_YES = frozenset({
    "yes", "true", "1", "y", "x", "✓", "✔", "agree", "agreed", "accept", "accepted", "consent", "consented",
    "granted", "ja", "oui", "si", "sí", "sim", "tak", "да", "はい", "是", "نعم",
})  # fmt: skip
_NO = frozenset({
    "no", "false", "0", "n", "-", "disagree", "disagreed", "declined", "denied", "refused", "nein", "non",
    "nee", "nej", "nei", "não", "nie", "нет", "いいえ", "否", "لا",
})  # fmt: skip
_PERSON = re.compile(r"^(?:i|we)\b\s*")
_POLITE = re.compile(
    r"[\s,.!]*(?:please|thanks|thank you|of course|bitte|gern|gerne|danke|merci|gracias|por favor|grazie"
    r"|obrigad[oa])?[\s,.!]*"
)


def agreement(cell: str) -> bool | None:
    """Return what was said, `Yes, please` and `I agree` too; None where it is neither yes nor no.

    What goes on (`Yes, but not to sponsors`) is neither.
    """
    said = cell.strip().lower()
    word = _PERSON.sub("", said, count=1).strip() or said
    if found := re.match(r"[\w]+|\S", word):
        rest = word[found.end() :]
        if _POLITE.fullmatch(rest):
            return True if found[0] in _YES else False if found[0] in _NO else None
    return None
