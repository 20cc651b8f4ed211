"""A roster: the people one may meet in a scope, with everything computed once for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from scipy.sparse import csr_array

from services.matching.people.interests import evidence, strengths, visible_evidence
from services.matching.people.person import Person
from services.matching.people.visibility import Viewer, may_influence
from services.matching.recommend.ask_index import AskIndex, build_ask_index
from services.matching.recommend.context import ContextIndex, build_context_index
from services.matching.recommend.exclude import nameless
from services.matching.recommend.facets import DIMENSIONS, code_of, facets_of
from services.matching.recommend.interest import Block, InterestIndex, Rows, build_interest_index
from services.matching.recommend.latent import latent, shared
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.preference import PreferenceIndex, build_preference_index
from services.matching.recommend.shown import Shown, build_shown
from services.matching.recommend.term_index import build_term_index
from services.matching.recommend.text_index import meaning
from services.matching.recommend.ties import tie_rows
from services.matching.recommend.topic_index import (
    Background,
    Ints,
    TopicIndex,
    build_topic_index,
    topic_rows,
)
from services.matching.recommend.views import View, view_of
from shared.contracts.people import AttendanceStatus, Profile


@dataclass(frozen=True, slots=True)
class Gathering:
    """Where people meet: an event; or, with no id, no event in common."""

    event_id: str | None
    title: str
    city: str | None
    starts_utc: datetime | None


NOWHERE = Gathering(event_id=None, title="", city=None, starts_utc=None)


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """The people of a scope as loaded, with how firmly each goes."""

    gathering: Gathering
    people: tuple[Person, ...]
    statuses: tuple[AttendanceStatus, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """Members with their indexes, all in one order.

    `shown` is all that may be told. `discount` is what a chance with each person is multiplied by: 0 for
    those whose name the audience may not see. `chances` are those of all pairs, where they are kept;
    `allotted[p]` are the people whom p is to be shown before others (-1: nobody), where attention is shared
    out; `views` fills with the people whom somebody was told of.
    """

    gathering: Gathering
    audience: Viewer
    people: tuple[Person, ...]
    position: Mapping[str, int]
    strengths: tuple[Mapping[str, float], ...]
    facets: Ints
    ties: csr_array
    topics: TopicIndex
    interest: InterestIndex
    preference: PreferenceIndex
    asks: AskIndex
    context: ContextIndex
    quality: Block
    discount: Block
    chances: Block | None
    allotted: Ints | None
    shown: Shown
    views: dict[int, View] = field(default_factory=dict)

    def view(self, position: int, labels: dict[str, str], most: int) -> View:
        """Return a person as the audience sees them, from memory where it was asked for before."""
        held = self.views.get(position)
        if held is None:
            seen = self.shown.seen[position]
            held = view_of(self.people[position], seen, self.audience, labels, most)
            self.views[position] = held
        return held


def build_roster(
    members: Members, now: datetime, labels: Mapping[str, str], known: Background, parameters: Parameters
) -> Roster:
    """Compute the indexes of a roster; scoring one person against it then needs no loop over people."""
    people, together = members.people, members.gathering.event_id is not None
    audience = Viewer.ATTENDEE if together else Viewer.STRANGER
    found = [evidence(person, now, labels, here=members.gathering.event_id) for person in people]
    topics = tuple(strengths(items) for items in found)
    seen = tuple(visible_evidence(person, own, audience) for person, own in zip(people, found, strict=True))
    index = build_topic_index(topics, known, parameters.interest)
    ties = tie_rows(people, now, members.gathering.event_id, parameters.ties)
    terms = {"ties": ties, **_terms(people, topics, index, parameters)}
    hidden = nameless(people, audience)
    return Roster(
        gathering=members.gathering, audience=audience, people=people,
        position={person.id: i for i, person in enumerate(people)}, strengths=topics,
        facets=_facets(people, topics),
        ties=ties,
        shown=build_shown(people, seen, audience, known, parameters),
        topics=index, interest=build_interest_index(terms, len(people), parameters.interest),
        preference=build_preference_index(
            [person.traits.wants for person in people], [person.traits.gives for person in people],
            parameters.preference,
        ),
        asks=build_ask_index(people, index, parameters.asks, parameters.interest),
        context=build_context_index(people, members.statuses, parameters.context, together=together),
        quality=completeness([person.profile for person in people]),
        discount=np.array([person.id not in hidden for person in people], dtype=np.float32),
        chances=None,
        allotted=None,
    )  # fmt: skip


def _facets(people: Sequence[Person], topics: Sequence[Mapping[str, float]]) -> Ints:
    codes = [code_of(facets_of(person, own)) for person, own in zip(people, topics, strict=True)]
    return np.array(codes, dtype=np.int64).reshape(len(people), len(DIMENSIONS))


def _terms(
    people: Sequence[Person], topics: Sequence[Mapping[str, float]], index: TopicIndex, parameters: Parameters
) -> dict[str, Rows]:
    """Return every likeness by its name, as rows whose products it is."""
    numbers = parameters.interest
    terms: dict[str, Rows] = {
        "topics": topic_rows(topics, index, numbers.rarity_power),
        "circles": latent(shared(topic_rows(topics, index, 1.0)), parameters.latent),
        "meaning": meaning([person.traits for person in people], numbers.least_population),
    }
    if len(people) >= numbers.least_population:  # fewer cannot tell which words are rare
        texts = [[sentence.text for sentence in person.traits.sentences] for person in people]
        terms["latent"] = latent(build_term_index(texts).rows, parameters.latent)
    return terms


_COUNTED = ("headline", "bio", "interests", "skills", "needs", "offers", "languages", "place")


def completeness(profiles: Sequence[Profile]) -> Block:
    """Return the share of the fields that help to know a person which are filled; shape (people,)."""
    share: Block = np.array(
        [
            sum(bool(getattr(profile, name)) and may_influence(profile, name) for name in _COUNTED)
            for profile in profiles
        ],
        dtype=np.float32,
    ) / np.float32(len(_COUNTED))
    return share
