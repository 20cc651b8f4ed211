"""Plain text that holds events: TOML, CSV, YAML, Markdown or its like, told by reading it."""

import re
from collections.abc import Callable
from typing import Final

from services.events.ingest.model import Outcome
from services.events.ingest.parse.lists.csv_table import parse_csv
from services.events.ingest.parse.lists.headless_table import parse_headless
from services.events.ingest.parse.lists.light_markup import parse_light_markup, parse_wiki
from services.events.ingest.parse.lists.markdown_list import parse_markdown
from services.events.ingest.parse.lists.toml_list import parse_toml
from services.events.ingest.parse.lists.yaml_list import parse_flow, parse_yaml
from services.events.ingest.parse.pages.page_in_text import parse_page_in_text
from services.events.ingest.parse.wire.parsed import Parsed, refused

Readers = tuple[Callable[[str, str], Parsed | None], ...]
"""Each takes the text and its address, and returns None when the text is not its own."""

_OF_DATA: Final[Readers] = (parse_toml, parse_csv, parse_yaml)
_OF_PAGES: Final[Readers] = (parse_page_in_text,)
TEXT_READERS: Final[Readers] = (
    *_OF_DATA,
    parse_light_markup,
    parse_headless,
    parse_markdown,
    *_OF_PAGES,
)
"""The stricter come first."""
_DATA: Final = re.compile(r"[^?#]+\.(?:ya?ml|toml)(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
"""The address of a file of data, whose dashes begin records and no lines of prose."""
_PAGE: Final = re.compile(r"[^?#]+\.html?(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
"""The address of a page, whose lines are none of Markdown though a generator's head may stand above it."""
BRACKET_READERS: Final[Readers] = (parse_wiki, parse_markdown)
"""For a text that begins with a bracket: YAML would take half a JSON document for a whole list."""
FLOW_READERS: Final[Readers] = (parse_flow,)
"""For such a text that is neither Markdown nor JSON."""


MAX_CHARACTERS: Final = 4 * 1024 * 1024
"""Lists that people write by hand are far smaller, and some are slow to tell from prose."""


def parse_text(text: str, url: str, readers: Readers) -> Parsed | None:
    """Read the text by the first reader that finds events in it, None when none does."""
    if len(text) > MAX_CHARACTERS:
        return refused(None, Outcome.TOO_LARGE, "too_many_bytes")
    if readers is TEXT_READERS and _DATA.fullmatch(url):
        readers = _OF_DATA
    if readers is TEXT_READERS and _PAGE.fullmatch(url):
        readers = _OF_PAGES
    return next((parsed for read in readers if (parsed := read(text, url)) is not None), None)
