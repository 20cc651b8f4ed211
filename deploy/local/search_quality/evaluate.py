"""`acquaint evaluate search`: what a person remembers of an event, and at which place the search gives it.

The queries were written by hand before anything was tuned. Those of `queries.csv` are asked of our own
events and the samples and name them by title; those of `record_queries.csv` name records by their id, so that
nothing of the records stands here; those of `feed_queries.csv` are asked of real feeds and want events that
a word or two of their title tells.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from statistics import mean
from typing import Final
from urllib.parse import urlencode

import orjson
from rich.console import Group, RenderableType
from rich.table import Table

from deploy.local.bench.house import House, open_house, own_postgres
from deploy.local.bench.search.agreement import agreed
from deploy.local.sources.feeds import MEDIA_TYPES
from deploy.samples.generate import sample_files
from services.events.app import create_app
from services.events.settings import EventsSettings
from shared.http.channel import AsgiChannel, Channel

HERE: Final = Path(__file__).parent
TODAY: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
BEFORE_ALL_RECORDS: Final = datetime(2010, 1, 1, tzinfo=UTC)
"""Records are of past years; seen from here all of them lie ahead, as a search expects."""
_YEAR: Final = re.compile(r" 20\d\d$")
"""Some of the samples' publishers write the year behind a title."""
BEFORE_ALL_FEEDS: Final = datetime(2025, 1, 1, tzinfo=UTC)
FEEDS: Final = (
    "json/confs-tech/2025/*.json", "json/cron-quiles-mx/*.json", "csv/python-organizers/202?.csv",
    "yaml/ruby-conferences/*.yml", "yaml/cocoa-conferences/*.yml", "ics/community-calendar-*/*.ics",
)  # fmt: skip
"""Of the real feeds, lists of conferences and calendars of towns that tell of events of a year or two."""
DEPTH: Final = 20
"""Places that are looked at; what stands further down counts as not found."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and the names of the events that answer it: any of them will do."""

    kind: str
    text: str
    wants: frozenset[str]

    @property
    def is_kept(self) -> bool:
        """Tell whether it belongs to the half that nothing was tuned on."""
        return sha256(self.text.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Told:
    """At which place a query found what it wanted, from 1; 0 when it did not."""

    query: Query
    place: int

    @property
    def worth(self) -> float:
        """Return the reciprocal rank."""
        return 1 / self.place if self.place else 0.0


Judge = Callable[[AbstractSet[str], AbstractSet[str]], bool]
"""Whether an event of these names is one of those that are wanted."""


def _is_named(names: AbstractSet[str], wants: AbstractSet[str]) -> bool:
    return bool(names & wants)


def _is_told(names: AbstractSet[str], wants: AbstractSet[str]) -> bool:
    return any(want in name.lower() for name in names for want in wants)


def read_queries(path: Path) -> list[Query]:
    """Read a list of judged queries: class, query, and the wanted names parted by bars."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Query(row["class"], row["query"], frozenset(row["wants"].split("|")))
            for row in csv.DictReader(file)
        ]


async def fill_with_own(house: House) -> None:
    """Read the samples and the list beside the queries by the whole pipeline."""
    files = {**sample_files(TODAY.date()), "events.csv": (HERE / "events.csv").read_bytes()}
    await _read(house, files)


async def _read(house: House, files: Mapping[str, bytes]) -> None:
    ids = [
        await house.add(f"https://feeds.example/{name}", MEDIA_TYPES[Path(name).suffix], body)
        for name, body in files.items()
    ]
    await house.poll(ids)
    await house.runtime.lexicographer.run_once()
    while await house.runtime.meanings.run_once():
        pass


async def ask_all(house: House, queries: Iterable[Query], is_wanted: Judge = _is_named) -> list[Told]:
    """Put every query to the service's own HTTP door."""
    names = await _names(house)
    api = AsgiChannel(create_app(EventsSettings(), runtime=house.runtime))
    return [Told(query, _place(await _answer(api, query), query, names, is_wanted)) for query in queries]


async def _names(house: House) -> dict[str, set[str]]:
    """Return what each event is called by its listings: their titles and the ids of their publishers."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in await house.runtime.db.fetch("select event_id, uid, doc ->> 'title' as title from listing"):
        names[row["event_id"]] |= {row["uid"], _YEAR.sub("", row["title"])}
    return names


async def _answer(api: Channel, query: Query) -> list[str]:
    reply = await api.request("GET", f"/v1/events?{urlencode({'q': query.text, 'limit': DEPTH})}")
    return [event["id"] for event in orjson.loads(reply.body)["items"]]


def _place(found: Sequence[str], query: Query, names: Mapping[str, set[str]], is_wanted: Judge) -> int:
    places = (place for place, each in enumerate(found, 1) if is_wanted(names[each], query.wants))
    return next(places, 0)


def mrr(told: Iterable[Told]) -> float:
    """Return the mean reciprocal rank; 0 of nothing."""
    return mean([each.worth for each in told] or [0.0])


def scores(told: Sequence[Told], title: str) -> Table:
    """Return mean reciprocal ranks by class: of the half looked at, of the half kept aside, of all."""
    table = Table("class", "queries", "looked at", "kept aside", "all", "first", "among ten", title=title)
    kinds = dict.fromkeys(each.query.kind for each in told)
    for name, some in [(kind, [it for it in told if it.query.kind == kind]) for kind in kinds] + [
        ("all", list(told))
    ]:
        halves = [mrr(it for it in some if it.query.is_kept == kept) for kept in (False, True)]
        first, ten = (mean(0 < it.place <= depth for it in some) for depth in (1, 10))
        figures = (*halves, mrr(some), first, ten)
        table.add_row(name, str(len(some)), *(f"{figure:.3f}" for figure in figures))
    return table


async def windows(house: House, told: Sequence[Told]) -> str:
    """Return for how many queries the first twenty are those of ranking all events, not the coming ones."""
    asked = list(dict.fromkeys(each.query.text for each in told))
    windowed = (await agreed(house.runtime, asked)).words
    others = sum(it.ranked < 1 for it in windowed)
    return (
        f"{len(windowed)} of {len(asked)} queries were answered from a window of the coming time; "
        f"for {1 - others / len(asked):.1%} of all the first {DEPTH} are those of ranking all events."
    )


def write(told: Iterable[Told], out: Path) -> None:
    """Write the place of each query as CSV."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("class", "half", "query", "place"))
        writer.writerows(
            (it.query.kind, "kept aside" if it.query.is_kept else "looked at", it.query.text, it.place)
            for it in told
        )


def _feeds(data: Path | None) -> dict[str, bytes]:
    folder = data and data / "feeds"
    paths = sorted(path for pattern in FEEDS for path in folder.glob(pattern)) if folder else []
    return {"-".join(path.parts[-3:]): path.read_bytes() for path in paths}


async def evaluate(data: Path | None, out: Path) -> RenderableType:
    """Fill a database, ask everything, write the places; return the scores."""
    with own_postgres() as stack:
        async with open_house(stack, "own", lambda: TODAY) as house:
            await fill_with_own(house)
            own = await ask_all(house, read_queries(HERE / "queries.csv"))
            tables: list[RenderableType] = [
                scores(own, "Own events and samples"),
                await windows(house, own),
            ]
        records = data and data / "dedup" / "records.csv"
        told = []
        if records and records.exists():
            async with open_house(stack, "records", lambda: BEFORE_ALL_RECORDS) as house:
                await _read(house, {"records.csv": records.read_bytes()})
                told = await ask_all(house, read_queries(HERE / "record_queries.csv"))
                tables += [scores(told, "Records of real conferences"), await windows(house, told)]
        else:
            tables.append(
                "Queries on real records were left out: --data names a folder with dedup/records.csv."
            )
        if feeds := _feeds(data):
            async with open_house(stack, "feeds", lambda: BEFORE_ALL_FEEDS) as house:
                await _read(house, feeds)
                of_feeds = await ask_all(house, read_queries(HERE / "feed_queries.csv"), _is_told)
                tables += [scores(of_feeds, "Real feeds"), await windows(house, of_feeds)]
            told += of_feeds
    write([*own, *told], out)
    return Group(*tables, f"Each query's place: {out}")
