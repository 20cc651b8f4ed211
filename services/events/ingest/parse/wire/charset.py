"""Bytes to text by evidence: UTF-8, what is declared, else the code page in which the words look right.

A code page is judged by its words: a true one gives no symbols, no second alphabet and no capitals within a
word, and no long word of accented letters alone.
"""

import codecs
import re
from typing import Final

_CODE_PAGES: Final = ("cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253")
"""Western, Central European, Cyrillic, Greek; the first of those that look equally right counts."""
_DECLARED: Final = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding=["']([\w.:-]{2,40})["']"""
    rb"""|<meta[^>]{0,200}?charset=["']?([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_XML_DECLARATION: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_NO_CHARSETS: Final = frozenset({"punycode", "idna", "utf-7", "unicode-escape", "raw-unicode-escape"})
"""Codecs that no document is written in: some take hours over ten megabytes, some hide markup."""
_LOOK: Final = 4096
_SAMPLE: Final = 20_000
"""Bytes with their neighbours by which a code page is judged."""
_BESIDE_HIGH: Final = re.compile(rb"[^\s\x00-\x1f]{0,40}[\x80-\xff][^\s\x00-\x1f]{0,40}")
_SYMBOL_WITHIN: Final = re.compile(
    r"[^\W\d_][^\w\s\x00-\x7f’‘“”–—…]|[^\w\s\x00-\x7f’‘“”–—…«»„¿¡][^\W\d_]|[\x80-\x9f\ufffd]"
)
_LONG: Final = 4
_FOREIGN: Final = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")


def decoded(body: bytes, declared: str | None = None) -> str:
    """Return the text; `declared` is the charset that the sender named, believed where it fits the bytes."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in (declared, _declared_within(body)):
        if name and (text := _strictly(body, name)) is not None:
            return text
    return body.decode(code_page(body), "replace")


def code_page(body: bytes) -> str:
    """Return the name of the code page in which the bytes that are not ASCII make the best words."""
    pieces = [found[0] for found in _BESIDE_HIGH.finditer(body[: 50 * _SAMPLE])]
    sample = b" ".join(pieces)[:_SAMPLE]
    return min(_CODE_PAGES, key=lambda name: _oddities(sample.decode(name, "replace")))


def declared_charset(media_type: str | None) -> str | None:
    """Return the charset of a media type such as `text/calendar; charset=ISO-8859-1`."""
    found = re.search(r"charset=[\"']?([\w.:-]{2,40})", media_type or "", re.IGNORECASE)
    return found[1] if found else None


def _declared_within(body: bytes) -> str | None:
    found = _DECLARED.search(body[:_LOOK])
    return (found[1] or found[2]).decode("ascii") if found else None


def without_no_charset(body: bytes) -> bytes:
    """Drop the XML declaration of a document that names a codec in which no document is written."""
    name = _declared_within(body)
    if name is None or is_text_codec(name):
        return body
    return _XML_DECLARATION.sub(b"", body, count=1)


def is_text_codec(name: str) -> bool:
    """Tell whether bytes can be read as text by that name."""
    return _strictly(b"", name) is not None


def _strictly(body: bytes, name: str) -> str | None:
    """Decode with a codec of text by that name, None when there is none or the bytes do not fit it."""
    try:
        # What calls itself Latin-1 is the code page of Windows, as browsers have it.
        found = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(
            codecs.lookup(name).name, codecs.lookup(name).name
        )
        if found in _NO_CHARSETS:
            return None
        return body.decode(found)
    except (LookupError, UnicodeError, ValueError):
        return None


def _oddities(text: str) -> int:
    """Count what no language writes."""
    odd = len(_SYMBOL_WITHIN.findall(text))
    for word in re.findall(r"[^\W\d_]+", text):
        if _FOREIGN.search(word):
            odd += 2 * bool(_LATIN.search(word))
        elif len(word) >= _LONG and not word.isascii() and not re.search(r"[A-Za-z]", word):
            odd += 2
        odd += word[1:] != word[1:].lower() and not word.isupper()
    return odd
