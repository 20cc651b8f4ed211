"""vCards 2.1, 3.0 and 4.0 (RFC 6350): name, work, first address and page of each."""

import quopri
import re
from collections.abc import Iterator

from services.gateway.contacts.linkedin import BROKEN

_FOLD = re.compile(r"\r?\n[ \t]")
_SOFT_BREAK = re.compile(r"=\r?\n")
_ESCAPED = re.compile(r"\\([\\,;nN])")
_FIELDS = {"TITLE": "headline", "ROLE": "headline", "ORG": "organisation", "EMAIL": "email", "URL": "link"}
_SEPARATOR = re.compile(r"(?<!\\);")


def cards(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each card with its place in the file, from 1; of a property that is there often, the first."""
    number = 0
    card: dict[str, str] | None = None
    for line in _lines(text):
        name, params, value = _property(line)
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            number, card = number + 1, {}
        elif name == "END" and card is not None:
            yield number, _contact(card)
            card = None
        elif card is not None and name:
            card.setdefault(name, _plain(value, params))

    if card is not None:
        yield number, {BROKEN: "The file ends within this card; export it again."}


def _lines(text: str) -> Iterator[str]:
    joined = _SOFT_BREAK.sub("", text) if "QUOTED-PRINTABLE" in text.upper() else text
    yield from _FOLD.sub("", joined).splitlines()


def _property(line: str) -> tuple[str, str, str]:
    """Split `item1.EMAIL;TYPE=work:a@b.example` into name, parameters and value."""
    head, _, value = line.partition(":")
    name, _, params = head.partition(";")
    return name.rpartition(".")[2].strip().upper(), params.upper(), value


def _plain(value: str, params: str) -> str:
    if "QUOTED-PRINTABLE" in params:
        return quopri.decodestring(value.encode()).decode("utf-8", "replace")
    return value


def _contact(card: dict[str, str]) -> dict[str, str]:
    family, given, *_ = [*_parts(card.get("N", "")), "", ""]
    said = {"name": _unescaped(card.get("FN", "")).strip() or f"{given} {family}".strip()}
    for name, ours in _FIELDS.items():
        if name in card:
            text = _parts(card[name])[0] if name == "ORG" else _unescaped(card[name])
            said.setdefault(ours, text.strip().removeprefix("mailto:"))
    return said


def _parts(value: str) -> list[str]:
    return [_unescaped(part).strip() for part in _SEPARATOR.split(value)]


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
