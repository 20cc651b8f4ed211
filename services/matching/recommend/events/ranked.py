"""Events worth a person's time: interests, place, language, nearness in time; with reasons."""

from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from services.matching.people.person import Vectors
from services.matching.recommend.arrays import Floats
from services.matching.recommend.events.catalogue import CatalogueEvent
from services.matching.recommend.events.index import EventIndex
from services.matching.recommend.events.offered import may_be_offered
from services.matching.recommend.events.place import Whereabouts, whereabouts
from services.matching.recommend.events.reasons import brought_up_by, event_reasons
from services.matching.recommend.events.worth import Reader, likeness, worth_of_events
from services.matching.recommend.parameters import Parameters
from shared.contracts.people import EventSuggestion


def rank_events(
    reader: Reader, index: EventIndex, limit: int, parameters: Parameters
) -> tuple[CatalogueEvent, ...]:
    """Return the best events, the best first, each for a reason that the person can check.

    Those in a language the person does not speak drop out. Of a series only the soonest date stays, and none
    where the person goes to one already. What is alike to one before it stands back.
    """
    if not index.events:
        return ()
    home, worth = whereabouts(reader.person, index), worth_of_events(reader, index, parameters)
    possible = np.isfinite(worth)
    order = sorted(
        np.flatnonzero(possible),
        key=lambda i: (-worth[i], index.events[i].starts_utc, index.events[i].event_id),
    )
    soonest = _soonest(reader, index, possible)
    offered = (
        i for i in order if i in soonest and may_be_offered(index.events[i], reader, home, index, parameters)
    )
    best = list(islice(offered, max(limit, parameters.list.pool)))
    causes = [brought_up_by(reader, index.events[i], index.topics) for i in best]
    known = [cause.topic if cause else "" for cause in causes]
    places = varied(worth[best], index.vectors[best], known, limit, parameters.events.varied)
    return tuple(index.events[best[place]] for place in places)


def varied(
    worth: Floats, vectors: Vectors, causes: Sequence[str], limit: int, most: float
) -> tuple[int, ...]:
    """Return places of events, the best first, of which each is as unlike those before it as may be.

    An event loses `most` of its worth at most, as the cosine to the likest before it tells: maximal marginal
    relevance (Carbonell and Goldstein 1998). It loses as much again for each before it that the same cares
    of the person bring up, so that none of these takes the whole list where others bring up something, too.
    """
    left, alike, found = worth.copy(), np.zeros(len(worth)), list[int]()
    for _ in range(min(limit, len(worth))):
        found.append(pick := int((left - most * alike).argmax()))
        left[pick] = -np.inf
        left -= most * np.array([cause == causes[pick] for cause in causes])
        alike = np.maximum(alike, vectors @ vectors[pick])
    return tuple(found)


def _soonest(reader: Reader, index: EventIndex, possible: NDArray[np.bool_]) -> frozenset[int]:
    """Return the first possible date of each series; the index is in the order of time."""
    taken = {event.one_of for event in index.events if event.event_id in reader.answered}
    first: dict[str, int] = {}
    for i in np.flatnonzero(possible):
        if index.events[i].one_of not in taken:
            first.setdefault(index.events[i].one_of, int(i))
    return frozenset(first.values())


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
            reasons=event_reasons(reader, home, event, index.topics, going, likeness(reader, index, event)),
            relevant_people=going,
        )
        for event in chosen
        for going in (crowd(people.get(event.event_id, 0)),)
    )


_BANDS = ((3, "3-4"), (5, "5-9"), (10, "10-19"), (20, "20-49"), (50, "50+"))


def crowd(count: int) -> str | None:
    """Return a range of a count of people; None under 3, so that no one person can be told."""
    return next((name for least, name in reversed(_BANDS) if count >= least), None)
