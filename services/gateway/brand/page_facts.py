"""What a page says of its person: h-card (microformats.org/wiki/h-card), schema.org Person, meta elements."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from shared.text.page_tree import page_tree

MOST_TEXT, MOST_SAID, MOST_OF_A_KIND, MOST_DEPTH = 20_000, 200, 5, 6


class Said(NamedTuple):
    """A text and where on the page it stands."""

    where: str
    text: str


class Facts(NamedTuple):
    """What a page says of its person: name, work, organisation and place; and all its text."""

    names: tuple[Said, ...] = ()
    headlines: tuple[Said, ...] = ()
    organisations: tuple[Said, ...] = ()
    places: tuple[Said, ...] = ()
    title: str = ""
    text: str = ""


NOTHING = Facts()
_CARD = {
    "names": ("p-name",), "headlines": ("p-job-title", "p-role"), "organisations": ("p-org",),
    "places": ("p-locality",),
}  # fmt: skip
_PERSON = {
    "names": ("name",), "headlines": ("jobTitle",), "organisations": ("worksFor", "affiliation"),
    "places": ("address", "homeLocation", "workLocation"),
}  # fmt: skip
_NAMED = ("name", "addressLocality", "address")
"""Where a thing that stands for a text keeps it."""


def page_facts(body: bytes) -> Facts:
    """Read a page; of what is malformed, what can be read."""
    tree = page_tree(body.decode("utf-8", "replace"))
    said: dict[str, list[Said]] = {name: [] for name in _CARD}
    for kind, one in (*_json_ld(tree), *_h_card(tree), *_author(tree)):
        if one.text and len(said[kind]) < MOST_OF_A_KIND:
            said[kind].append(one)
    title = tree.css_first("title")
    return Facts(
        **{name: tuple(found) for name, found in said.items()},
        title=_short(title.text()) if title else "",
        text=_text(tree),
    )


def _h_card(tree: LexborHTMLParser) -> Iterator[tuple[str, Said]]:
    card = tree.css_first(".h-card, .vcard")
    for kind, classes in _CARD.items() if card is not None else ():
        for name in classes:
            for node in card.css(f".{name}")[:MOST_OF_A_KIND] if card else ():
                yield kind, Said(f"h-card {name}", _short(node.text(separator=" ")))


def _author(tree: LexborHTMLParser) -> Iterator[tuple[str, Said]]:
    node = tree.css_first('meta[name="author"][content]')
    if node is not None:
        yield "names", Said("meta author", _short(node.attributes.get("content") or ""))


def _json_ld(tree: LexborHTMLParser) -> Iterator[tuple[str, Said]]:
    for node in tree.css('script[type="application/ld+json"]')[:MOST_OF_A_KIND]:
        try:
            held = json.loads(node.text())
        except (ValueError, RecursionError):
            continue
        for person in _persons(held, MOST_DEPTH):
            for kind, names in _PERSON.items():
                for name in names:
                    for text in _texts(person.get(name), MOST_DEPTH):
                        yield kind, Said(f"JSON-LD Person.{name}", _short(text))


def _persons(held: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - whatever JSON holds
    """Yield the first persons of a document: alone, in lists, in a graph, or as what a page is about."""
    if isinstance(held, list) and depth:
        for one in held[:MOST_OF_A_KIND]:
            yield from _persons(one, depth - 1)
    elif isinstance(held, dict) and depth:
        kinds = held.get("@type")
        if kinds == "Person" or (isinstance(kinds, list) and "Person" in kinds):
            yield held
        for name in ("@graph", "mainEntity", "about"):
            yield from _persons(held.get(name), depth - 1)


def _texts(held: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(held, str):
        yield held
    elif isinstance(held, list) and depth:
        for one in held[:MOST_OF_A_KIND]:
            yield from _texts(one, depth - 1)
    elif isinstance(held, dict) and depth:
        for name in _NAMED:
            if name in held:
                yield from _texts(held[name], depth - 1)
                return


def _text(tree: LexborHTMLParser) -> str:
    for node in tree.css("script, style, noscript, template"):
        node.decompose()
    return _clean(tree.body.text(separator=" "))[:MOST_TEXT] if tree.body else ""


def _short(text: str) -> str:
    return _clean(text)[:MOST_SAID]


def _clean(text: str) -> str:
    """Drop what no reader sees and no database keeps: control characters and halves of surrogate pairs."""
    kept = (letter if letter.isprintable() else " " for letter in text)
    return " ".join("".join(kept).split())
