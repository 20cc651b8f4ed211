"""The names that a listing goes by: its title, its other name, what these hold in brackets or abbreviate."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from services.events.ingest.resolve.titles.title import Title, dissect, stem

_WORD: Final = re.compile(r"[^\W_]+(?:\+\+|#)?")
_HELD: Final = re.compile(r"\(([^()]{2,100})\)")
"""What stands in brackets is a name where it abbreviates the rest; else a remark, like "free"."""
_PRESENTED: Final = re.compile(
    r"^.{2,60}?\s(?:presents?|pr[e\u00e9]sentent?|pr\u00e4sentiert|presentan?|apresenta)\b:?\s+(?=\S{2})",
    re.IGNORECASE,
)
"""Who holds it, and that they do: what follows is its name."""
_PAID: Final = re.compile(
    r"(?<=\w)\W{1,4}(?:powered|sponsored|supported|presented|hosted|organi[sz]ed|brought to you) by\b",
    re.IGNORECASE,
)
"""Behind its name who makes it possible."""
_GROUP: Final = re.compile(r"\bSIG(?=[A-Z]{3,}\b)")
"""The special interest group of a society that holds it: SIGKDD holds KDD."""
_RENAMED: Final = re.compile(
    r"(?<=\w)\W+(?:formerly|previously|f\.?k\.?a\.?|a\.?k\.?a\.?|ehemals|fr[u\u00fc]her|anciennement|anteriormente)"
    r"(?: known as| called)?:?\s+(\w[^()]{2,80})",
    re.IGNORECASE,
)
"""Behind its name the one that it bore before."""
_MOST_NAMES: Final = 6
_SHORTEST_ACRONYM: Final = 3
_FEWEST: Final = 4
_MOST_WORDS: Final = 14


@lru_cache(maxsize=20_000)
def titles_of(title: str, other_name: str | None) -> tuple[Title, ...]:
    """Return the names that a listing goes by: title, other name, what these hold in brackets or abbreviate.

    "ADDC - App Design & Development" is "ADDC", too.
    """
    names = list(_written(title))
    if other_name:
        names += _written(other_name)
    names += [(part, "") for name, _ in names[:] for part in _abbreviated(name)]
    return tuple(dict.fromkeys(_remarked(*name) for name in names[:_MOST_NAMES]))


def _remarked(name: str, remark: str) -> Title:
    return dissect(name)._replace(remark=dissect(remark).words) if remark else dissect(name)


def _written(title: str) -> Iterator[tuple[str, str]]:
    """Yield the names that are written in a title, each with the brackets that it leaves off.

    What stands in brackets is a name of its own only where it abbreviates the rest.
    """
    yield title, ""
    if "SIG" in title and (bare_name := _GROUP.sub("", title)) != title:
        yield bare_name, ""
    if renamed := _RENAMED.search(title):
        yield from ((it, "") for it in (title[: renamed.start()], renamed[1]))
    yield from ((it, "") for it in _either(title))
    if paid := _PAID.search(title):
        yield title[: paid.start()], ""
    if "sent" in title.lower() and (presented := _PRESENTED.match(title)):
        yield title[presented.end() :], ""
    bare = _HELD.sub(" ", title).strip()
    if bare and bare != title:
        held, initials = _HELD.findall(title), dissect(bare).initials
        yield bare, " ".join(it for it in held if not _is_of_letters(it, initials))
        yield from ((it, "") for it in held if _is_of_letters(it, initials))


def _either(title: str) -> Iterator[str]:
    """Yield two names that stand beside a slash, each of several words: "DevOps World / Jenkins World"."""
    names = title.split(" / ")
    if len(names) == 2 and all(len(_WORD.findall(name)) > 1 for name in names):  # noqa: PLR2004 - one slash
        yield from names


def _is_of_letters(held: str, initials: str) -> bool:
    """Tell whether a name is made of the first letters of another: all of them, or some in their order."""
    short = dissect(held).joined
    return len(short) >= _SHORTEST_ACRONYM and _runs_in(stem(short), initials)


def _abbreviated(title: str) -> Iterator[str]:
    """Yield a word that is made of the first letters of all others, and those others."""
    words = _WORD.findall(title)
    if not _FEWEST <= len(words) <= _MOST_WORDS:
        return
    for word in words:
        if len(word) >= _SHORTEST_ACRONYM and word.isupper():
            rest = " ".join(other for other in words if other != word)
            if _abbreviates(word.lower(), rest):
                yield word
                yield rest


def _abbreviates(word: str, rest: str) -> bool:
    """Tell whether a word is the first letters of others, or these and more within: "VLDB"."""
    initials = dissect(rest).initials
    if word in {initials, f"{initials}c"}:
        return True
    is_of_first = len(initials) >= _SHORTEST_ACRONYM and word[0] == initials[0] and _runs_in(initials, word)
    return is_of_first and _runs_in(word, "".join(dissect(rest).core))


def _runs_in(short: str, long: str) -> bool:
    letters = iter(long)
    return all(it in letters for it in short)
