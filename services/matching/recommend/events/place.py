"""How near an event is to a person, and whether it is held in a language they speak."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from services.matching.people.languages import levels, with_heard
from services.matching.people.person import Person
from services.matching.people.visibility import home_of
from services.matching.recommend.events.catalogue import CatalogueEvent
from services.matching.recommend.events.index import EventIndex
from services.matching.recommend.parameters import EventNumbers, Parameters
from shared.contracts.events import Mode
from shared.kernel.geo import Point, distance_km
from shared.kernel.languages import primary
from shared.text import fold


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a person is based, as they write it; `names` are what the city is called, folded.

    `point` where the gazetteer knows the city, or some event there tells where it lies.
    """

    city: str | None
    country: str | None
    point: Point | None
    names: frozenset[str] = frozenset()


def whereabouts(person: Person, index: EventIndex) -> Whereabouts:
    """Return where the person is based, as far as the profile, the gazetteer and the catalogue tell."""
    home = home_of(person.profile)
    if home is None:
        return Whereabouts(None, None, None)
    known, name = index.places.city(home.city, home.country), fold(home.city)
    if known is None:
        point = index.cities.get((name, home.country or ""))
        return Whereabouts(home.city, home.country, point, frozenset({name}))
    names = frozenset({name, fold(known.name)})
    return Whereabouts(home.city, home.country, Point(known.lat, known.lon), names)


def pull_of_place(event: CatalogueEvent, home: Whereabouts, parameters: Parameters) -> float:
    """Return in (0, 1] how near the event is: 1 in one's own city, falling with distance; less online.

    Who can come and can join from afar as well has the better of the two.
    """
    online = parameters.events.online
    if event.mode is Mode.ONLINE:
        return online
    near = _nearness(event, home, parameters)
    return max(online, near) if event.mode is Mode.HYBRID else near


def _nearness(event: CatalogueEvent, home: Whereabouts, parameters: Parameters) -> float:
    numbers = parameters.context
    if home.city is None:
        return numbers.unknown
    if event.city is None and event.country is None:
        return numbers.same_country  # less than what one can join from anywhere
    same_country = event.country is not None and event.country == home.country
    floor = numbers.same_country / 2 if same_country else numbers.elsewhere / 3
    if is_home(event, home):
        return 1.0
    return max(floor, pull_of_distance(event, home, parameters.events) or 0.0)


def pull_of_distance(event: CatalogueEvent, home: Whereabouts, numbers: EventNumbers) -> float | None:
    """Return in (0, 1] how little the way there takes off; None where it is not known.

    It falls to 1/e over what people travel: nobody flies in for an evening, many do for two days.
    """
    far = kilometres(event, home)
    if far is None:
        return None
    reach = numbers.distance_km * min(max(_days(event, numbers), 1.0), numbers.farthest)
    return exp(-far / reach)


def worth_the_way(event: CatalogueEvent, home: Whereabouts, numbers: EventNumbers) -> bool:
    """Tell whether one may be sent there at all: not far away for less than a working day."""
    pull = None if event.mode in {Mode.ONLINE, Mode.HYBRID} else pull_of_distance(event, home, numbers)
    return pull is None or pull >= numbers.evening or _days(event, numbers) >= 1.0


def _days(event: CatalogueEvent, numbers: EventNumbers) -> float:
    """Return how long an event lasts, in working days."""
    return (event.ends_utc - event.starts_utc).total_seconds() / 3600 / numbers.day_hours


def is_home(event: CatalogueEvent, home: Whereabouts) -> bool:
    """Tell whether the event is in the person's city; a country left open does not part them."""
    if event.city is None or fold(event.city) not in home.names:
        return False
    return event.country is None or home.country is None or event.country == home.country


def kilometres(event: CatalogueEvent, home: Whereabouts) -> float | None:
    """Return the distance, when both points are known."""
    if event.point is None or home.point is None:
        return None
    return distance_km(event.point, home.point)


def understood(person: Person, past: Iterable[CatalogueEvent], parameters: Parameters) -> Mapping[str, float]:
    """Return how well the person speaks each language; what they went to tells of those they do not name."""
    mine: Mapping[str, float] = levels(person.profile)
    for event in past:
        mine = with_heard(mine, event.languages, parameters.context.heard)
    return mine


def common_language(mine: Mapping[str, float], event: CatalogueEvent, parameters: Parameters) -> float:
    """Return the level in the event's best language; 0 behind the gate, `unknown` if unstated."""
    numbers = parameters.context
    if not mine or not event.languages:
        return numbers.unknown
    best = max(mine.get(primary(tag), 0.0) for tag in event.languages)
    return best if best >= numbers.least_language else 0.0
