"""The lines of a page, as Markdown: headings, items, links, and what else stands in a line of its own."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.day_range import days_or_none
from services.events.ingest.parse.wire.dom import attribute

_HEADINGS: Final = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_LINES: Final = (
    dict.fromkeys(
        ("p", "div", "br", "tr", "section", "article", "ul", "ol", "dd", "dt", "table", "hr", "main", "pre"),
        "\n",
    )
    | dict.fromkeys(("header", "footer", "address", "figure", "figcaption", "blockquote"), "\n")
    | {"li": "- "}
)
_BLOCKS: Final = ", ".join((*_LINES, *_HEADINGS))
_NO_ELEMENT: Final = frozenset({"-text", "-comment"})
_CELLS: Final = frozenset({"td", "th"})
_OWN_FOOTER: Final = frozenset({"article", "li"})
_UNSAID: Final = (
    "nav:has(a[href]), script, style, form, noscript, template, button, select, div > aside,"
    " main > aside, body > aside, [itemprop=datePublished], [itemprop=dateModified]"
)
BEGINS_WITH_DAY: Final = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,?\s+){0,2}\d{1,4}(?:st|nd|rd|th)?[\s./-]|\[?\d{1,2}\."
)
"""How a line begins that tells of a day: `19 May`, `May 19`, `19.05.:`, `2027-05-19`."""
_CUT: Final = re.compile(r"\d[^\W\d_]{3}")
"""A day and its month in elements of their own, `<b>19</b><i>May</i>`, and not `19<sup>th</sup>`."""
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_PIN: Final = " \U0001f4cd "
_PINNED: Final = re.compile(
    r"(?:[\w./-]{0,30}[-_#/])?(?:map[-_]?(?:pin|marker)(?:[-_]\w{1,10})?|location(?:[-_](?:on|pin|dot|fill|outline))?"
    r"|geo(?:[-_](?:alt|fill)){1,2}|pin(?:[-_](?:drop|map|fill))?|place|venue)(?:[-_]icon)?",
    re.IGNORECASE,
)
"""How the picture is called that stands before a place: `fa-map-marker`, `bi-geo-alt`, `location_on`."""
_PICTURES: Final = frozenset({"svg", "img", "ion-icon", "iconify-icon"})
_OF_CLASS: Final = frozenset({"i", "span"})
"""Elements that are a picture by their class, when they hold none and no words but its name."""
_CALLED: Final = ("class", "data-feather", "data-lucide", "data-icon", "icon", "name")
_MOST_NAMES: Final = 6
_TO_MAP: Final = re.compile(
    r"\W*(?:(?:view|see|show|open|vedi|ver|voir|zur|auf der|bekijk|zobacz|google) )?(?:\w{1,8} ){0,2}"
    r"(?:maps?|mapp?a|mapa|mapie|carte|karte|kaart|plan|mapě|mapy\.cz|directions|anfahrt|route)\W*",
    re.IGNORECASE,
)
"""What a link beside a place is called that shows it on a map."""
_MOST_NODES: Final = 50_000
_LONGEST: Final = 600


def lines_of_page(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield the lines of the page; a link is written with its address."""
    for node in [*tree.css(_UNSAID), *filter(_is_of_page, tree.css("footer"))]:
        node.decompose()
    line, opening, within = "", "", ""
    for piece in _pieces(tree):
        if piece.opens is None:
            line += f" {piece.said}" if _CUT.fullmatch(line[-1:] + piece.said[:3]) else piece.said
            within = piece.within
            continue
        words = _bare(line)
        if words and words != _PIN.strip():
            yield opening + _linked(words, within)
        is_beside = words == _PIN.strip() and not piece.opens.startswith("#")
        line, opening, within = _PIN if is_beside else "", piece.opens, ""
    if words := _bare(line):
        yield opening + _linked(words, within)


def _is_of_page(footer: LexborNode) -> bool:
    """Tell the footer of the page from that of an article, which may say where an event is."""
    around = footer.parent
    while around is not None and around.tag not in _OWN_FOOTER:
        around = around.parent
    return around is None


def _linked(words: str, address: str) -> str:
    """Return a line of a box that is a link as a whole as that link, unless it is a date."""
    if not address or "](" in words or _is_date(words):
        return words
    return f"[{words.replace('[', '(').replace(']', ')')}]({address})"


class _Piece(NamedTuple):
    """A text, or what the line opens with that begins here; `within` is the address of the box around it."""

    said: str
    opens: str | None = None
    within: str = ""


def _pieces(tree: LexborHTMLParser) -> Iterator[_Piece]:
    """Yield the texts in order, and where lines begin; without recursion."""
    waiting: list[tuple[LexborNode | None, str]] = [(tree.body, "")]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node, within = waiting.pop()
        box = _address_of_box(node) if node is not None and node.tag == "a" else ""
        if node is None:
            yield _Piece("", "")
        elif (said := _said(node, is_box=bool(box))) is not None:
            yield _Piece(said, None, within)
        else:
            if apart := _apart(node):
                yield apart
            if opens := "\n" if box else _HEADINGS.get(node.tag or "") or _LINES.get(node.tag or ""):
                yield _Piece("", opens.removeprefix("\n"))
                waiting.append((None, ""))
            waiting.extend((each, box or within) for each in list(node.iter(include_text=True))[::-1])


def _said(node: LexborNode, *, is_box: bool) -> str | None:
    """Return what a text, a link or a picture says; None of an element to be looked into."""
    if _is_picture(node):
        return _PIN if _is_pin(node) else ""
    if node.tag == "time" and read_date(told := attribute(node, "datetime")):
        return f" {told} "
    return _words(node) if node.tag in {"a", "-text"} and not is_box else None


def _is_picture(node: LexborNode) -> bool:
    """Tell an element that shows a picture: also one without words, or whose words are a picture's name."""
    if node.tag in _PICTURES:
        return True
    if node.tag not in _OF_CLASS or _holds_others(node):
        return False
    return not text_of(node) or (attribute(node, "class") or "").startswith("material-")


def _is_pin(picture: LexborNode) -> bool:
    """Tell the picture of a pin by what it is called, or what it is drawn by: `<use href="#map-pin">`."""
    drawn = picture.css_first("use") if picture.tag == "svg" else None
    words = (text_of(picture), attribute(picture, "alt"), attribute(picture, "aria-label"))
    named = [attribute(picture, name) for name in _CALLED]
    named += [said for said in words if said and " " not in said]
    named += [attribute(drawn, name) for name in ("href", "xlink:href")] if drawn else []
    names = [name for said in named if said for name in said[:_LONGEST].split()[:_MOST_NAMES]]
    return any(_PINNED.fullmatch(name) for name in names)


def _apart(node: LexborNode) -> _Piece | None:
    """Return what parts an element from one that it touches: a line where either holds others, else a blank.

    A page written without blanks between its elements has them side by side, or one below the other.
    """
    before = node.prev
    if node.tag in _CELLS:
        return _Piece(" ")
    if before is None or before.tag in _NO_ELEMENT or node.tag in _NO_ELEMENT:
        return None
    if _holds_others(before) or _holds_others(node):
        return _Piece("", "")
    return _Piece(" ") if min(len(text_of(before)), len(text_of(node))) > 1 else None


def _holds_others(node: LexborNode) -> bool:
    return any(child.tag not in _NO_ELEMENT for child in node.iter())


def _address_of_box(link: LexborNode) -> str:
    """Return where a link leads that is a box of lines, of which one may be a day; else an empty text."""
    address = attribute(link, "href")
    is_box = address and " " not in address and link.css_first(_BLOCKS) and _NUMBER.search(text_of(link))
    return (address or "") if is_box else ""


def _words(node: LexborNode) -> str:
    if node.tag == "-text":
        return node.text_content or ""
    address, text = attribute(node, "href"), text_of(node).replace("[", "(").replace("]", ")")
    if _TO_MAP.fullmatch(text):
        return " "
    if BEGINS_WITH_DAY.match(text) and _is_date(text):
        return f" {text} "
    return f" [{text}]({address}) " if address and text and " " not in address else f" {text} "


def _is_date(text: str) -> bool:
    return days_or_none(text) is not None


def _bare(line: str) -> str:
    return " ".join(line.split())[:_LONGEST]


def text_of(node: LexborNode) -> str:
    """Return all its words on one line."""
    return " ".join(node.text(deep=True, separator=" ").split())
