"""HTML or half-encoded text to plain text, safe to show anywhere after escaping."""

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final

import nh3

LONGEST_TITLE: Final = 300
LONGEST_SUMMARY: Final = 300
LONGEST_TEXT: Final = 20_000
_LONGEST_INPUT: Final = 200_000
_LONG: Final = 2_000
_BREAK: Final = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^>]{0,200}>", re.IGNORECASE)
_LIKE_TAG: Final = re.compile(r"<[a-zA-Z/!]")
_TAG: Final = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
_MOST_TAGS: Final = 600
_ROUNDS: Final = 4
_GAPS: Final = re.compile(r"\n{3,}")
_KEPT: Final = frozenset("\n\t")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})


def plain(text: str | None) -> str:
    """Return the text without markup, entities, control characters or ragged white space; "" for None.

    Applying it twice gives the same as once, for what remains carries no tags and no entities.
    """
    if not text:
        return ""
    given = text[:_LONGEST_INPUT]
    if len(given) > _LONG:
        return _plain_once(given)
    if given.isascii() and given.isprintable() and "<" not in given and "&" not in given:
        return " ".join(given.split())  # a line of which there is nothing to undo, as most fields are
    return _plain(given)


def _plain(text: str) -> str:
    # What is invisible goes first: left in, it would hide a tag from the first look only.
    done = _visible(text)
    if "<" not in done and "&" not in done:
        return _tidy(done)[:LONGEST_TEXT].strip()
    # Entities are often encoded twice; a few rounds reach the bottom, and each shortens the text.
    for _ in range(_ROUNDS):
        before, done = done, _visible(html.unescape(_without_tags(done)))
        if before == done:
            break
    return _tidy(_visible(_without_tags(done)))[:LONGEST_TEXT].strip()


@lru_cache(maxsize=4)
def _plain_once(text: str) -> str:
    """Remember the last long texts: every date of a series has the same."""
    return _plain(text)


def one_line(text: str | None, longest: int = LONGEST_TITLE) -> str:
    """Return plain text on one line, cut at a word with an ellipsis when it is too long."""
    if not text:
        return ""
    # Of plain text two characters at most come to one: what lies further back is cut off whatever it is.
    line = " ".join(plain(text)[: 2 * longest + 2].split())
    if len(line) <= longest:
        return line
    head, space, _ = line[: longest - 1].rpartition(" ")
    return (head if space else line[: longest - 1]).rstrip() + "…"


def _without_tags(text: str) -> str:
    if not _LIKE_TAG.search(text):
        return text
    return html.unescape(nh3.clean(_few_tags(_BREAK.sub("\n", text)), tags=set()))


def _few_tags(text: str) -> str:
    """Take off tags without a parser where there are very many.

    A parser of HTML opens anew in each paragraph what was left open before it: 27 kB of `<b i=1>` and `<p>`
    would take a gigabyte.
    """
    for _ in range(_ROUNDS):
        if text.count("<") <= _MOST_TAGS:
            return text
        text = _TAG.sub(" ", text)
    return text.replace("<", " ")


def _visible(text: str) -> str:
    """Drop controls, direction marks and lone surrogates."""
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text
    # Asked once for each character there is, not for each place it stands at.
    hidden = [char for char in set(text) - _KEPT if unicodedata.category(char) in _INVISIBLE]
    return text.translate(dict.fromkeys(map(ord, hidden))) if hidden else text


def _tidy(text: str) -> str:
    """Join blanks; keep paragraphs."""
    return _GAPS.sub("\n\n", "\n".join(" ".join(line.split()) for line in text.splitlines()))
