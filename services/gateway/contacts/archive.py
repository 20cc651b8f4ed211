"""LinkedIn's archive as it comes, a ZIP with Connections.csv among much else, which is left alone."""

import zipfile
from io import BytesIO
from zlib import error as ZlibError  # noqa: N812 - a class of the standard library

from shared.kernel.errors import AppError, Kind

ZIP = b"PK\x03\x04"
_WANTED = "connections.csv"
_MOST_MEMBERS = 5000
_KNOWN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How archives are packed; other ways can ask for much memory, and fail in ways of their own."""
_PACKED = "This ZIP cannot be unpacked. Unpack it yourself, and send Connections.csv."


def connections_in(body: bytes, most: int) -> bytes:
    """Return the connections of an archive, at most `most` bytes of them once unpacked.

    Raises:
        AppError: `import_unreadable`, where it is another ZIP, such as a workbook, or cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            wanted = [it for it in archive.infolist()[:_MOST_MEMBERS] if _name(it) == _WANTED]
            if not wanted:
                raise _unreadable(
                    "This ZIP holds no Connections.csv. Of a workbook save the sheet as CSV first."
                )
            if wanted[0].compress_type not in _KNOWN:
                raise _unreadable(_PACKED)
            with archive.open(wanted[0]) as member:
                found = member.read(most + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ZlibError) as error:
        raise _unreadable(_PACKED) from error
    if len(found) > most:
        raise _unreadable(f"Its Connections.csv has more than {most // 1024 // 1024} MB; send it in parts.")
    return found


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").rpartition("/")[2].casefold()


def _unreadable(detail: str) -> AppError:
    return AppError("import_unreadable", Kind.INVALID, detail)
