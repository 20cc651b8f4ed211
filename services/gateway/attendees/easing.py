"""What people type into forms made to fit: what cannot be read is left out and told, and its line stays."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from email.utils import parseaddr
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from services.gateway.attendees.coming import stand_of
from shared.contracts.people import NeedKind
from shared.kernel.countries import country_code

Item = dict[str, Any] | str
"""A line as the object that it tells, or what is wrong with it."""
CONSENTS = frozenset({"match", "listed"})
_NAMES = frozenset({"first_name", "last_name", "display_name"})
_AS_SAID = frozenset({"email", "external_id", *CONSENTS})
_NOTHING = frozenset({
    "n/a", "na", "n.a", "none", "nil", "null", "nothing", "not applicable", "tbd", "tba", "keine", "keins",
    "k.a", "nichts", "aucun", "aucune", "ninguno", "ninguna", "nada", "nessuno", "geen", "nvt", "n.v.t",
})  # fmt: skip
"""What stands in a field that one had to fill in and did not want to."""
_PICKED = frozenset({"interests", "skills", "languages"})
_BETWEEN_PICKED = re.compile(r"[,|\n、，]")
"""What forms put between ticked answers, in columns whose values are names rather than sentences."""
KINDS = frozenset(get_args(NeedKind))
_MOST_SHOWN = 40


def cells_of(cells: dict[str, str]) -> dict[str, str]:
    """Return the cells that say something, what was picked parted by `;`."""
    said = {name: cell for name, cell in cells.items() if name in _AS_SAID or _says(name, cell)}
    said |= {name: _picked(said[name]) for name in _PICKED & said.keys()}
    return said | {name: stand_of(said[name]) for name in {"status"} & said.keys()}


def _says(name: str, cell: str) -> bool:
    """Tell whether a cell says anything; `Na` and `None` are names of people."""
    if not any(letter.isalnum() for letter in cell):
        return False
    return name in _NAMES or cell.strip(" .!?-").casefold() not in _NOTHING


def _picked(cell: str) -> str:
    """Return what was picked, parted by `;`, however a form parted it; `;` goes before all else."""
    return cell if ";" in cell else _BETWEEN_PICKED.sub(";", cell)


def eased(item: Item, columns: Sequence[str]) -> Item:
    """Take what people type: `Ana <a@b.c>`, links without https, odd countries; an empty consent is a no."""
    if isinstance(item, str):
        return item
    if "<" in item.get("email", ""):
        item["email"] = parseaddr(item["email"])[1] or item["email"]
    profile = item["profile"]
    if "links" in profile:
        profile["links"] = [_whole(link) for link in profile["links"]]
    for field in {"needs", "offers"} & profile.keys():
        profile[field] = [_asked(ask) for ask in profile[field]]
    if "country" in profile.get("place", {}) and country_code(profile["place"]["country"]) is None:
        del profile["place"]["country"]
    return _agreed(item, columns)


def _agreed(item: dict[str, Any], columns: Sequence[str]) -> Item:
    stand = item.setdefault("attendance", {})
    for name in CONSENTS & set(columns):
        if not isinstance(stand.setdefault(name, False), bool):
            return (
                f"“{stand[name][:40]}” is neither yes nor no, in the column of who agreed; write one of them."
            )
    return item


def _whole(link: str) -> str:
    """Return an address as browsers take it: `www.example.org/me` is one of https."""
    return link if "://" in link or "." not in link else f"https://{link}"


def _asked(ask: dict[str, str]) -> dict[str, str]:
    """Take a colon within a sentence as one: `Two things: a mentor and a desk`."""
    if ask["kind"] in KINDS:
        return ask
    return {"kind": "advice", "text": f"{ask['kind']}: {ask['text']}"}


def fitting(item: dict[str, Any], error: ValidationError) -> tuple[dict[str, Any], list[str]]:
    """Return a line without what did not fit of its profile, and what became of each: left out, or cut.

    Where nothing of it may go (an address, a name), the line stays as it was.
    """
    made, told = deepcopy(item), list[str]()
    for it in error.errors(include_url=False):
        if it["loc"][0] == "profile" or it["loc"][:2] == ("attendance", "groups"):
            told += _mend(made, it)
    return _without_holes(made), told


def _mend(made: dict[str, Any], it: ErrorDetails) -> Iterator[str]:
    """Cut what is too long; take out what does not fit otherwise, or what lacks a part."""
    path = it["loc"][:-1] if it["type"] == "missing" else it["loc"]
    if len(path) < 2:  # noqa: PLR2004 - the whole profile
        return
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    last, field = path[-1], str(path[1])
    value = holder[last]
    if it["type"] in {"string_too_long", "too_long"}:
        holder[last] = value[: it["ctx"]["max_length"]]
        yield f"{field} cut to {it['ctx']['max_length']:,}"
    elif field != "display_name":
        holder[last] = None
        if value:
            yield f"{field} left out: “{_shown(value)}”"


def _shown(value: object) -> str:
    """Return what was left out, as far as a line has room for it."""
    text = " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _without_holes(made: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(made, dict):
        return {name: _without_holes(value) for name, value in made.items() if value is not None}
    return [_without_holes(value) for value in made if value is not None] if isinstance(made, list) else made
