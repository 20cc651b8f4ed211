"""The catalogue that fits a choice: the real sources, or a list of what our own loopback server has."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from deploy.local.sources.choice import CATALOGUE, Choice
from deploy.local.sources.feeds import FeedServer, feed_server, folder_files
from deploy.samples.generate import sample_files
from shared.kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class Watched:
    """A catalogue file, and the loopback origin that it may name (empty for real sources)."""

    path: Path
    trusted: frozenset[str] = frozenset()


@asynccontextmanager
async def watched(choice: Choice, folder: Path, clock: Clock) -> AsyncIterator[Watched]:
    """Serve what the choice needs, for as long as this is entered, and write its catalogue.

    Raises:
        Trouble: the port these feeds were served from before is taken, or the folder holds no feed.
    """
    if choice.kind == "real":
        yield Watched(CATALOGUE)
        return
    memory = folder / "served.json"
    held = _recall(memory)
    anchor = date.fromisoformat(str(held.get("day") or clock().date().isoformat()))
    files = folder_files(choice.folder) if choice.folder else sample_files(anchor)
    modified = datetime.combine(anchor, time(), UTC)
    async with feed_server(files, modified, int(str(held.get("port") or 0))) as server:
        port = int(server.origin.rpartition(":")[2])
        memory.write_text(json.dumps({"day": anchor.isoformat(), "port": port}))
        path = folder / "catalogue.toml"
        path.write_text(_catalogue(server, choice), encoding="utf-8")
        yield Watched(path, frozenset({server.trusted}))


def _recall(memory: Path) -> Mapping[str, object]:
    """Return the day and port of the first start: the same feeds stay at the same addresses."""
    try:
        held: Mapping[str, object] = json.loads(memory.read_text())
    except (OSError, ValueError):
        return {}
    return held


def _catalogue(server: FeedServer, choice: Choice) -> str:
    licence = (
        "invented for Acquaint, Apache-2.0" if choice.kind == "samples" else "as the folder's owner says"
    )
    return "\n".join(
        f"[[source]]\ntitle = {json.dumps(_title(path))}\nurl = {json.dumps(server.url(path))}\n"
        f"licence = {json.dumps(licence)}\nevery_hours = {1 if choice.folder else 6}\n"
        for path in server.paths
    )


def _title(path: str) -> str:
    folder, _, name = path.rpartition("/")
    words = f"{folder} {Path(name).stem}".replace("/", " ").replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
