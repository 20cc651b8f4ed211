"""What the name of a list's file says that its events are: `hackathons.json`, `_data/meetups.yml`."""

import re
from typing import Final

_CONFERENCES: Final = re.compile(r"conf", re.IGNORECASE)
_KINDS: Final = re.compile(
    r"(?:^|.*[^a-z])(hackathon|meetup|workshop|webinar|seminar)s?(?:[^a-z].*)?", re.IGNORECASE
)
_LONGEST: Final = 200


def kind_of_file(url: str) -> tuple[str, ...]:
    """Return the category of a list by its address, of which `conf` anywhere counts; empty for none."""
    if _CONFERENCES.search(url):
        return ("conference",)
    found = _KINDS.fullmatch(url.rpartition("/")[2].partition(".")[0][-_LONGEST:])
    return (found[1].lower(),) if found else ()
