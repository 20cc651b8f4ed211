"""Real published files, where they lie beside the project, each read once however many tests look at it."""

from functools import cache
from pathlib import Path

from services.events.ingest.model import Reading
from services.events.ingest.read.read import read_document
from services.events.ingest.read.records import Tools
from shared.places.geonames import load_gazetteer
from tests.support.reading import NoTopics, context

FEEDS = Path(__file__).parents[4] / "shared" / "data" / "feeds"


def files_of(folder: str) -> list[Path]:
    """Return the files of one set, in order."""
    return sorted(path for path in (FEEDS / folder).rglob("*") if path.is_file())


@cache
def reading_of(path: Path) -> Reading:
    """Read one file, without topics."""
    about = context(f"file:///{path.relative_to(FEEDS)}")
    return read_document(path.read_bytes(), about, _tools())


@cache
def _tools() -> Tools:
    return Tools(load_gazetteer(), NoTopics())
