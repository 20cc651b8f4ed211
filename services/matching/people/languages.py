"""Languages people speak, as levels in [0, 1] after CEFR."""

from collections.abc import Mapping

from services.matching.people.visibility import may_influence
from shared.contracts.people import Profile

LEVELS: Mapping[str, float] = {"A1": 0.2, "A2": 0.4, "B1": 0.6, "B2": 0.8, "C1": 1.0, "C2": 1.0}
"""CEFR level to how well one can talk."""

NAMES: Mapping[str, str] = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay",
    "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""ISO 639-1 code to English name, of the languages that are often spoken at events."""


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region: `pt-BR` is `pt`."""
    return tag.split("-", 1)[0].lower()


def levels(profile: Profile) -> dict[str, float]:
    """Return the best level of each language; empty when the person named none, or hides them."""
    found: dict[str, float] = {}
    if not may_influence(profile, "languages"):
        return found
    for language in profile.languages:
        tag = primary(language.tag)
        found[tag] = max(found.get(tag, 0.0), LEVELS[language.level])
    return found
