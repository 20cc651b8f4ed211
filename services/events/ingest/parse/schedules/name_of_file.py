"""What a conference is called whose schedule does not say so: by its file, or what holds that."""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

_NAMELESS: Final = re.compile(
    r"(?:schedules?|fahrplan|talks?|sessions?|export|events?|data|agenda|program(?:me)?|view|all|grid(?:smart)?"
    r"|sessionize|speakers?|rooms?|submissions?|slots?|api|json|index|latest|response|fixture|sample|test|\W|\d|_)*",
    re.IGNORECASE,
)
_PLACES: Final = re.compile(
    r"(?:tests?|spec|fixtures?|resources?|assets?|static|public|src|main|master|raw|www|web|files?|downloads?|content"
    r"|cfp|docs?|xml|csv|ics|feeds?|frab|pretalx|pentabarf|schedules?|html|other|[a-z]{1,2}|current|new|old|tmp|home|site"
    r"|pages?|github|gist|githubusercontent|gitlab|codeberg|localhost|example|com|org|net|blob|head|refs|heads)",
    re.IGNORECASE,
)
"""Folders and hosts that are called by what lies there, and not by a conference."""
_NAME: Final = re.compile(r"[^\W\d_]{3,}(?:[-_ .]?[^\W\d_]+)*(?:[-_ .]?(?:19|20)?\d\d)?")
"""Words, and a year: a key of letters and digits is no name."""
_LONGEST: Final = 80


def name_of_file(url: str) -> str | None:
    """Return the words of the file's name; None where it only says that it is a schedule."""
    name = _path(url)[-1]
    stem = name.rpartition(".")[0]
    return None if _NAMELESS.fullmatch(stem[:200]) else re.sub(r"[-_]+", " ", stem[:200]).strip()


def name_of_address(url: str) -> str | None:
    """Return what the file is called, else the nearest folder with a name of its own, else the host."""
    host = [part for part in (_host(url)).split(".")[:-1][-2:] if part]
    around = (*_path(url)[-2::-1], *host)
    return name_of_file(url) or next((_words(part) for part in around if _is_name(part)), None)


def _path(url: str) -> list[str]:
    return unquote(urlsplit(url).path if "\x00" not in url else "").split("/")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "" if "\x00" not in url else ""
    except ValueError:
        return ""


def _is_name(part: str) -> bool:
    if len(part) > _LONGEST or _NAME.fullmatch(part) is None:
        return False
    words = re.split(r"[-_ .]+", part)
    return not all(_NAMELESS.fullmatch(word) or _PLACES.fullmatch(word) for word in words)


def _words(part: str) -> str:
    return re.sub(r"[-_]+", " ", part).strip()
