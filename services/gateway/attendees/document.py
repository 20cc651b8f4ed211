"""The bytes of a file of attendees as text; what is no text says how to save it as one."""

import codecs

from services.gateway.attendees.refusals import unreadable

ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml")
HOW_TO_SAVE = (
    "In a spreadsheet choose Save as, “CSV UTF-8”, or “Excel workbook (XLSX)” for the page of "
    "organisers, and send that file."
)


def text_of(document: bytes) -> str:
    """Return a file as text: UTF-8, or UTF-16, as spreadsheets write it.

    Raises:
        AppError: `import_unreadable`, with how to save it.
    """
    if document.startswith((ZIP, _OLD_WORKBOOK)):
        raise unreadable(f"This is a workbook, not a table as text. {HOW_TO_SAVE}")
    if document.lstrip(codecs.BOM_UTF8)[:100].lstrip().lower().startswith(_PAGE):
        raise unreadable(
            f"This is a page of the web, whatever it is called, not a table as text. {HOW_TO_SAVE}"
        )
    try:
        return document.decode(_encoding(document))
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise unreadable(f"The letters of line {line:,} are not written as UTF-8. {HOW_TO_SAVE}") from error


def _encoding(document: bytes) -> str:
    """Return which encoding: UTF-16 says so itself, or has a zero in each letter of the first names."""
    if document.startswith(_UTF_16):
        return "utf-16"
    zeros = [at % 2 for at, byte in enumerate(document[:64]) if byte == 0]
    if len(zeros) >= len(document[:64]) // 3 > 0 and len(set(zeros)) == 1:
        return "utf-16-le" if zeros[0] else "utf-16-be"
    return "utf-8-sig"
