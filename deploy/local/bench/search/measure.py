"""What a search costs: our own door, beside bare SQL on the same rows and tantivy on the same texts."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from urllib.parse import urlencode

from deploy.local.bench.search.floor import Floor, bare_sql
from deploy.local.bench.search.peer import Peer
from services.events.app import create_app
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from shared.http.channel import AsgiChannel

_WARM = 5
Ask = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Question:
    """One query as the API takes it, the same as bare SQL, and its words where the peer can answer it."""

    query: Sequence[tuple[str, str]]
    floor: Floor
    words: str | None = None
    is_coming: bool = True


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each query of a class; `cpu` is what our own process spent of `ours`."""

    name: str
    ours: Sequence[float]
    cpu: Sequence[float]
    floor: Sequence[float]
    peer: Sequence[float]


@dataclass(frozen=True, slots=True)
class Turns:
    """Milliseconds of other queries of the class, of which each second one is asked of bare SQL first.

    Whoever asks first finds rows that are not yet at hand; in `Times` that is always us.
    """

    ours: Sequence[float]
    floor: Sequence[float]


async def measure(runtime: Runtime, peer: Peer, name: str, questions: Sequence[Question]) -> Times:
    """Ask each question of all three, turn by turn, so that what else the machine does falls on all alike."""
    api = AsgiChannel(create_app(EventsSettings(), runtime=runtime))
    ours, cpu, floor, other = [], [], [], []
    for number, question in enumerate((*questions[:_WARM], *questions)):
        path = f"/v1/events?{urlencode(question.query)}"
        begun = time.process_time()
        took = await _timed(lambda: api.request("GET", path))  # noqa: B023 - awaited at once
        spent = (time.process_time() - begun) * 1000
        bare = await _timed(lambda: bare_sql(runtime.finder.db, question.floor, runtime.clock()))  # noqa: B023
        if number >= _WARM:
            ours.append(took)
            cpu.append(spent)
            floor.append(bare)
        if question.words is not None:
            found = await _timed(lambda: _peer(peer, question))  # noqa: B023
            if number >= _WARM:
                other.append(found)
    return Times(name, ours, cpu, floor, other)


async def by_turns(runtime: Runtime, questions: Sequence[Question]) -> Turns:
    """Ask each question of us and as bare SQL, now the one first and now the other."""
    api = AsgiChannel(create_app(EventsSettings(), runtime=runtime))
    ours, floor = [], []
    for number, question in enumerate((*questions[:_WARM], *questions)):
        path = f"/v1/events?{urlencode(question.query)}"

        async def ask(path: str = path) -> None:
            ours.append(await _timed(lambda: api.request("GET", path)))

        async def bare(asked: Floor = question.floor) -> None:
            floor.append(await _timed(lambda: bare_sql(runtime.finder.db, asked, runtime.clock())))

        for each in (ask, bare) if number % 2 else (bare, ask):
            await each()
    return Turns(ours[_WARM:], floor[_WARM:])


async def _peer(peer: Peer, question: Question) -> object:
    return peer.search(question.words or "")


async def _timed(ask: Ask) -> float:
    begun = time.perf_counter()
    await ask()
    return (time.perf_counter() - begun) * 1000


def middle(times: Sequence[float]) -> float:
    """Return the median, 0 of nothing."""
    return median(times) if times else 0.0


def late(times: Sequence[float]) -> float:
    """Return the 95th percentile, 0 of nothing."""
    return quantiles(times, n=20)[-1] if len(times) > 1 else 0.0
