"""A roster: the people one may meet in a scope, with everything computed once for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
from scipy.sparse import csr_array

from services.matching.people.person import Person
from services.matching.people.visibility import Viewer
from services.matching.recommend.arrays import Block, Floats, Ints, Pairs
from services.matching.recommend.candidates.fitted import Fitted, interest_terms
from services.matching.recommend.candidates.lots import Lots, lots_of
from services.matching.recommend.candidates.shown import Shown, build_shown, shown_background
from services.matching.recommend.candidates.views import View, view_of, viewer_in
from services.matching.recommend.exclude import nameless
from services.matching.recommend.features.ask_index import AskIndex, build_ask_index
from services.matching.recommend.features.context import ContextIndex, build_context_index
from services.matching.recommend.features.interest import InterestIndex, build_interest_index
from services.matching.recommend.features.preference import PreferenceIndex, build_preference_index
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.colleagues import colleagues_of
from services.matching.recommend.population.facets import DIMENSIONS
from services.matching.recommend.population.own import COUNTED, Own, own_of
from services.matching.recommend.population.ties import tie_rows
from services.matching.recommend.population.topic_index import (
    Background,
    TopicIndex,
    background_of,
    index_topics,
)
from shared.contracts.people import AttendanceStatus


@dataclass(frozen=True, slots=True)
class Gathering:
    """Where people meet: an event, with the tags of its languages; or, with no id, no event in common."""

    event_id: str | None
    title: str
    city: str | None
    starts_utc: datetime | None
    languages: tuple[str, ...] = ()


NOWHERE = Gathering(event_id=None, title="", city=None, starts_utc=None)


@dataclass(frozen=True, slots=True)
class Plan:
    """An event that somebody shows they go to, and its first day there."""

    event_id: str
    title: str
    city: str | None
    day: date


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """The people of a scope as loaded, with how firmly each goes."""

    gathering: Gathering
    people: tuple[Person, ...]
    statuses: tuple[AttendanceStatus, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Former:
    """What a roster is built from where it stood before: what was fitted, and people by id."""

    fitted: Fitted | None = None
    own: Mapping[str, Own] = field(default_factory=dict)


NOTHING = Former()


@dataclass(frozen=True, slots=True, eq=False)
class Allotted:
    """Whom each person's list holds, by position and place (-1: nobody), with the dial where `dials` say.

    `dials` is not a number for those who got no places.
    """

    lists: Ints
    dials: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """Members with their indexes, all in one order.

    `shown` is all that may be told. `discount` is what a chance with each person is multiplied by: 0 for
    those whose name the audience may not see; `colleagues` are by id the positions of who states the same
    organisation, of those who have such here. `pairs` is what is known of all, where that is kept;
    `allotted` is whom each is to be shown before others, where attention is shared out; `plans` the event
    by id for which somebody is in it, where each has one of their own; `views` fills with the people whom
    somebody was told of, in the words of `labels`, with no more than `quoted` characters of their own.
    """

    gathering: Gathering
    audience: Viewer
    people: tuple[Person, ...]
    position: Mapping[str, int]
    own: tuple[Own, ...]
    facets: Ints
    lots: Lots
    ties: csr_array
    topics: TopicIndex
    interest: InterestIndex
    preference: PreferenceIndex
    asks: AskIndex
    context: ContextIndex
    quality: Block
    discount: Block
    colleagues: Mapping[str, Ints]
    pairs: Pairs | None
    allotted: Allotted | None
    shown: Shown
    fitted: Fitted
    plans: Mapping[str, Plan] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    quoted: int = 0
    views: dict[int, View] = field(default_factory=dict)

    def view(self, position: int) -> View:
        """Return a person as the audience sees them, from memory where it was asked for before."""
        held = self.views.get(position)
        if held is None:
            here = self.gathering.event_id
            held = view_of(self.own[position], here, self.labels, self.quoted, self.shown)
            self.views[position] = held
        return held

    def view_all(self) -> None:
        """Look at everyone, so that no list has to."""
        for position in range(len(self.people)):
            self.view(position)


def build_roster(
    members: Members, now: datetime, labels: Mapping[str, str], known: Background, parameters: Parameters,
    former: Former = NOTHING,
) -> Roster:  # fmt: skip
    """Compute the indexes of a roster; scoring one person against it then needs no loop over people.

    What `former` fitted is taken as it is, and so are the people it has who are the very same.
    """
    people, here = members.people, members.gathering.event_id
    audience, fitted, numbers = viewer_in(here), former.fitted, parameters.interest
    own = _own(members, now, labels, audience, former)
    topics = [one.strengths for one in own]
    rare = fitted.topics if fitted else background_of(topics, known, numbers)
    rare_shown = fitted.shown if fitted else shown_background(own, known, parameters)
    index = index_topics(topics, rare, numbers)
    terms, spaces = interest_terms(own, index, parameters, fitted.spaces if fitted else None)
    terms["ties"] = ties = tie_rows(people, now, here, parameters.ties)
    tells = np.array([bool(one.told) for one in own], dtype=np.int64)
    interest = build_interest_index(terms, tells, numbers, fitted.scales if fitted else None)
    preference = _preference(people, parameters, fitted)
    asks = build_ask_index(people, index, parameters.asks, numbers, fitted.asks if fitted else None)
    told = fitted.shown_asks if fitted else None
    shown = build_shown(own, audience, rare_shown, parameters, told, spaces.few)
    return Roster(
        gathering=members.gathering, audience=audience, people=people, own=own,
        position={person.id: i for i, person in enumerate(people)},
        facets=_facets(own), lots=lots_of([person.id for person in people]),
        ties=ties, topics=index, interest=interest, preference=preference, asks=asks, shown=shown,
        context=build_context_index(
            own, members.statuses, parameters.context, members.gathering.languages if here else None
        ),
        quality=np.array([one.filled for one in own], dtype=np.float32) / np.float32(len(COUNTED)),
        discount=_discount(people, audience),
        colleagues=colleagues_of(people, parameters.explain.common),
        pairs=None, allotted=None, labels=labels, quoted=parameters.explain.quote_characters,
        fitted=fitted or Fitted(
            len(people), rare, rare_shown, spaces, interest.scales, preference.norms, asks.told,
            shown.asks.told,
        ),
    )  # fmt: skip


def _own(
    members: Members, now: datetime, labels: Mapping[str, str], audience: Viewer, former: Former
) -> tuple[Own, ...]:
    here = members.gathering.event_id
    return tuple(
        held if (held := former.own.get(person.id)) and held.person is person
        else own_of(person, now, labels, audience, here)
        for person in members.people
    )  # fmt: skip


def _preference(people: Sequence[Person], parameters: Parameters, fitted: Fitted | None) -> PreferenceIndex:
    wants, gives = [person.traits.wants for person in people], [person.traits.gives for person in people]
    return build_preference_index(wants, gives, parameters.preference, fitted.norms if fitted else None)


def _facets(own: Sequence[Own]) -> Ints:
    return np.array([one.facets for one in own], dtype=np.int64).reshape(len(own), len(DIMENSIONS))


def _discount(people: Sequence[Person], audience: Viewer) -> Block:
    hidden = nameless(people, audience)
    return np.array([person.id not in hidden for person in people], dtype=np.float32)
