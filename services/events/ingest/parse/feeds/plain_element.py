"""What one plain element of an RSS item adds to its entry, as feedparser would."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

import feedparser

Entry = dict[str, Any]

_RULES: Final = feedparser.api.StrictFeedParser
_RENAMED: Final = frozenset({*feedparser.FeedParserDict.keymap, "links"})
_UNASKED: Final = frozenset(
    {"author", "dc_author", "dc_creator", "dc_publisher", "dc_rights", "copyright", "enclosure",
     "itunes_author", "media_content", "media_thumbnail", "source"}
)  # fmt: skip
"""Elements of which nothing is ever asked."""
_CODE_PAGE: Final = {
    0x80 + place: sign
    for place, sign in enumerate(bytes(range(0x80, 0xA0)).decode("cp1252", "replace"))
    if sign != "\ufffd"
}
_REFERENCE: Final = re.compile(r"&([A-Za-z0-9_]+);")


class NotPlainError(Exception):
    """This is for feedparser to read."""


def said(pieces: list[str]) -> str:
    """Return the trimmed text; UTF-8 taken for Latin-1 and signs of Windows' code page are mended."""
    text = "".join(pieces).strip()
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_CODE_PAGE)


def add(entry: Entry, name: str, attributes: Mapping[str, str], text: str) -> None:
    """Add an element by its name, `ev_startdate`.

    Raises NotPlainError: feedparser has a rule for it that is not kept here.
    """
    rule = _ADDING.get(name)
    if rule is not None:
        rule(entry, attributes, text)
    elif _is_anything(name):
        entry[name] = _lowered(attributes) if attributes else text
        if not attributes:
            _check_address(text)


@lru_cache(maxsize=1000)
def _is_anything(name: str) -> bool:
    """Tell whether feedparser keeps an element as it comes; False where it is not to be kept at all."""
    if name in _UNASKED:
        return False
    if name in _RENAMED or hasattr(_RULES, f"_start_{name}") or hasattr(_RULES, f"_end_{name}"):
        raise NotPlainError
    return True


def _title(entry: Entry, attributes: Mapping[str, str], text: str) -> None:
    _check(not attributes and "title" not in entry)
    entry["title"] = text


def _link(entry: Entry, attributes: Mapping[str, str], text: str) -> None:
    _check(not attributes)
    _check_address(text)
    link = {"rel": "alternate", "type": "text/html"}
    entry.setdefault("links", []).append(link)
    entry["link"] = _REFERENCE.sub(r"&\1", text.replace("&amp;", "&"))
    if text:
        link["href"] = entry["link"]


def _guid(entry: Entry, attributes: Mapping[str, str], text: str) -> None:
    told = _lowered(attributes)
    _check(told.keys() <= {"ispermalink"})
    _check_address(text)
    entry["id"] = text
    if told.get("ispermalink", "true") == "true":
        entry.setdefault("link", text)


def _published(entry: Entry, attributes: Mapping[str, str], text: str) -> None:
    del attributes
    entry["published"] = text


def _updated(entry: Entry, attributes: Mapping[str, str], text: str) -> None:
    del attributes
    entry["updated"] = text


def _description(entry: Entry, attributes: Mapping[str, str], text: str) -> None:
    _check(not attributes and ("summary" not in entry or "content" in entry))
    entry["summary"] = text


def _content(entry: Entry, attributes: Mapping[str, str], text: str) -> None:
    _check(not attributes)
    entry.setdefault("content", []).append({"type": "text/html", "value": text})
    entry.setdefault("summary", text)


def _category(entry: Entry, attributes: Mapping[str, str], text: str) -> None:
    told = _lowered(attributes)
    tags = entry.setdefault("tags", [])
    tag = {
        "term": told.get("term"),
        "scheme": told.get("scheme", told.get("domain")),
        "label": told.get("label"),
    }
    if any(tag.values()) and tag not in tags:
        tags.append(tag)
    if not text:
        return
    if tags and not tags[-1]["term"]:
        tags[-1]["term"] = text
    elif (plain := {"term": text, "scheme": None, "label": None}) not in tags:
        tags.append(plain)


_ADDING: Final[Mapping[str, Callable[[Entry, Mapping[str, str], str], None]]] = {
    "title": _title,
    "link": _link,
    "guid": _guid,
    "pubdate": _published,
    "lastbuilddate": _updated,
    "dc_date": _updated,
    "description": _description,
    "content_encoded": _content,
    "category": _category,
    "dc_subject": _category,
}


def _lowered(attributes: Mapping[str, str]) -> dict[str, str]:
    told = {name.lower(): value for name, value in attributes.items()}
    return told | {name: told[name].lower() for name in ("rel", "type") if name in told}


def _check(is_plain: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_plain:
        raise NotPlainError


def _check_address(text: str) -> None:
    """Feedparser takes slashes out of an address that has too many behind its scheme."""
    _check(":///" not in text)
