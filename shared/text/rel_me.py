"""Links by which a page says that another address is the same person's (microformats.org/wiki/rel-me)."""

from shared.text.page_tree import page_tree

MOST_LINKS = 2000
_NOT_THE_AUTHORS = frozenset({"ugc", "sponsored"})
"""By these a page says that somebody else wrote the link."""


def rel_me_links(body: bytes) -> tuple[str, ...]:
    """Return the addresses that a page links to as `me` in its own name, as written."""
    tree = page_tree(body.decode("utf-8", "replace"))
    found = []
    for node in tree.css("a[rel][href], link[rel][href], area[rel][href]")[:MOST_LINKS]:
        relations = set((node.attributes.get("rel") or "").lower().split())
        if "me" in relations and not relations & _NOT_THE_AUTHORS:
            found.append((node.attributes.get("href") or "").strip())
    return tuple(found)
