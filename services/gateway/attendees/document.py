"""The bytes of a file of attendees as text; what is no text says how to save it as one."""

import codecs
import re

from services.gateway.attendees.refusals import unreadable

ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CODE_PAGES = ("cp1252", "cp1250", "cp1254", "cp1257")
"""What spreadsheets of Windows call CSV, from Portugal to Turkey and Estonia."""
_NO_LETTERS = re.compile(rb"[\x80-\xbf]")
_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml")
HOW_TO_SAVE = (
    "In a spreadsheet choose Save as, “CSV UTF-8”, or “Excel workbook (XLSX)” for the page of "
    "organisers, and send that file."
)


def text_of(document: bytes) -> str:
    """Return a file as text: UTF-8, UTF-16, or letters that every code page of Latin spells alike.

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
        if (text := _alike(document)) is not None:
            return text
        line = document.count(b"\n", 0, error.start) + 1
        raise unreadable(f"The letters of line {line:,} are not written as UTF-8. {HOW_TO_SAVE}") from error


def _alike(document: bytes) -> str | None:
    """Read ä, ö, ü, ß, é and their like; what is `è` in one page and `č` in another is no guess of ours."""
    if _NO_LETTERS.search(document):
        return None
    spelt = {document.decode(name) for name in _CODE_PAGES}
    return spelt.pop() if len(spelt) == 1 else None


def _encoding(document: bytes) -> str:
    """Return which encoding: UTF-16 says so itself, or has a zero in each letter of the first names."""
    if document.startswith(_UTF_16):
        return "utf-16"
    zeros = [at % 2 for at, byte in enumerate(document[:64]) if byte == 0]
    if len(zeros) >= len(document[:64]) // 3 > 0 and len(set(zeros)) == 1:
        return "utf-16-le" if zeros[0] else "utf-16-be"
    return "utf-8-sig"
