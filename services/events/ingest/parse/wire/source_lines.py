"""The lines of a text in Markdown as they are read: no comments or code, links in place, headings marked."""

from typing import Final

from services.events.ingest.parse.wire.markdown_line import with_links
from services.events.ingest.parse.wire.underlined import with_marked_headings

_OPENS: Final = "<!--"
_CLOSES: Final = "-->"


def source_lines(text: str) -> list[str]:
    """Return the lines, as many as the text has."""
    return with_marked_headings(with_links(_without_comments(text)).splitlines())


def _without_comments(text: str) -> str:
    """Return the text with its comments blank, in which events rest that are over or not announced yet.

    One that is never closed is a slip of the pen and stays.
    """
    pieces, place = list[str](), 0
    while (start := text.find(_OPENS, place)) >= 0 and (end := text.find(_CLOSES, start)) >= 0:
        pieces += (text[place:start], "\n" * text.count("\n", start, end))
        place = end + len(_CLOSES)
    return "".join((*pieces, text[place:]))
