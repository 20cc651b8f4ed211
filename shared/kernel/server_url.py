"""URLs of servers as whoever runs this writes them: refused without a word of the password that they hold."""

from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

ESCAPES = "write / ? # @ of a password as %2F %3F %23 %40"


def server_url(url: str, schemes: Collection[str] = ()) -> SplitResult:
    """Take a URL apart, of any of these schemes or, without them, of any.

    Raises:
        ValueError: it is none, or a host's port is no number, as where a password has a slash; the standard
            library would repeat what stands in the port's place, which is the password then.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError(f"it cannot be read as a URL; {ESCAPES}") from None
    if schemes and parts.scheme not in schemes:
        raise ValueError(f"it must begin with {' or '.join(f'{it}://' for it in schemes)}")
    for host in parts.netloc.rpartition("@")[2].split(","):  # Postgres takes several
        port = host.rpartition("]")[2].partition(":")[2]
        if port and not (port.isascii() and port.isdecimal()):
            raise ValueError(f"the port is no number; {ESCAPES}")
    return parts
