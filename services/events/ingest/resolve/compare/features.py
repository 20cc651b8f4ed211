"""What speaks for and against two listings being one event, as numbers that a linear model weighs."""

from collections.abc import Mapping

from services.events.ingest.resolve.compare.house import is_same_house
from services.events.ingest.resolve.compare.likeness import Likeness
from services.events.ingest.resolve.compare.place import Agreement
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.compare.relation import Relation
from services.events.ingest.when import When

MOST_DAYS = 5.0
MOST_LEFT = 4.0
_HOURS = 3
NAME = {it: f"name {it.name.lower()}" for it in Relation}
SCORE = {it: f"score {it.name.lower()}" for it in Relation}
PLACE = {it: f"place {it.value}" for it in Agreement}
_LIKE = frozenset({Relation.WITHIN, Relation.ACRONYM, Relation.SHARING})

Features = Mapping[str, float]
"""Names of features to values; those that are absent are 0."""


def features(a: Profile, b: Profile, names: Likeness, place: Agreement) -> dict[str, float]:
    """Return the features of a pair: symmetric, none of them 0 or outside [0, 5]."""
    relation = names.relation
    same_page = a.page is not None and a.page == b.page
    like_name = relation in _LIKE and place is Agreement.SAME
    house = is_same_house(a.listing.place, b.listing.place)
    found = {
        "bias": 1.0,
        NAME[relation]: 1.0,
        PLACE[place]: 1.0,
        SCORE[relation]: names.score if relation < Relation.ACRONYM else 0.0,
        "words left": words_left(names),
        "a part": float(names.is_part or (names.is_tail and names.event_word_left and not same_page)),
        "event word left": float(names.event_word_left),
        "host before": float(names.leads and relation is Relation.WITHIN),
        "field before": float(names.narrows and not same_page),
        "start apart": min(MOST_DAYS, abs((a.starts - b.starts).days)),
        "end apart": min(MOST_DAYS, abs((a.ends - b.ends).days)),
        "by the hour": float(not (a.listing.starts.is_day or b.listing.starts.is_day)),
        "days follow": float(a.ends < b.starts or b.ends < a.starts),
        "same days": float(a.starts == b.starts and a.ends == b.ends),
        "franchise, place unsure": float(names.franchise and place is not Agreement.SAME),
        "names another place": float(_another_place(a, b) or _another_place(b, a)),
        "same page": float(same_page and relation > Relation.UNLIKE),
        "same organiser": float(a.organiser is not None and a.organiser == b.organiser),
        "other hour": float(_hours_differ(a.listing.starts, b.listing.starts)),
        "like name, same place": float(like_name),
        "same house": float(house is True),
        "another house": float(house is False),
    }
    return {name: value for name, value in found.items() if value}


def words_left(names: Likeness) -> float:
    """Return how many words that only one name has count against the two being one."""
    return min(_of_one_word(names) or MOST_LEFT, len(names.left))


def _of_one_word(names: Likeness) -> float:
    """What is said about a name, or who holds it, weighs as one word; that a part is named does not."""
    beside = names.is_tail or names.is_head
    return float(beside and not (names.is_part or names.event_word_left or names.everyday))


def _another_place(a: Profile, b: Profile) -> bool:
    """Tell whether a title names a place that is not the other's, and that other names or has one, too.

    A house is no other place than a town of which no house is told.
    """
    named, place = a.named_places - b.places - b.named_places, b.listing.place
    if place and not place.venue:
        named -= a.houses
    return bool(named) and bool(b.named_places - a.places or place)


def _hours_differ(one: When, other: When) -> bool:
    """Two sessions of one day are two events; sources agree on the hour better than on the zone."""
    return not (one.is_day or other.is_day) and hours_apart(one, other) >= _HOURS


def hours_apart(one: When, other: When) -> int:
    """Return how far the hours of two wall times are apart, whatever their days."""
    return abs(int(one.local[11:13]) - int(other.local[11:13]))
