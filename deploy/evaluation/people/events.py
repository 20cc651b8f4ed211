"""`acquaint evaluate events`: which coming events each person would say yes to, by the stage that serves."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

from deploy.evaluation.people.files import (
    Row,
    asked_of,
    by_id,
    items_of,
    moment,
    number,
    objects_of,
    pairs_of,
    rows_of,
)
from deploy.evaluation.people.labelled import Reading, Yes, columns_of, read_went, words_of
from services.matching.composition import load_language
from services.matching.people.interests import evidence
from services.matching.people.person import WIDTH, Vectors
from services.matching.recommend.events.catalogue import CatalogueEvent, PastEvents
from services.matching.recommend.events.index import EventIndex, build_event_index
from services.matching.recommend.events.worth import Reader, worth_of_events
from services.matching.recommend.parameters import load_parameters
from shared.kernel.geo import Point

WINDOW_S = 60 * 86_400
"""Candidates start in (cut, cut + 60 days]."""
_YEAR_S = 365 * 86_400


@dataclass(frozen=True, slots=True, eq=False)
class EventTask:
    """All events in the order of time, who said yes to what, and who answered what at all."""

    events: tuple[CatalogueEvent, ...]
    vectors: Vectors
    went: Mapping[str, list[Yes]]
    answered: Mapping[str, list[tuple[int, str]]]
    people: Mapping[str, Row]
    reading: Reading

    def past(self, yeses: Iterable[Yes], new: Iterable[Yes] = ()) -> PastEvents:
        """Return the events of some yeses, with how many yeses of new people each got."""
        going, newcomers = {yes.event for yes in yeses}, Counter(yes.event for yes in new)
        there = [i for i, event in enumerate(self.events) if event.event_id in going]
        events, vectors = tuple(self.events[i] for i in there), self.vectors[there].reshape(-1, WIDTH)
        came_new = np.array([newcomers[event.event_id] for event in events], dtype=float)
        return PastEvents(events, vectors, came_new)

    def index(self, cut: int) -> EventIndex:
        """Return the events of the window after a cut, with who came to those of the year before it."""
        starts = [event.starts_utc.timestamp() for event in self.events]
        there = [i for i, start in enumerate(starts) if cut < start <= cut + WINDOW_S]
        came = [[yes for yes in said if yes.said <= cut >= yes.happens] for said in self.went.values()]
        new = [sorted(said, key=lambda yes: (yes.happens, yes.event))[:2] for said in came]
        crowds = self.past(
            *([yes for yes in chain(*some) if yes.happens > cut - _YEAR_S] for some in (came, new))
        )
        events = [self.events[i] for i in there]
        return build_event_index(events, self.vectors[there], load_parameters(), crowds)


def read_event_task(folder: Path, profile: str, like: str | None) -> EventTask:
    """Read a folder; its truths are not looked at."""
    columns = columns_of(folder, profile, "t2", like)
    groups_file = folder / "groups.jsonl"
    groups = by_id(objects_of(groups_file)) if groups_file.exists() else {}
    rows = sorted(
        by_id(objects_of(folder / "events.jsonl")).values(), key=lambda row: (_time(row), str(row["id"]))
    )
    answered: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows_of(folder / "rsvps.tsv", "event", "person", "yes", "created", numbers=["yes", "created"]):
        answered[row["person"]].append((int(row["created"]), row["event"]))
    people = by_id(objects_of(folder / "people.jsonl"))
    vectors = load_language().embedder.embed([_text(row) for row in rows])
    events = tuple(_event(row, groups.get(str(row.get("group")), {})) for row in rows)
    went = read_went(folder, "rsvps.tsv")
    reading = Reading(columns, went if columns.went else {})
    return EventTask(events, np.asarray(vectors, dtype=np.float32), went, answered, people, reading)


def _time(row: Row) -> float:
    return number(row.get("time"), f"time of event {row['id']}")


def _text(row: Row) -> str:
    title, words = (
        words_of(row.get(column), f"{column} of event {row['id']}") for column in ("title_tokens", "tokens")
    )
    return f"{title} {title} {words}"


def _event(row: Row, group: Row) -> CatalogueEvent:
    starts, where = moment(_time(row)), f"of event {row['id']}"
    lat, lon = row.get("lat"), row.get("lon")
    point = (
        None
        if lat is None or lon is None
        else Point(number(lat, f"lat {where}"), number(lon, f"lon {where}"))
    )
    named = items_of(group.get("interests"), f"interests of the group {where}")
    return CatalogueEvent(
        event_id=str(row["id"]), title=words_of(row.get("title_tokens"), f"title_tokens {where}"), mode=None,
        starts_utc=starts, ends_utc=starts, city=None, country=None, point=point,
        topics={load_language().words.find(str(phrase))[0]: 1.0 for phrase in named}, languages=(),
        series=None if row.get("group") is None else str(row["group"]),
    )  # fmt: skip


def event_lists(task: EventTask, queries: Iterable[tuple[str, str]], console: Console) -> Iterator[str]:
    """Yield the lines of a run file: person, cut, event, worth."""
    parameters, index_of = load_parameters(), cache(task.index)
    for person, cut in track(list(queries), "lists", console=console, transient=True):
        moment = int(cut)
        index, reader = index_of(moment), _reader(task, person, moment)
        worth = worth_of_events(reader, index, parameters)
        for event, value in zip(index.events, worth, strict=True):
            if event.event_id not in reader.answered:
                yield f"{person}\t{cut}\t{event.event_id}\t{value:.9g}\n"


def _reader(task: EventTask, person: str, cut: int) -> Reader:
    """Return a person as known at a cut."""
    now, row = moment(cut), task.people.get(person, {"id": person})
    somebody = task.reading.person(row, now)
    past = task.past(yes for yes in task.reading.went.get(person, ()) if yes.said <= cut)
    joined = frozenset(
        group
        for column in task.reading.columns.groups
        for group, since in pairs_of(row.get(column), f"{column} of {person}")
        if since <= cut
    )
    answered = frozenset(event for said, event in task.answered.get(person, ()) if said <= cut)
    return Reader(somebody, evidence(somebody, now, {}), answered, now, past, joined)


def evaluate(
    folder: Path, split: str, profile: str, out: Path, console: Console, *, like: str | None = None
) -> str:
    """Write the run file of a folder; return what was written."""
    task = read_event_task(folder, profile, like)
    asking = asked_of(folder / "queries.tsv", split, "person", "cut", numbers=["cut"])
    asked = [(row["person"], row["cut"]) for row in asking]
    with out.open("w", encoding="utf-8") as file:
        file.writelines(event_lists(task, asked, console))
    told = f"{len(asked)} lists: {out}. Score it: python evaluate.py {folder} {out} --split {split}"
    return told + task.reading.untold(list(task.people.values()))
