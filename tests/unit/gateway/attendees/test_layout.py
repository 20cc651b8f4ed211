"""What parts the values of a table, which row names its columns, and what its bytes are."""

import codecs

import pytest

from services.gateway.attendees.document import text_of
from services.gateway.attendees.layout import layout_of, own_layout_of
from services.gateway.attendees.lines import CSV, Given, read_lines
from shared.contracts.partners.attendees import PersonLine
from shared.kernel.errors import AppError

OWN = Given("evt_1", lenient=True, id_of=lambda email: f"adr_{email}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Name,Mail\nAna,a@b.example\n", (",", 0)),
        ("sep=;\nName;Mail\nAna;a@b.example\n", (";", 0)),
        ('sep="\nName,Mail\nAna,a@b.example\n', (",", 1)),
        ('"Name, Vorname";"Mail"\n"Lima, Ana";a@b.example\n', (";", 0)),
        ("Name|Mail\nAna|a@b.example\n", ("|", 0)),
        ("Spring Conference,,\nof 2027-03-01,,\n,,\nWho,,Where\nName,Mail,City\n", (",", 4)),
        ("Guests; of all days, as of today\nName;Mail\n", (";", 1)),
    ],
)
def test_a_table_is_laid_out_as_the_row_that_names_its_columns_says(
    text: str, found: tuple[str, int]
) -> None:
    layout = own_layout_of(text)
    assert (layout.delimiter, layout.above) == found


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    texts = ("Guests,\n\nName,Mail\nAna,a@b.example\n", "sep=,\nName,Mail\nAna,a@b.example\n")
    assert [read_lines(it.encode(), CSV, "people", OWN)[0].number for it in texts] == [4, 2]
    assert layout_of("external_id;email\n1;2,3,4\n").delimiter == ";"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name,User ID,RSVP\nAna,17,Yes\n", "No column is called e-mail address.* Name, User ID, RSVP"),
        ("Ana Lima,a@b.example\nBo Ek,b@b.example\n", "The first row must name the columns"),
        ("\n\n", "There is no line in it"),
        ("Mail" + ",x" * 500, "No column is called e-mail"),
        ("(" * 60_000 + ",Name", "No column is called e-mail"),
    ],
)
def test_a_table_without_a_column_of_addresses_says_so_once(text: str, said: str) -> None:
    with pytest.raises(AppError, match=said):
        own_layout_of(text)


def test_a_table_of_more_columns_than_anybody_needs_is_refused() -> None:
    with pytest.raises(AppError, match="There are 501 columns"):
        read_lines(b"email" + b",email" * 500, CSV, "people")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_as_spreadsheets_write_it(encoding: str) -> None:
    [zoe] = read_lines("Name\tE-Mail\nZoé\tzoe@mail.example\n".encode(encoding), CSV, "people", OWN)
    assert isinstance(zoe.body, PersonLine)
    assert zoe.body.profile.display_name == "Zoé"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"PK\x03\x04rest", "This is a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is a workbook"),
        (codecs.BOM_UTF8 + b"\n<!DOCTYPE html><table>", "This is a page of the web"),
        ("Name,Mail\nAna,a@b.example\nHélène,h@b.example\n".encode("cp1252"), "The letters of line 3"),
    ],
)
def test_what_is_no_text_says_how_to_save_it(document: bytes, said: str) -> None:
    with pytest.raises(AppError, match=said) as told:
        text_of(document)
    assert "CSV UTF-8" in told.value.detail
