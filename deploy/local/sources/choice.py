"""Which sources to run on: the real ones, the samples, or a folder's files; never two of them mixed."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from deploy.local.trouble import Trouble
from services.events.sources.catalogue import parse_catalogue
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient

CATALOGUE = Path(__file__).parents[2] / "sources.toml"
PROBE_S = 3.0
_PROBED = 8
_GOOD = 400

Kind = Literal["real", "samples", "folder"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is run on, and why. `scope` names its databases and its folder, so that kinds never mix."""

    kind: Kind
    scope: str
    why: str
    folder: Path | None = None


async def choose(wanted: str) -> Choice:
    """Turn `auto`, `real`, `samples` or a folder into a choice; `auto` and `real` ask the internet.

    Raises:
        Trouble: no such folder, or `real` while no source answers.
    """
    if wanted == "samples":
        return _SAMPLES
    if wanted in {"auto", "real"}:
        return await _by_internet(wanted)
    return _folder(Path(wanted))


async def _by_internet(wanted: str) -> Choice:
    answered = await first_answer([spec.url for spec in parse_catalogue(CATALOGUE.read_text())])
    if answered:
        return Choice("real", "real", f"{answered} answers")
    if wanted == "real":
        raise Trouble(
            f"No public source answers within {PROBE_S:g} s: connect this machine to the internet, "
            "or run on the samples (make run SOURCES=samples, acquaint up --sources samples)."
        )
    return Choice("samples", "samples", f"no public source answers within {PROBE_S:g} s")


def _folder(path: Path) -> Choice:
    folder = path.expanduser().resolve()
    if not folder.is_dir():
        raise Trouble(
            f"There is no folder {path}: --sources takes auto, real, samples or an existing folder."
        )
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    return Choice("folder", f"folder_{name}", f"files of {folder}", folder)


async def first_answer(urls: Sequence[str]) -> str | None:
    """Return the first of a few sources that answers well within three seconds, None when none does."""
    async with GuardedClient.open(user_agent="Acquaint/0.1 (looking whether there is internet)") as client:
        tasks = [asyncio.create_task(_answers(client, url)) for url in _spread(urls)]
        try:
            for done in asyncio.as_completed(tasks, timeout=PROBE_S):
                found = await done
                if found:
                    return found
        except TimeoutError:
            pass
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    return None


def _spread(urls: Sequence[str]) -> Sequence[str]:
    """Take a few from all over the list, so that they lie on several hosts."""
    return urls[:: max(1, len(urls) // _PROBED)][:_PROBED]


async def _answers(client: GuardedClient, url: str) -> str | None:
    try:
        answer = await client.get(url)
    except (FetchFailed, FetchRefused):
        return None
    return url if answer.status < _GOOD else None


_SAMPLES = Choice("samples", "samples", "asked for")
