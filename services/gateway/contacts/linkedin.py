"""LinkedIn's Connections.csv: notes before the header row, column names in the language of the account."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO

from shared.text import fold

BROKEN = "broken"
"""Under this name stands what is wrong with a line, instead of a contact."""
_NOTES = 30
"""Rows before the header at most."""
_COLUMNS = {
    "first": "first name|vorname|prenom|nombre|nome|voornaam|fornavn|fornamn",
    "last": "last name|nachname|nom|nom de famille|apellidos|cognome|sobrenome|achternaam|etternavn|"
    "efternamn",
    "link": "url|profil-url|profile url",
    "email": "email address|email|e-mail-adresse|adresse e-mail|correo electronico|"
    "direccion de correo electronico|indirizzo e-mail|indirizzo email|endereco de e-mail|e-mailadres|"
    "e-postadress",
    "organisation": "company|unternehmen|entreprise|societe|empresa|azienda|bedrijf|foretag",
    "headline": "position|poste|cargo|posizione|functie|puesto|stilling",
    "since": "connected on|verbunden am|connecte le|connexion le|conectado el|connesso il|conectado em|"
    "verbonden op",
}
_NAMED = {name: column for column, names in _COLUMNS.items() for name in names.split("|")}
_KEPT = ("headline", "organisation", "email", "link")
_DAYS = ("%d %b %Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


def rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with its line number, by our names; nothing where no header row is found."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    columns: list[str] = []
    try:
        for count, row in enumerate(reader):
            if columns:
                if any(cell.strip() for cell in row):
                    yield reader.line_num, _contact(dict(zip(columns, row, strict=False)))
            elif count > _NOTES:
                return
            else:
                columns = _header(row)
    except csv.Error as error:
        yield (
            reader.line_num,
            {BROKEN: f"From here on it cannot be read as a table ({error}); mend this line."},
        )


def _delimiter(text: str) -> str:
    start = text[:4000]
    return max(",;\t", key=start.count)


def _header(row: list[str]) -> list[str]:
    names = [_NAMED.get(fold(cell).strip(), "") for cell in row]
    return names if "first" in names and {"link", "organisation", "since"} & set(names) else []


def _contact(row: dict[str, str]) -> dict[str, str]:
    name = " ".join(filter(None, (row.get("first", "").strip(), row.get("last", "").strip())))
    day = _day(row.get("since", "").strip())
    kept: dict[str, str] = {key: row[key] for key in _KEPT if key in row}
    return {"name": name, **kept, **({"since": day.isoformat()} if day else {})}


def _day(text: str) -> date | None:
    """Return the day; None for a form that could mean two."""
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day without a zone
        except ValueError:
            continue
    return None
