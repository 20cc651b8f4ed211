"""Markdown as it stands in lists of events: links, marks and badges told from words."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final
from urllib.parse import unquote

_LONGEST: Final = 4000
_LINK: Final = re.compile(
    r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]{0,80}\]){1,300})\]\(\s*+<?([^()\s>]*+(?:\([^()\s]*+\)[^()\s>]*+)*+)[^()]{0,200}\)"
)
"""Where an address has no end, it is looked through once and not from each of its letters."""
_ANCHOR: Final = re.compile(
    r"<a\s[^<>]{0,500}?href=[\"']([^\"'>]+)[\"'][^<>]{0,300}>((?:[^<]|<(?!/?a[\s>])){0,1000})</a\s*>",
    re.IGNORECASE,
)
"""An anchor holds no other anchor, so that what is never closed is looked through once."""
_AUTOLINK: Final = re.compile(r"<(https?://[^\s<>]{1,1000})>", re.IGNORECASE)
_BARE: Final = re.compile(r"\s[\s,;:|(–—-]{0,6}(https?://[^\s<>()\[\]|]{4,1000}?)[\s).,;]*$", re.IGNORECASE)
"""An address that ends a line, and is no part of its words."""
_IMAGE: Final = re.compile(r"!\[([^\[\]]{0,300})\](?:\([^()]{0,1000}\)|\[[^\[\]]{0,100}\])?")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_REMARK: Final = re.compile(
    r"\{(?:/\*[^{}]{0,200}\*/|#[\w-]{1,200}|:?[ \w-]{1,40}=[^{}]{0,200})\}"
    r"|(?<![\w:/]):[a-z][a-z0-9_+-]{2,40}:(?![\w/])"
)
"""What MDX, Pandoc and kramdown put behind words: a remark, the name of a place, attributes; `:icons:`."""
_SAID: Final = re.compile(r"[^\s|/,·•*–—-]")
_BY: Final = re.compile(r"\w\W{1,3}(?:by|von|par|por|door|przez|od)\s+$", re.IGNORECASE)
"""What stands before the link to who speaks, `Of lathes by [Ada](https://…)`: no name of what is on."""
_LONGEST_BY: Final = 20
_SHOWN: Final = re.compile(r"[(\[][\s,;|/&]*[)\]]")
"""The brackets around such links, emptied of them."""
_MARKS: Final = re.compile(r"\*\*|__|~~|`|(?<![\w~])~(?=[\w\[])|(?<=[\w)])~(?![\w~])")
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,200})(?<=[^\s*])\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])([^_\n]{1,200})(?<=[^\s_])_(?!\w)"
)
"""Words between lone asterisks or underlines; a star within a word, `C*-algebras`, is none of them."""
_STRUCK: Final = re.compile(r"\W{0,4}?(~~?)(?=[^\s~])[^~]{3,}\1")
_REFERENCE: Final = re.compile(
    r"^ {0,3}\[([^\]\n]{1,200})\]:\s*<?(\S{1,1000}?)>?(?:\s+[\"'(].*)?$", re.MULTILINE
)
_REFERRED: Final = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\](?: ?\[([^\[\]\n]{0,200})\])?(?![(:\[])")
_CALL: Final = re.compile(r"\bCFP\b|call for (?:papers|proposals|speakers)", re.IGNORECASE)
_OF_MATERIAL: Final = re.compile(
    r"\W*(?:slides?|slide ?deck|deck|videos?|recordings?|youtube|notes|handouts?|code|source|repo|github|pdf"
    r"|photos?|pictures|materials?|blog(?: post)?|twitter|linkedin|transcript|abstract)\W*",
    re.IGNORECASE,
)
"""What a link is called that leads to what was shown at an event, or told of it."""
_OF_PAGE: Final = re.compile(
    r"\W*(?:more(?: info(?:rmation)?)?|info|web ?site|site(?: web)?|web|link|register(?: here)?|registration"
    r"|tickets?|rsvp|details?|sign ?up|event page|here|(?:read|learn|find out) more|join"
    r"|(?:zur )?(?:anmeldung|webseite)|hier anmelden|mehr|inscri(?:ptions?|ções|ção|pción|pciones)"
    r"|s[’']inscrire|en savoir plus"
    r"|iscrizion[ei]|aanmelden|zapisy|rejestracja|参加登録|申し込み|报名)\W*",
    re.IGNORECASE,
)
"""What a link is called that leads to the page of what stands beside it."""
_DEADLINE: Final = re.compile(
    r"message=[^&\"']*?(?:until|to)[ _-]+(\d{1,2})[ _-]+([A-Za-z]{3,9})[ _-]+(\d{4})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: its words with each link's text in place, the first link, the call for papers."""

    text: str
    name: str | None = None
    url: str | None = None
    cfp_url: str | None = None
    cfp_closes: str | None = None
    bare_url: str | None = None
    """The address with which the line ends, where no words are its link."""
    is_of_talk: bool = False
    """Whether all its links lead to what was shown there, `[slides](…)`; those are no part of the words."""


def with_links(text: str) -> str:
    """Write the links that name their address elsewhere (`[PyCon][1]`, `[1]: https://…`) with it in place."""
    known = {name.casefold(): url for name, url in _REFERENCE.findall(text)}
    if not known:
        return text

    def linked(found: re.Match[str]) -> str:
        url = known.get((found[2] or found[1]).casefold())
        return f"[{found[1]}]({url})" if url else found[0]

    return _REFERRED.sub(linked, text)


def read_line(source: str) -> Line:
    """Take a line apart; images and tags are dropped, and a link that calls for papers is kept by itself."""
    return _taken_apart(source[:_LONGEST])


@lru_cache(maxsize=64)
def _taken_apart(line: str) -> Line:
    """Remember the last: a line is asked for by each shape that it may have."""
    line = _AUTOLINK.sub(r"\1", unescape(line) if "&" in line else line)
    cfp_url, closes, rest = None, None, line
    for anchor in _ANCHOR.finditer(line):
        if _CALL.search(anchor[2]):
            cfp_url, closes = anchor[1], _closes(anchor[2])
            rest = rest.replace(anchor[0], " ")
    rest = _ANCHOR.sub(lambda found: f"[{_TAG.sub('', found[2])}]({found[1]})", rest)
    rest = _TAG.sub(" ", _REMARK.sub(" ", _IMAGE.sub(" ", rest)))
    first, is_of_talk = _own_link(rest)
    rest = _SHOWN.sub(" ", _LINK.sub(" ", rest)) if is_of_talk else rest
    text = _bare(_LINK.sub(lambda found: found[1], rest))
    if first is None:
        bare = _BARE.search(text) if "://" in text else None
        words = text[: bare.start()] if bare else text
        return Line(words, None, None, cfp_url, closes, bare[1] if bare else None, is_of_talk)
    if _OF_PAGE.fullmatch(_bare(first[1])) and _SAID.search(_LINK.sub(" ", rest)):
        # "[more info](…)" behind a name leads to its page, and is no part of it.
        text = _bare(_LINK.sub(lambda found: found[1], rest[: first.start()] + " " + rest[first.end() :]))
        return Line(text, None, first[2], cfp_url, closes)
    return Line(text, _bare(first[1]) or None, first[2] or None, cfp_url, closes)


def _own_link(rest: str) -> tuple[re.Match[str] | None, bool]:
    """Return the first link that can be of the event itself, and whether all are of what was shown there."""
    links = list(_LINK.finditer(rest))
    own = next((link for link in links if not _OF_MATERIAL.fullmatch(_bare(link[1]))), None)
    if own and _BY.search(rest[max(0, own.start() - _LONGEST_BY) : own.start()]):
        return None, False
    if own is None and links and _SAID.search(_LINK.sub(" ", rest)):
        return None, True
    return own or (links[0] if links else None), False


def is_of_page(name: str) -> bool:
    """Tell whether a link, or the label before one, is called as what leads to the event's page."""
    return _OF_PAGE.fullmatch(name) is not None


def is_call(name: str) -> bool:
    """Tell whether a link is called as the one for proposing talks."""
    return _CALL.search(name) is not None


def is_struck(source: str) -> bool:
    """Tell whether a line or cell begins with what is struck out, `~~PyCon, 19 May~~`: it is called off."""
    return _STRUCK.match(source[:_LONGEST]) is not None


def _bare(text: str) -> str:
    """Return the words without the marks of bold, struck and code text, on one line."""
    return " ".join(_EMPHASIS.sub(r"\1\2", _MARKS.sub("", text)).split())


def _closes(badge: str) -> str | None:
    found = _DEADLINE.search(unquote(badge))
    return f"{found[1]} {found[2]} {found[3]}" if found else None
