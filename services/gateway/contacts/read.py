"""A file of contacts as contacts, line by line; one bad line never costs its neighbours."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pydantic import ValidationError

from services.gateway.contacts import hcard, linkedin, vcard
from services.gateway.contacts.archive import ZIP, connections_in
from shared.contracts.network.contacts import Contact, ContactFormat
from shared.kernel.errors import AppError, Kind

MOST_BYTES = 8 * 1024 * 1024
MOST_CONTACTS = 30_000
"""LinkedIn lets nobody have more connections."""
_LIMITS = {"name": 80, "headline": 160, "organisation": 80}


class Read(NamedTuple):
    """One line of a file, as a contact or as what is wrong with it."""

    line: int
    name: str | None
    contact: Contact | None
    problem: str | None


def read_contacts(body: bytes) -> tuple[ContactFormat, list[Read]]:
    """Tell the format by the content, and read every line; of LinkedIn's archive, that of its connections.

    Raises:
        AppError: `import_unreadable`, where it is neither, holds nothing or too much.
    """
    if body.startswith(ZIP):
        body = connections_in(body, MOST_BYTES)
    text = _decoded(body).lstrip("\ufeff")
    name, lines = _lines(text)
    found = [_read(line, said) for line, said in islice(lines, MOST_CONTACTS + 1)]
    if not found:
        detail = (
            "No contact was found. Send Connections.csv as LinkedIn gives it (Settings, Data privacy, "
            "Get a copy of your data), vCards as an address book exports them, or a saved page with hCards."
        )
        raise AppError("import_unreadable", Kind.INVALID, detail)
    if len(found) > MOST_CONTACTS:
        detail = f"There are more than {MOST_CONTACTS} contacts; send the file in parts."
        raise AppError("import_unreadable", Kind.INVALID, detail)
    return name, found


def _lines(text: str) -> tuple[ContactFormat, Iterator[tuple[int, dict[str, str]]]]:
    start = text.lstrip()[:11].upper()
    if start == "BEGIN:VCARD":
        return "vcard", vcard.cards(text)
    return ("hcard", hcard.cards(text)) if start.startswith("<") else ("linkedin", linkedin.rows(text))


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _read(line: int, said: dict[str, str]) -> Read:
    if linkedin.BROKEN in said:
        return Read(line, None, None, said[linkedin.BROKEN])
    kept = {name: _shown(text)[: _LIMITS.get(name, 500)].strip() for name, text in said.items()}
    kept = {name: text for name, text in kept.items() if text}
    if "name" not in kept:
        return Read(line, None, None, "It names nobody.")
    try:
        return Read(line, kept["name"], Contact.model_validate(kept), None)
    except ValidationError as error:
        wrong = {str(item["loc"][0]) for item in error.errors()}
    rest = {name: text for name, text in kept.items() if name not in wrong}
    try:  # an address that is none is no reason to lose who has it
        return Read(line, kept["name"], Contact.model_validate(rest), None)
    except ValidationError:
        return Read(line, kept["name"], None, "The name cannot be taken.")


def _shown(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def pieces(found: list[Read], size: int) -> Iterator[list[Read]]:
    """Yield the lines in pieces of at most `size`."""
    for start in range(0, len(found), size):
        yield found[start : start + size]
