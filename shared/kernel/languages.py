"""Language tags as the names that people read and write. Names: Unicode CLDR."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from shared.kernel.countries import country_code, country_name

NAMES: Mapping[str, str] = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean",
    "ku": "Kurdish", "lb": "Luxembourgish", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese",
    "my": "Burmese", "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala",
    "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "xh": "Xhosa", "yo": "Yoruba",
    "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
"""ISO 639-1 code to English name, of the languages that are often spoken at events."""
_ALSO: Final = (
    "am አማርኛ|ar العربية|az Azərbaycan dili|be Беларуская|bg Български|bn বাংলা|bn Bangla|bs Bosanski|ca Català|"
    "cs Čeština|cy Cymraeg|da Dansk|de Deutsch|el Ελληνικά|es Español|es Castellano|et Eesti|eu Euskara|"
    "fa فارسی|fa Farsi|fi Suomi|fr Français|ga Gaeilge|gl Galego|gu ગુજરાતી|he עברית|hi हिन्दी|hr Hrvatski|"
    "hu Magyar|hy Հայերեն|id Bahasa Indonesia|is Íslenska|it Italiano|ja 日本語|ka ქართული|kk Қазақ тілі|"
    "km ខ្មែរ|kn ಕನ್ನಡ|ko 한국어|ku Kurdî|lb Lëtzebuergesch|lo ລາວ|lt Lietuvių|lv Latviešu|mk Македонски|"
    "ml മലയാളം|mn Монгол|mr मराठी|ms Bahasa Melayu|mt Malti|my မြန်မာ|nb Norsk bokmål|nb Bokmål|ne नेपाली|"
    "nl Nederlands|nl Flemish|nl Vlaams|no Norsk|pa ਪੰਜਾਬੀ|pl Polski|ps پښتو|pt Português|ro Română|"
    "ru Русский|si සිංහල|sk Slovenčina|sl Slovenščina|sl Slovene|so Soomaali|sq Shqip|sr Српски|sr Srpski|"
    "sv Svenska|sw Kiswahili|ta தமிழ்|te తెలుగు|th ไทย|tl Filipino|tr Türkçe|uk Українська|ur اردو|uz Oʻzbek|"
    "vi Tiếng Việt|zh 中文|zh 汉语|zh 漢語|zh Mandarin|zu isiZulu"
)
"""Each language by what it calls itself, and by other names that are common."""
_CODE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_WITH_COUNTRY: Final = re.compile(r"([^()]+)\(([^()]+)\)")
_REGION, _SCRIPT = 2, 4


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region: `pt-BR` is `pt`."""
    return tag.split("-", 1)[0].lower()


def language_name(tag: str) -> str:
    """Return the English name of a BCP 47 tag's language; the tag itself when we have no name for it."""
    return NAMES.get(primary(tag), tag)


def write_language(tag: str) -> str:
    """Write a tag so that `language_tag` reads the same: `German`, `Portuguese (Brazil)`, else the tag."""
    name, _, region = language_name(tag), *tag.partition("-")[1:]
    written = f"{name} ({country_name(region)})" if region else name
    return written if language_tag(written) == tag else tag


def language_tag(said: str) -> str | None:
    """Return the BCP 47 tag of a language by its English or own name, with a country or not, or of its tag.

    `Deutsch` is `de`, `Portuguese (Brazil)` is `pt-BR`; None for what is neither.
    """
    if named := _BY_NAME.get(_plain(said)):
        return named
    if within := _WITH_COUNTRY.fullmatch(said.strip()):
        named, country = _BY_NAME.get(_plain(within[1])), country_code(within[2])
        return f"{named}-{country}" if named and country else None
    return _tag(said.strip().lower())


def _tag(said: str) -> str | None:
    """Write a tag as RFC 5646, section 2.1.1, has its letters; None for what has not the shape of one."""
    if not _CODE.fullmatch(said):
        return None
    language, *more = said.split("-")
    return "-".join([language, *map(_subtag, more)])


def _subtag(part: str) -> str:
    if len(part) == _REGION:
        return part.upper()
    return part.capitalize() if len(part) == _SCRIPT and part.isalpha() else part


def _plain(name: str) -> str:
    """Return a name without case, accents and needless spaces."""
    bare = "".join(it for it in unicodedata.normalize("NFKD", name) if not unicodedata.combining(it))
    return " ".join(bare.casefold().split())


_BY_NAME: Final = {_plain(name): tag for tag, name in NAMES.items()} | {
    _plain(name): tag for tag, _, name in (entry.partition(" ") for entry in _ALSO.split("|"))
}
