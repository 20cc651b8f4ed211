"""What a conference is called whose schedule does not say so: by the file that holds it, if that tells."""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

_NAMELESS: Final = re.compile(
    r"(?:schedules?|fahrplan|talks?|sessions?|export|events?|data|agenda|program(?:me)?|view|all|grid(?:smart)?"
    r"|sessionize|speakers?|rooms?|submissions?|slots?|api|json|index|latest|response|fixture|sample|test|\W|\d|_)*",
    re.IGNORECASE,
)


def name_of_file(url: str) -> str | None:
    """Return the words of the file's name; None where it only says that it is a schedule."""
    path = urlsplit(url).path if "\x00" not in url else ""
    name = unquote(path).rpartition("/")[2]
    stem = name.rpartition(".")[0]
    return None if _NAMELESS.fullmatch(stem[:200]) else re.sub(r"[-_]+", " ", stem[:200]).strip()
