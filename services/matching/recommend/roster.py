"""A roster: the people one may meet in a scope, with everything computed once for all of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from services.matching.people.interests import evidence, strengths, visible_evidence
from services.matching.people.languages import levels
from services.matching.people.person import Person, TopicEvidence
from services.matching.people.visibility import Viewer, may_influence, may_see
from services.matching.recommend.ask_index import AskIndex, build_ask_index
from services.matching.recommend.context import ContextIndex, build_context_index
from services.matching.recommend.exclude import nameless
from services.matching.recommend.interest import InterestIndex, Rows, build_interest_index
from services.matching.recommend.latent import latent
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.preference import PreferenceIndex, build_preference_index
from services.matching.recommend.term_index import build_term_index
from services.matching.recommend.text_index import meaning
from services.matching.recommend.ties import tie_rows
from services.matching.recommend.topic_index import (
    Background,
    Floats,
    TopicIndex,
    build_topic_index,
    topic_rows,
)
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

    `seen[p]` is what the audience may see of the topics of p; `shown_topics` and `shown_languages` count the
    people who show each, so that a count in a sentence tells nothing of hidden fields.
    """

    gathering: Gathering
    audience: Viewer
    people: tuple[Person, ...]
    position: Mapping[str, int]
    strengths: tuple[Mapping[str, float], ...]
    seen: tuple[Mapping[str, TopicEvidence], ...]
    topics: TopicIndex
    interest: InterestIndex
    preference: PreferenceIndex
    asks: AskIndex
    context: ContextIndex
    quality: Floats
    nameless: NDArray[np.bool_]
    prices: Floats
    shown_topics: Mapping[str, int]
    shown_languages: Mapping[str, int]


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
    terms = _terms(members, now, topics, index, parameters)
    hidden = nameless(people, audience)
    return Roster(
        gathering=members.gathering, audience=audience, people=people,
        position={person.id: i for i, person in enumerate(people)}, strengths=topics,
        seen=seen, shown_topics=Counter(topic for own in seen for topic in own),
        shown_languages=Counter(
            tag for p in people if may_see(p.profile, "languages", audience) for tag in levels(p.profile)
        ),
        topics=index, interest=build_interest_index(terms, len(people), parameters.interest),
        preference=build_preference_index(
            [person.traits.wants for person in people], [person.traits.gives for person in people],
            parameters.preference,
        ),
        asks=build_ask_index(people, parameters.asks, parameters.interest),
        context=build_context_index(people, members.statuses, parameters.context, together=together),
        quality=completeness([person.profile for person in people]),
        prices=np.zeros(len(people)),
        nameless=np.array([person.id in hidden for person in people], dtype=bool),
    )  # fmt: skip


def _terms(
    members: Members, now: datetime, topics: Sequence[Mapping[str, float]], index: TopicIndex,
    parameters: Parameters,
) -> dict[str, Rows]:  # fmt: skip
    """Return every likeness by its name, as rows whose products it is."""
    people, numbers = members.people, parameters.interest
    terms: dict[str, Rows] = {
        "topics": topic_rows(topics, index, numbers),
        "meaning": meaning([person.traits for person in people], numbers.least_population),
        "ties": tie_rows(people, now, members.gathering.event_id, parameters.ties),
    }
    if len(people) >= numbers.least_population:  # fewer cannot tell which words are rare
        texts = [[sentence.text for sentence in person.traits.sentences] for person in people]
        terms["words"] = build_term_index(texts).rows
        terms["latent"] = latent(terms["words"], parameters.latent)
    return terms


_COUNTED = ("headline", "bio", "interests", "skills", "needs", "offers", "languages", "place")


def completeness(profiles: Sequence[Profile]) -> Floats:
    """Return the share of the fields that help to know a person which are filled; shape (people,)."""
    return np.array(
        [
            sum(bool(getattr(profile, name)) and may_influence(profile, name) for name in _COUNTED)
            for profile in profiles
        ]
    ) / len(_COUNTED)
