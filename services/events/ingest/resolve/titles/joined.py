"""Names without spaces: what they are but for place and "conf", and how one holds or abbreviates another."""

from typing import Final

from services.events.ingest.resolve.titles.title import Title, stem

_SHORTEST_BEGINNING: Final = 6
_SHORTEST_END: Final = 8
"""Letters of a name that stands at the end of another: what it begins with says more of which it is."""
_SHORTEST_ACRONYM: Final = 3
_SHORTEST_CODE: Final = 2


def bare(joined: str, places: frozenset[str]) -> str:
    """Take places and "conf" off the end of a name without spaces: "RailsIsrael", "PyConUSPittsburgh"."""
    name = stem(cut(stem(joined), places))
    return name if name == joined else bare(name, places)


def cut(joined: str, places: frozenset[str]) -> str:
    """Take the longest word of a place off the end of a name, unless less than two letters are left."""
    if not joined.endswith(tuple(places)):  # as most do
        return joined
    ends = [place for place in filter(joined.endswith, places) if len(joined) >= len(place) + _SHORTEST_CODE]
    longest = max(ends, key=len, default="")
    return joined.removesuffix(longest) if len(longest) >= _SHORTEST_CODE else joined


def is_acronym(joined: str, of: Title, places: frozenset[str]) -> bool:
    """Tell whether a name is made of the first letters of another, its place and "conference" or not."""
    if not _SHORTEST_ACRONYM <= len(joined) <= len(of.initials) + 1 or len(of.core) < _SHORTEST_CODE:
        return False
    placeless = "".join(word[0] for word in of.core if word not in places)
    return joined in {of.initials, placeless, f"{placeless}c"}


def is_beside(title: Title, joined: str, places: frozenset[str]) -> bool:
    """Tell whether a name is all that stands before or behind the dash or colon of another."""
    return is_behind(title, joined, places) or _is_one(title.before, joined, places)


def is_behind(title: Title, joined: str, places: frozenset[str]) -> bool:
    """Tell whether a name is all that stands behind it."""
    return _is_one(title.behind, joined, places)


def _is_one(part: str, joined: str, places: frozenset[str]) -> bool:
    return len(part) >= _SHORTEST_BEGINNING and bare(part, places) == joined


def begins(joined: str, other: str) -> bool:
    """Tell whether one name is how the other begins: "RailsConf", "RailsConfBerlin"."""
    short, long = sorted((joined, other), key=len)
    return len(short) >= _SHORTEST_BEGINNING and long.startswith(short)


def ends(joined: str, other: str) -> bool:
    """Tell whether a name stands behind another word, joined to it or not: "Acme AngularConnect"."""
    short, long = sorted((joined, other), key=len)
    return len(short) >= _SHORTEST_END and long.endswith(short) and short != long
