"""One person's list, and the lists of everyone, beside a matrix times a vector over the roster."""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from services.matching.app import load_language
from services.matching.people.person import WIDTH, Person, Sentence, TopicEvidence, Traits
from services.matching.people.words import OWN_WORD
from services.matching.recommend.candidates import Standing, candidates_of_each
from services.matching.recommend.exclude import History
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.pipeline import Ask, Asked, Kit, decide
from services.matching.recommend.roster import Gathering, Members, Roster, build_roster
from services.matching.recommend.score import chances
from services.matching.recommend.topic_index import Background
from shared.contracts.people import AttendanceStatus, Profile

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CLEAN = History(frozenset(), (), {})
_BIO_WORDS, _TOPICS = 30, 6
_SEED = 20261125


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds a round."""

    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Timed:
    """What one roster costs; `floor` is the product of a (people, 256) matrix and a vector, in float32."""

    people: int
    build_s: float
    floor: Spread
    interest: Spread
    scored: Spread
    listed: Spread


def crowd(people: int) -> Roster:
    """Return a roster of invented people: six interests and a bio of thirty words each, Zipf-distributed."""
    chance, labels = np.random.default_rng(_SEED), sorted(load_language().words.labels.values())
    words = sorted({word.lower() for label in labels for word in label.split()})
    share = 1 / np.arange(1, len(words) + 1)
    bios = [" ".join(row) for row in chance.choice(words, size=(people, _BIO_WORDS), p=share / share.sum())]
    vectors = load_language().embedder.embed(bios)
    members = tuple(_person(i, bios[i], vectors[i], chance.choice(words, _TOPICS)) for i in range(people))
    going = tuple(AttendanceStatus.GOING for _ in members)
    gathering = Gathering("evt_bench", "Bench", None, NOW)
    return build_roster(Members(gathering, members, going), NOW, {}, Background(0, {}), load_parameters())


def _person(i: int, bio: str, vector: np.ndarray, interests: Iterable[str]) -> Person:
    topics = tuple(
        TopicEvidence(OWN_WORD + word, 1.0, f"interests[{n}]", "interests", word)
        for n, word in enumerate(interests)
    )
    traits = Traits(topics, (Sentence("bio", "bio", bio),), vector.reshape(1, WIDTH))
    return Person(f"per_{i:05}", Profile(display_name=f"Person {i}", bio=bio), 1, NOW, traits)


def measure(people: int, rounds: int) -> Timed:
    """Time one list of a roster, stage by stage, over different people."""
    started = time.perf_counter()
    roster, parameters = crowd(people), load_parameters()
    built = time.perf_counter() - started
    matrix = np.random.default_rng(_SEED).standard_normal((people, WIDTH)).astype(np.float32)
    kit = Kit(parameters, {}, b"bench")
    turns = [i * 7919 % people for i in range(rounds)]

    def listed(i: int) -> object:
        person = roster.people[i]
        ask = Ask(person.id, 20, parameters.list.novelty, NOW, NOW + timedelta(days=400))
        return decide([Asked(ask, person, CLEAN, [roster])], kit)

    return Timed(
        people, built,
        floor=_spread(lambda i: matrix @ matrix[i], turns),
        interest=_spread(lambda i: roster.interest.of(np.array([i])), turns),
        scored=_spread(lambda i: chances(np.array([i]), roster, parameters), turns),
        listed=_spread(listed, turns),
    )  # fmt: skip


def everyone(people: int) -> Iterator[float]:
    """Choose the list of each person of a roster in turn; yield the seconds since the first began."""
    roster, parameters = crowd(people), load_parameters()
    asking = {person.id: Standing(frozenset()) for person in roster.people}
    started = time.perf_counter()
    for _ in candidates_of_each(asking, roster, parameters.list.limit, parameters):
        yield time.perf_counter() - started


def _spread(work: Callable[[int], object], turns: Iterable[int]) -> Spread:
    work(0)
    seconds = sorted(_once(work, i) for i in turns)
    return Spread(statistics.median(seconds), seconds[0], seconds[-1])


def _once(work: Callable[[int], object], i: int) -> float:
    started = time.perf_counter()
    work(i)
    return time.perf_counter() - started
