"""hCards of a saved page, new and old (microformats.org/wiki/h-card): its speakers, or a team."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from shared.text.page_tree import page_tree

_CARD = frozenset({"h-card", "vcard"})
_FIELDS = {
    "name": ("p-name", "fn"),
    "headline": ("p-job-title", "p-role", "title", "role"),
    "organisation": ("p-org", "org"),
    "email": ("u-email", "email"),
    "link": ("u-url", "url"),
}
_ALL = ", ".join(f".{name}" for name in (*_CARD, *(name for names in _FIELDS.values() for name in names)))
_NO_CARD = 0
_IMPLIED = 80
"""Characters at most of a card without properties whose whole text is the name."""


def cards(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each card with its place on the page, from 1; a card within another is a detail of that one."""
    found: dict[int, tuple[LexborNode, dict[str, str]]] = {}
    cards_around: dict[int, int] = {}
    for node in page_tree(text).css(_ALL):
        named, around = _classes(node), _card_around(node, cards_around)
        if around == _NO_CARD and named & _CARD:
            found[node.mem_id] = node, _said(node, named, {})
        elif around in found:
            _said(node, named, found[around][1])
    for number, (node, said) in enumerate(found.values(), 1):
        yield number, said or _implied(node)


def _classes(node: LexborNode) -> frozenset[str]:
    return frozenset((node.attributes.get("class") or "").split())


def _card_around(node: LexborNode, known: dict[int, int]) -> int:
    """Return the card that holds an element; `known` remembers it of all that was looked at, or holds it."""
    passed, above = list[LexborNode](), node.parent
    while above is not None and above.mem_id not in known:
        passed.append(above)
        above = above.parent
    card = _NO_CARD if above is None else known[above.mem_id]
    for one in reversed(passed):
        known[one.mem_id] = card = one.mem_id if _classes(one) & _CARD else card
    return card


def _said(node: LexborNode, named: frozenset[str], said: dict[str, str]) -> dict[str, str]:
    """Add what an element says of its person; of a property that is there often, the first."""
    for field, names in _FIELDS.items():
        if field not in said and not named.isdisjoint(names) and (value := _value(node, field)):
            said[field] = value
    return said


def _value(node: LexborNode, field: str) -> str:
    """Return the text, of an address or a page where it leads; a page without its host is none."""
    leads = node.attributes.get("href") or ""
    if field == "email" and leads.lower().startswith("mailto:"):
        return leads[len("mailto:") :].partition("?")[0]
    if field == "link":
        return leads if leads.startswith(("https://", "http://")) else ""
    return " ".join(node.text(separator=" ").split())


def _implied(node: LexborNode) -> dict[str, str]:
    text = " ".join(node.text(separator=" ").split())
    return {"name": text} if text and len(text) <= _IMPLIED else {}
