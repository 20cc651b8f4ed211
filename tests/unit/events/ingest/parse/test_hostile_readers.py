"""Every reader has a hostile document that is its own: one that is added without one is told here."""

from datetime import timedelta
from importlib import import_module
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from deploy.hostile.corpus import corpus
from deploy.hostile.measure import NOW
from services.events.ingest import parse
from services.events.ingest.model import ReadContext
from services.events.ingest.parse.document import parse_document
from services.events.ingest.parse.pages.page import UNMARKED

_ROOT = Path(parse.__file__).parent
_DISPATCH = {"document", "text_formats"}
_OWN = {
    "csv_table": "csv talk of all days",
    "csv_talks": "csv talk of all days",
    "feed": "rss one item",
    "frab_xml": "xml one schedule",
    "headless_table": "csv of bare events",
    "icalendar": "ics secondly",
    "jsonld": "json nulls",
    "light_markup": "org one list",
    "markdown_list": "markdown one item",
    "page": "html one box",
    "page_in_text": "text one page below a head",
    "sessionize_page": "html one grid",
    "toml_list": "toml one list",
    "xcal": "xcal one event",
    "xml_list": "xml one list",
    "yaml_list": "yaml tags",
}
"""By its module; the platforms' are called by theirs."""
_UNMARKED = {
    "calendar_buttons": "html one page of buttons",
    "event_cards": "html one box",
    "labelled_page": "html one page of labels",
    "one_event": "html one page of one event",
    "page_itself": "html one page itself",
    "page_table": "html one table",
    "page_words": "html one page of words",
}
"""Of what only looks like events, by its format."""
_FORMAT = {"feed": "rss", "page": "event_cards", "page_in_text": "page_words"}
"""What is read by another than its own module."""


def _readers() -> dict[str, ModuleType]:
    modules = [path for path in _ROOT.rglob("*.py") if "\ndef parse_" in path.read_text()]
    names = [".".join(path.relative_to(_ROOT).with_suffix("").parts) for path in modules]
    found = {name.rpartition(".")[2]: import_module(f"{parse.__name__}.{name}") for name in names}
    return {stem: module for stem, module in found.items() if stem not in _DISPATCH}


@pytest.mark.parametrize(("stem", "module"), sorted(_readers().items()))
def test_a_reader_has_a_hostile_document_that_it_reads(stem: str, module: ModuleType) -> None:
    assert _read(_OWN.get(stem, f"{stem} wrong kinds")) == (_FORMAT.get(stem) or module.FORMAT)


@pytest.mark.parametrize("name", sorted(UNMARKED))
def test_a_reader_of_pages_without_markup_has_one_as_well(name: str) -> None:
    assert _read(_UNMARKED[name]) == name


def _read(hostile: str) -> str | None:
    document = corpus()[hostile]
    body = b"".join(chain(document.pieces()))
    context = ReadContext(
        f"http://hostile.example{document.path}", NOW - timedelta(days=30), NOW + timedelta(days=550)
    )
    return parse_document(body, context).format
