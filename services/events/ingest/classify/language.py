"""The language a text is written in, told by its function words; only where the source declares none.

A model of n-grams (py3langid) agrees with it wherever both are sure, and takes a hundred megabytes and two
seconds of every start; words that carry no meaning are enough for texts of a paragraph, and shorter ones are
left alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import Final

_READ: Final = 1_500
"""Characters."""
_WORDS: Final = 160
_LEAST: Final = 3.0
"""Function words that must occur, one of two languages half: "Concert de la Jazz Band" is no sentence."""
_SHARE: Final = 0.12
"""Of all words, at the least."""
_LEAD: Final = 1.7
"""How many times more than of the next language."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_ASCII: Final = tuple(map(chr, range(128)))
_LETTERS: Final = bytes(ord(sign.lower() if sign.isalpha() else " ") for sign in _ASCII).ljust(256)
"""Each letter of ASCII as a small one, every other sign as a blank."""
_LINK: Final = re.compile(r"https?://\S+|\S+@\S+")

_OF: Final = {
    "en": "the and of to in is for with you your are this that we our from will at on be have it as by or an",
    "de": "der die und das den dem mit für von ist ein eine auf im zu nicht wir sie auch bei werden zum zur "
    "als",
    "fr": "le les des et la une est pour dans vous nous avec sur du au aux par qui que ce cette ou sont "
    "votre",
    "es": "el los las y de la del una para con por que en es un su se al como más este esta sobre nuestra "
    "tu lo",
    "it": "il gli della di e per con che un una sono nel alla dei delle del è come più questo anche al",
    "pt": "o os as e da do dos das para com uma um em que no na por se ao mais você seu não é como",
    "nl": "de het een en van voor met op is zijn aan te dat wij we je bij naar ook deze wordt om uit niet",
    "pl": "i w na z do się nie jest dla o to że od przez oraz jak po są co za lub czy",
    "sv": "och att det som en på är för med av till den vi ett inte du om har kan din hur eller från",
    "da": "og at det som en på er for med af til den vi et ikke du om har kan din hvordan eller fra",
    "fi": "ja on että se ei ovat kun mutta niin tai myös joka sekä voi olla mukaan sinun ovat tämä",
    "cs": "a v na se že je s do o pro jako ale by si z k která které od nebo jsou jsme i",
    "tr": "ve bir bu için ile da de olarak olan daha en ne gibi çok kadar veya sonra ise",
    "ca": "el els les i amb per una que es del de la en un al com més aquesta aquest seu",
    "hu": "a az és egy hogy nem is van meg ez de ki csak mint már vagy lesz minden",
    "ro": "și în de la cu pe un o este pentru care nu din să mai ce sau prin sunt",
}  # fmt: skip
_SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
)
"""In this order: Japanese also writes Chinese signs, and Ukrainian Russian letters."""
_FOREIGN: Final = re.compile(r"[^\W\d_\x00-\u036f]")
"""A letter beyond Latin."""
_SCRIPT_SHARE: Final = 0.25
"""Of the characters, in the script of a language that is told by it."""


def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _OF.items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found


_BY_WORD: Final = _languages_of_words()
_LANGUAGES: Final = ((), *dict.fromkeys(_BY_WORD.values()))
_NUMBERS: Final = {word: _LANGUAGES.index(languages) for word, languages in _BY_WORD.items()}
"""Of each word the place of its languages in that list: numbers are counted sooner than lists of names."""


def written_in(text: str) -> str | None:
    """Return the ISO 639-1 code of the language, None for a text that is short, mixed or of another."""
    return _written_in(text[:_READ])


@lru_cache(maxsize=256)
def _written_in(text: str) -> str | None:
    if "@" in text or "://" in text:
        text = _LINK.sub(" ", text)
    words = _words(text)
    if not text.isascii() and (script := _by_script(text)):
        return script
    counts: dict[str, float] = defaultdict(float)
    for number, times in Counter(filter(None, map(_NUMBERS.get, words))).items():
        share = times / len(_LANGUAGES[number])
        for language in _LANGUAGES[number]:
            counts[language] += share
    ranked = sorted(counts.items(), key=lambda it: (-it[1], it[0]))
    (first, most), (_, next_most) = (*ranked, ("", 0.0), ("", 0.0))[:2]
    sure = most >= max(_LEAST, _SHARE * len(words)) and most >= _LEAD * next_most
    return first if sure else None


def _words(text: str) -> list[str]:
    """Return the first words in lower case; for ASCII without a pattern, in a quarter of the time."""
    if text.isascii():
        return text.encode("ascii").translate(_LETTERS).decode("ascii").split(maxsplit=_WORDS)[:_WORDS]
    return [hit[0].lower() for hit in islice(_WORD.finditer(text), _WORDS)]


def _by_script(text: str) -> str | None:
    """Tell by the script where most of a text is in one that few languages use."""
    if len(_FOREIGN.findall(text)) < _SCRIPT_SHARE * len(text):
        return None
    return next((language for language, signs in _SCRIPTS if len(signs.findall(text, 0)) > 1), None)
