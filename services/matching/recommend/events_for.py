"""Events worth a person's time: interests, place, language, nearness in time; with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from services.matching.people.interests import strengths
from services.matching.people.person import Person, TopicEvidence
from services.matching.recommend.event_index import CatalogueEvent, EventIndex
from services.matching.recommend.event_place import Whereabouts, common_language, pull_of_place, whereabouts
from services.matching.recommend.event_reasons import event_reasons, has_reason
from services.matching.recommend.interest import topic_affinity
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.text_index import quantile_ranks
from services.matching.recommend.topic_index import Floats
from shared.contracts.people import EventSuggestion


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Who the events are for; `answered` are events already said yes or maybe to."""

    person: Person
    evidence: tuple[TopicEvidence, ...]
    answered: frozenset[str]
    now: datetime


def rank_events(
    reader: Reader, index: EventIndex, limit: int, parameters: Parameters
) -> tuple[CatalogueEvent, ...]:
    """Return the best events, the best first, each for a reason that the person can check.

    Those in a language the person does not speak drop out. Of a series only the soonest date stays, and none
    where the person goes to one already.
    """
    if not index.events:
        return ()
    numbers, home = parameters.events, whereabouts(reader.person, index)
    place = np.array([pull_of_place(event, home, parameters) for event in index.events])
    language = np.array([common_language(reader.person, event, parameters) for event in index.events])
    worth = (
        _interest(reader, index, parameters) * place**numbers.place_power * language**numbers.language_power
    )
    worth *= _soon(reader.now, index, numbers.soon_days) ** numbers.soon_power
    order = sorted(
        np.flatnonzero(worth > 0),
        key=lambda i: (-worth[i], index.events[i].starts_utc, index.events[i].event_id),
    )
    soonest = _soonest(reader, index, worth > 0)
    chosen = (
        index.events[i] for i in order if i in soonest and has_reason(reader.evidence, home, index.events[i])
    )
    return tuple(islice(chosen, limit))


def _soonest(reader: Reader, index: EventIndex, possible: NDArray[np.bool_]) -> frozenset[int]:
    """Return the first possible date of each series; the index is in the order of time."""
    taken = {event.one_of for event in index.events if event.event_id in reader.answered}
    first: dict[str, int] = {}
    for i in np.flatnonzero(possible):
        if index.events[i].one_of not in taken:
            first.setdefault(index.events[i].one_of, int(i))
    return frozenset(first.values())


def _interest(reader: Reader, index: EventIndex, parameters: Parameters) -> Floats:
    """Return in [prior, 1] how well each event covers the person's interests, by topics and by words."""
    numbers = parameters.interest
    tags = topic_affinity(strengths(reader.evidence), index.topics, numbers).there
    mine = reader.person.traits.vectors
    text = np.zeros(len(index.events))
    if len(mine):
        best = np.sort(mine @ index.vectors.T, axis=0)[-2:].mean(axis=0)
        text = quantile_ranks(numbers.text_quantiles).of(best.astype(float)) ** numbers.text_power
    joined = 1 - (1 - tags) * (1 - parameters.events.text_weight * text)
    floor: Floats = numbers.prior + (1 - numbers.prior) * joined
    return floor


def _soon(now: datetime, index: EventIndex, days: float) -> Floats:
    ahead = np.array([max(0.0, (event.starts_utc - now).total_seconds()) for event in index.events]) / 86400
    result: Floats = days / (days + ahead)
    return result


def suggest_events(
    reader: Reader,
    chosen: tuple[CatalogueEvent, ...],
    index: EventIndex,
    people: Mapping[str, int],
) -> tuple[EventSuggestion, ...]:
    """Explain the chosen events; `people` counts the relevant people going to each."""
    home: Whereabouts = whereabouts(reader.person, index)
    return tuple(
        EventSuggestion(
            event_id=event.event_id,
            reasons=event_reasons(reader.evidence, home, event, index.topics, going),
            relevant_people=going,
        )
        for event in chosen
        for going in (crowd(people.get(event.event_id, 0)),)
    )


_BANDS = ((3, "3-4"), (5, "5-9"), (10, "10-19"), (20, "20-49"), (50, "50+"))


def crowd(count: int) -> str | None:
    """Return a range of a count of people; None under 3, so that no one person can be told."""
    return next((name for least, name in reversed(_BANDS) if count >= least), None)
