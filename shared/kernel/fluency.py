"""How well a language is spoken, as people and forms word it, by the CEFR."""

_WORDS = (
    (("native", "mother tongue", "bilingual", "muttersprache", "c2"), "C2"),
    (("fluent", "full professional", "advanced", "proficient", "fliessend", "fließend", "c1"), "C1"),
    (("professional", "upper", "good", "b2"), "B2"),
    (("intermediate", "conversational", "limited", "b1"), "B1"),
    (("elementary", "basic", "a2"), "A2"),
    (("beginner", "a1"), "A1"),
)
"""Words of a fluency, the strongest first: forms and JSON Resume leave them free."""


def level_of(fluency: str) -> str | None:
    """Return the level that free words mean: `Native or bilingual` is `C2`; None where they mean none."""
    said = fluency.casefold()
    return next((level for words, level in _WORDS if any(word in said for word in words)), None)
