"""`acquaint evaluate people`: whom each query person is shown, by the stages that serve."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track

from deploy.evaluation.people.files import Row, asked_of, by_id, moment, objects_of, rows_if_any, unfit
from deploy.evaluation.people.labelled import Columns, Reading, columns_of, read_went
from deploy.evaluation.people.variety import Variety, dialled
from services.matching.people.person import Person
from services.matching.recommend.allocate.share_out import Asking, share_out
from services.matching.recommend.asked import ListRequest
from services.matching.recommend.candidates.roster import Gathering, Members, Roster, build_roster
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.parameters import Parameters, load_parameters
from services.matching.recommend.population.acquainted import acquainted
from services.matching.recommend.population.topic_index import Background
from services.matching.recommend.score.best import Standing, best_of, candidates
from services.matching.recommend.score.found import Candidate
from shared.contracts.people import AttendanceStatus

LISTED = 60
"""People a list of the run file holds; the evaluator looks at the first fifty."""
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
NOTHING_KNOWN = Background(0, {})
_KEY = b"acquaint evaluate"
_DRAW = Draw(_KEY, "2026-W01")


@dataclass(frozen=True, slots=True)
class PeopleTask:
    """The people of each pool, who asks in it, and whom each must not be shown."""

    pools: Mapping[str, list[Row]]
    queries: Mapping[str, list[str]]
    barred: Mapping[tuple[str, str], frozenset[str]]
    reading: Reading
    known: Background = NOTHING_KNOWN

    def asking(self, pool: str) -> dict[str, frozenset[str]]:
        """Return who asks in a pool, with those each must not be shown."""
        return {query: self.barred.get((query, pool), frozenset()) for query in self.queries[pool]}

    def roster(self, pool: str, parameters: Parameters) -> Roster:
        """Return one pool as the roster of an event at which all of it meet."""
        now = _moment(pool)
        people: tuple[Person, ...] = tuple(self.reading.person(row, now) for row in self.pools[pool])
        going = tuple(AttendanceStatus.GOING for _ in people)
        members = Members(Gathering("evt_task", "", None, now), people, going)
        return build_roster(members, now, {}, self.known, parameters)


def _moment(pool: str) -> datetime:
    """Return the moment that a pool is named after, where its name is one in Unix seconds."""
    dated = pool.isdecimal() and int(pool) > 10**8
    return moment(int(pool)) if dated else SOME_DAY


def read_people_task(folder: Path, split: str, profile: str, like: str | None) -> PeopleTask:
    """Read a folder; its truths are not looked at.

    People are described in it, or where `columns.toml` says that they are.
    """
    columns = columns_of(folder, profile, "t1", like)
    described = folder if (folder / "people.jsonl").exists() else (folder / columns.people).resolve()
    rows = objects_of(described / "people.jsonl")
    asking: dict[str, dict[str, None]] = defaultdict(dict)
    for row in asked_of(folder / "queries.tsv", split, "query", "pool"):
        asking[row["pool"]][row["query"]] = None
    barred: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows_if_any(folder / "exclude.tsv", "query", "person", "pool"):
        barred[row["query"], row["pool"]].add(row["person"])
    reading = Reading(columns, read_went(described, columns.went))
    known = _known(folder, columns, by_id(rows), reading)
    barred_of = {key: frozenset(ids) for key, ids in barred.items()}
    queries = {pool: list(ids) for pool, ids in asking.items()}
    return PeopleTask(_pools(folder, rows), queries, barred_of, reading, known)


def _known(folder: Path, columns: Columns, people: Mapping[str, Row], reading: Reading) -> Background:
    """Return what people share who are known to know one another, where the folder tells of any.

    By chance: as often as those share it of whom a tie is told.
    """
    ties = rows_if_any(folder / columns.knows, "a", "b") if columns.knows else []
    pairs = [(row["a"], row["b"]) for row in ties if row["a"] in people and row["b"] in people]
    topics = {one: reading.strengths(people[one]) for pair in pairs for one in pair}
    having = Counter(topic for own in topics.values() for topic in own)
    share = Counter(topic for a, b in pairs for topic in topics[a].keys() & topics[b].keys())
    return Background(0, {}, acquainted(len(pairs), share, len(topics), having)) if pairs else NOTHING_KNOWN


def _pools(folder: Path, rows: list[dict[str, object]]) -> dict[str, list[Row]]:
    """Return the people of each pool, each once: as `pools.tsv` says, or else as they say themselves."""
    pools: dict[str, dict[str, Row]] = defaultdict(dict)
    described = by_id(rows)
    for listed in rows_if_any(folder / "pools.tsv", "person", "pool"):
        if listed["person"] in described:
            pools[listed["pool"]][listed["person"]] = described[listed["person"]]
    for row in rows if not pools else ():
        if row.get("pool") in {None, ""}:
            raise unfit(
                f"Nothing says in which pool {row['id']} is: say it in people.jsonl, or in pools.tsv."
            )
        pools[str(row["pool"])][str(row["id"])] = row
    return {pool: list(people.values()) for pool, people in pools.items()}


def people_lists(
    task: PeopleTask, console: Console, *, fair: bool = False, novelty: float | None = None
) -> Iterator[tuple[str, str, list[Candidate]]]:
    """Yield each query and pool with whom they are shown; in the order of ranks, or that of the dial."""
    parameters = load_parameters()
    ranked = parameters.learn.model_copy(
        update={"shuffled": 0.0}
    )  # what is judged is not put in random order
    parameters, dial = parameters.model_copy(update={"learn": ranked}), novelty or 0.0
    for pool in task.queries:
        if pool not in task.pools:
            continue
        roster = task.roster(pool, parameters)
        standing = {query: Standing(barred) for query, barred in task.asking(pool).items()}
        if fair:
            asking = {query: Asking(own, novelty=dial) for query, own in standing.items()}
            roster = share_out(roster, parameters, _DRAW, asking)
        lists = candidates(standing, roster, LISTED, parameters)
        for query, found in track(lists, f"pool {pool}", len(standing), console=console, transient=True):
            best = best_of(found, query, _KEY, LISTED)
            shown = list(best)
            if fair or novelty is not None:
                ask = ListRequest(query, len(best), dial, _moment(pool), _moment(pool))
                shown = dialled(query, best, roster, ask, (Draw.at(_moment(pool), _KEY), parameters))
            yield query, pool, shown


def _lines(query: str, pool: str, shown: list[Candidate], *, by_place: bool) -> Iterator[str]:
    for place, one in enumerate(shown):
        yield f"{query}\t{pool}\t{one.id}\t{len(shown) - place if by_place else one.rank:.9g}\n"


def _unlisted(task: PeopleTask) -> str:
    """Return a sentence about those who ask and are in no pool to find anybody in."""
    there = {pool: {str(row["id"]) for row in rows} for pool, rows in task.pools.items()}
    away = [
        (one, pool)
        for pool, asking in task.queries.items()
        for one in asking
        if one not in there.get(pool, ())
    ]
    if not away:
        return ""
    one, pool = away[0]
    first = f"the first is {one} in {pool}"
    return f"\n{len(away)} who ask are not told of in the pool they ask in, and get no list; {first}."


def evaluate(  # noqa: PLR0913 - what is asked for on the command line
    folder: Path, split: str, profile: str, out: Path, console: Console, *, fair: bool = False,
    novelty: float | None = None, like: str | None = None,
) -> str:  # fmt: skip
    """Write the run file of a folder; return what was written, and how varied it is where the dial is set."""
    task, variety = read_people_task(folder, split, profile, like), Variety()
    listed = 0
    with out.open("w", encoding="utf-8") as file:
        for query, pool, shown in people_lists(task, console, fair=fair, novelty=novelty):
            file.writelines(_lines(query, pool, shown, by_place=fair or novelty is not None))
            variety.add(shown)
            listed += 1
    told = f"{listed} lists: {out}. Score it: python evaluate.py {folder} {out} --split {split}"
    told += _unlisted(task) + task.reading.untold([row for rows in task.pools.values() for row in rows])
    return told if novelty is None else f"{told}\nDial at {novelty:g}: {variety}."
