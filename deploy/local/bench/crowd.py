"""Invented people to measure with: a bio of thirty words, six interests, a need, an offer, two tongues."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice, repeat
from typing import get_args

import numpy as np

from services.matching.composition import load_language
from services.matching.people.person import Person, Sentence, TopicEvidence, Traits
from services.matching.recommend.allocate.share_out import share_out
from services.matching.recommend.candidates.roster import Gathering, Members, Roster, build_roster
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.population.topic_index import Background
from shared.contracts.people import (
    AttendanceStatus,
    HomePlace,
    Language,
    Need,
    NeedKind,
    Offer,
    Profile,
    Visibility,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)
_BIO_WORDS, _ASK_WORDS, _TOPICS, _TOWNS = 30, 8, 6, 60
_SEED = 20261125
_TONGUES, _STAGES = ("de", "fr", "es", "pt", "ar"), ("junior", "mid", "senior", "lead", "executive")


DRAW = Draw.at(NOW, b"bench")


def roster_of(people: int, dials: Iterable[float | None] = repeat(None)) -> Roster:
    """Return a roster of invented people as the service keeps it, with their dials where `dials` say."""
    pairs, parameters = zip(islice(invented(), people), dials, strict=False), load_parameters()
    members = tuple(replace(person, novelty=dial) for person, dial in pairs)
    going = tuple(AttendanceStatus.GOING for _ in members)
    gathering = Gathering("evt_bench", "Bench", None, NOW)
    labels = load_language().words.labels
    roster = build_roster(Members(gathering, members, going), NOW, labels, Background(0, {}), parameters)
    return share_out(roster, parameters, DRAW)


def invented(visibility: Mapping[str, Visibility] | None = None, seed: int = _SEED) -> Iterator[Person]:
    """Yield people without end, always the same; words are Zipf-distributed, and so are topics."""
    chance, embed = np.random.default_rng(seed), load_language().embedder.embed
    words, topics, kinds = _words(), _topics(), get_args(NeedKind)
    likely, likely_topics = _zipf(len(words)), _zipf(len(topics))
    made = 0
    while True:
        bios = _texts(chance.choice(words, size=(1000, _BIO_WORDS), p=likely))
        asks = _texts(chance.choice(words, size=(2000, _ASK_WORDS), p=likely))
        vectors = embed([*bios, *asks])
        for i in range(1000):
            named = chance.choice(topics, _TOPICS, replace=False, p=likely_topics)
            need, offer = (str(kind) for kind in chance.choice(kinds, 2))
            profile = Profile(
                display_name=f"Person {made}", bio=bios[i], interests=tuple(map(str, named)),
                needs=(Need(kind=need, text=asks[2 * i]),), offers=(Offer(kind=offer, text=asks[2 * i + 1]),),
                languages=(Language(tag="en"), Language(tag=str(chance.choice(_TONGUES)), level="B2")),
                place=HomePlace(city=f"Town {chance.integers(_TOWNS)}", country="PT"),
                seniority=str(chance.choice(_STAGES)), industry=f"Trade {chance.integers(20)}",
                visibility=dict(visibility or {}),
            )  # fmt: skip
            rows = np.array([1000 + 2 * i, 1001 + 2 * i, i])
            yield _person(made, profile, vectors[rows].astype(np.float32), tuple(map(str, named)))
            made += 1


def _person(number: int, profile: Profile, vectors: np.ndarray, topics: tuple[str, ...]) -> Person:
    labels = load_language().words.labels
    found = tuple(
        TopicEvidence(it, 1.0, f"interests[{n}]", "interests", labels[it]) for n, it in enumerate(topics)
    )
    sentences = (
        Sentence("needs[0]", "needs", profile.needs[0].text, topics[:1]),
        Sentence("offers[0]", "offers", profile.offers[0].text, topics[1:2]),
        Sentence("bio", "bio", profile.bio or ""),
    )
    return Person(f"per_{number:026}", profile, 1, NOW, Traits(found, sentences, vectors))


def _texts(rows: np.ndarray) -> list[str]:
    return [" ".join(row) for row in rows]


def _zipf(many: int) -> np.ndarray:
    share = 1 / np.arange(1, many + 1)
    return np.asarray(share / share.sum())


@cache
def _words() -> list[str]:
    labels = load_language().words.labels.values()
    return sorted({word.lower() for label in labels for word in label.split()})


@cache
def _topics() -> list[str]:
    return sorted(topic for topic in load_language().words.labels if "." in topic)
