"""The first sheet of a workbook is a table like any other; whatever the bytes, it ends in one or in words."""

import csv
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.attendees import workbook as packed
from services.gateway.attendees.workbook import as_csv
from shared.kernel.errors import AppError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
BOOK = (
    '<x:workbook xmlns:x="{main}" xmlns:r="{office}"><x:sheets>'
    '<x:sheet name="Lists" state="hidden" r:id="rId1"/>'
    '<x:sheet name="Guests" r:id="rId2"/></x:sheets></x:workbook>'
)
PLACES = (
    '<Relationships xmlns="p"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>'
)
STRINGS = "<sst><si><t>Name</t></si><si><r><t>Zo</t></r><r><t>ë</t></r><rPh><t>zoe</t></rPh></si></sst>"
ROWS = (
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>Mail</t></is></c><c t="str">'
    '<v>OK</v></c></row><row><c/></row><row r="5"><c t="s"><v>1</v></c>'
    '<c r="C5" t="str"><f>A5</f><v>z@b.example</v></c>'
    '<c r="D5" t="b"><v>1</v></c><c r="E5"><v>44000</v></c></row><row r="9"><c r="A9" s="3"/></row>'
)


def workbook(rows: str = ROWS, *, office: str = OFFICE, **parts: str) -> bytes:
    """Pack a workbook, with parts in place of its own by the last words of their names."""
    made = {
        "xl/workbook.xml": BOOK.format(main=MAIN, office=office),
        "xl/_rels/workbook.xml.rels": PLACES,
        "xl/sharedStrings.xml": STRINGS,
        "xl/worksheets/sheet1.xml": "<worksheet/>",
        "xl/worksheets/sheet2.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
    }
    made |= {name: text for name in made for key, text in parts.items() if f"/{key}." in name}
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, text in made.items():
            archive.writestr(name, text)
    return written.getvalue()


@pytest.mark.parametrize("office", [OFFICE, STRICT])
def test_the_first_sheet_that_is_shown_is_read_row_by_row_where_it_stands(office: str) -> None:
    text = as_csv(workbook(office=office)).decode()
    assert list(csv.reader(StringIO(text))) == [
        [], ["Name", "", "Mail", "OK"], [], [], ["Zoë", "", "z@b.example", "yes", "44000"],
    ]  # fmt: skip


def test_what_is_no_workbook_stays_as_it_is() -> None:
    assert as_csv(b"Name,Mail\n") == b"Name,Mail\n"


@pytest.mark.parametrize(
    "document",
    [
        b"PK\x03\x04rest",
        workbook('<row r="1"><c t="s"><v>2</v></c></row>'),
        workbook('<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>'),
        workbook('<row r="99999999"><c><v>1</v></c></row>'),
        workbook("<row>"),
        workbook("<row/>" * 2000),
        workbook(sharedStrings='<!DOCTYPE a [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'),
        workbook(workbook="<workbook/>"),
    ],
)
def test_a_workbook_that_is_spoilt_or_too_large_says_how_to_save_it(
    document: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "_MOST_ELEMENTS", 1000)
    with pytest.raises(AppError, match="This workbook cannot be read") as told:
        as_csv(document)
    assert "CSV UTF-8" in told.value.detail


@given(st.binary(max_size=400), st.integers(0, 1200), st.text(max_size=60))
def test_any_bytes_give_a_table_or_words(broken: bytes, at: int, rows: str) -> None:
    whole = workbook(rows)
    for document in (b"PK\x03\x04" + broken, whole[:at] + broken[:4] + whole[at + 4 :]):
        try:
            assert isinstance(as_csv(document), bytes)
        except AppError as refusal:
            assert refusal.code == "import_unreadable"
