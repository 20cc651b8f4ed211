"""Languages as declared by the source; text is never guessed at."""

import re
from typing import Final

_NAMES: Final = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "polish": "pl",
    "russian": "ru", "japanese": "ja", "chinese": "zh", "korean": "ko", "ukrainian": "uk", "czech": "cs",
    "turkish": "tr", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi",
}  # fmt: skip
_TAG: Final = re.compile(r"([a-z]{2})(?:[-_]([a-z]{2}|[a-z]{4}))?", re.IGNORECASE)
_MOST: Final = 5


def languages_of(text: str | None) -> tuple[str, ...]:
    """Return BCP 47 tags out of codes or English names, several parted by commas: `EN,DE` → `en`, `de`."""
    if not text:
        return ()
    tags = (_tag(part.strip()) for part in re.split(r"[,;/|]", text[:200]))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:_MOST]


def _tag(word: str) -> str | None:
    named = _NAMES.get(word.casefold())
    found = _TAG.fullmatch(word)
    if named or found is None:
        return named
    region = found[2] or ""
    suffix = f"-{region.upper()}" if len(region) == 2 else f"-{region.title()}" if region else ""  # noqa: PLR2004
    return found[1].lower() + suffix
