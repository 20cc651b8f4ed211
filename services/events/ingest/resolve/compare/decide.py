"""Decide whether two listings tell of the same event: the same, different, or for a person to say."""

from datetime import date
from typing import Final

from services.events.ingest.model import Listing
from services.events.ingest.resolve.compare.at_best import at_best
from services.events.ingest.resolve.compare.features import Features, features, hours_apart
from services.events.ingest.resolve.compare.likeness import Likeness, likeness
from services.events.ingest.resolve.compare.place import Agreement, parts_of_world, place_agreement
from services.events.ingest.resolve.compare.probability import probability
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.compare.relation import Relation
from services.events.ingest.resolve.compare.swapped import SWAPPED, are_swapped
from services.events.ingest.resolve.model import Decision, Verdict
from services.events.ingest.resolve.titles.title import words_of
from services.events.ingest.resolve.titles.words import MODES
from shared.contracts.events import Mode

DAYS_APART = 1
"""Days between the starts of two listings whose names need not be one."""
MOST_DAYS_APART = 5
"""Days between the starts where the name is one and the days overlap: workshops before it count or not."""
SAME = 0.85
"""From here on two listings are taken for one event; chosen by cross-validation (docs/figures/truth.md)."""
SHORT_NAME = 6
"""Letters in common below which names are not told to be one where the place is not: "class", "yoga"."""
SUREST = 0.9999
"""Certainty is left to persons."""
REVIEW = 0.3
"""From here on a pair is for a person to decide."""
_ROUNDED = 0.0001
"""By no more than this does a probability change when it is rounded, and by the order of its terms."""
APART = 0.5
"""Below, two listings never share an event, whatever a third says: more likely two than one."""
_TELLS: Final = frozenset({"same page", "same organiser", "same house"})
"""Any of these tells that one "Open Mic" is the other."""
Days = tuple[date, date]
"""The first and the last."""


def may_be_one(a: Profile, b: Profile) -> bool:
    """Tell whether anything is decided of two profiles but that they are different."""
    place = place_agreement(a.listing, b.listing)
    if are_swapped(a, b, place):
        return True
    if _veto(a, b, place):
        return False
    names = likeness(a, b)
    if _veto_of_names(a, b, names) or at_best(a, b, names, place) < REVIEW - _ROUNDED:
        return False
    return _sure(features(a, b, names, place)) >= REVIEW


def are_in_reach(a: Profile, b: Profile) -> bool:
    """Tell whether two are so near in time that their names matter."""
    return are_days_in_reach((a.starts, a.ends), (b.starts, b.ends))


def are_days_in_reach(one: Days, other: Days) -> bool:
    """Tell the same of their first and last days alone."""
    apart = abs((one[0] - other[0]).days)
    overlap = one[0] <= other[1] and other[0] <= one[1]
    return apart <= DAYS_APART or (overlap and apart <= MOST_DAYS_APART)


def decide(a: Profile, b: Profile) -> Decision:
    """Decide on two profiles; symmetric, and blind to which came first."""
    place = place_agreement(a.listing, b.listing)
    if are_swapped(a, b, place):
        return SWAPPED
    if veto := _veto(a, b, place):
        return Decision(Verdict.DIFFERENT, 0.0, veto, veto=True)
    names = likeness(a, b)
    if veto := _veto_of_names(a, b, names):
        return Decision(Verdict.DIFFERENT, 0.0, veto, veto=True)
    found = features(a, b, names, place)
    sure = _sure(found)
    is_placed = a.listing.place is not None and b.listing.place is not None
    verdict = _verdict(sure, names, found, is_told=_is_told(a, b, found), is_placed=is_placed)
    return Decision(verdict, sure, reason(names, found), veto=sure < APART, features=found)


def weighed(a: Profile, b: Profile) -> Features | None:
    """Return the features of a pair; None where a rule decides it without weighing."""
    place = place_agreement(a.listing, b.listing)
    if _veto(a, b, place):
        return None
    names = likeness(a, b)
    return None if _veto_of_names(a, b, names) else features(a, b, names, place)


def _sure(found: Features) -> float:
    return min(SUREST, round(probability(found), 4))


def _is_told(a: Profile, b: Profile, found: Features) -> bool:
    """Tell whether anything but name, town and time says that an "Open Mic" is the other one."""
    return (a.uid is not None and a.uid == b.uid) or not _TELLS.isdisjoint(found)


def _verdict(sure: float, names: Likeness, found: Features, *, is_told: bool, is_placed: bool) -> Verdict:
    """What a person must say: that far places are one, that a short word in common is a name, and so on."""
    apart = f"place {Agreement.APART.value}" in found
    here = f"place {Agreement.SAME.value}" in found or "same page" in found
    vague = names.relation < Relation.ACRONYM and names.common < SHORT_NAME and not here
    anybodys = (names.everyday and ("by the hour" in found or not (here and is_placed))) or (
        "days follow" in found and not here
    )
    moved = "another house" in found
    if sure >= SAME and not (apart or vague) and (is_told or not (anybodys or moved)):
        return Verdict.SAME
    return Verdict.REVIEW if sure >= REVIEW else Verdict.DIFFERENT


def _veto(a: Profile, b: Profile, place: Agreement) -> str | None:
    if not are_in_reach(a, b):
        return "days apart"
    if a.source_id is not None and a.source_id == b.source_id and not _repeats(a, b):
        one_uid = a.listing.uid == b.listing.uid
        return "instances of one series" if one_uid else "listed apart by one source"
    if a.years and b.years and a.years.isdisjoint(b.years):
        return "another year"
    if place is Agreement.ABROAD:
        return "another country"
    if _are_of_other_parts(a, b) or (place is not Agreement.SAME and _named_apart(a, b)):
        return "another place is named"
    return None


def _days_apart(a: Profile, b: Profile) -> int:
    return abs((a.starts - b.starts).days)


def _are_of_other_parts(a: Profile, b: Profile) -> bool:
    """Tell whether each title names a part of the world and not the same: "Days Europe", "Days America"."""
    parts, others = parts_of_world(a.names[0].words), parts_of_world(b.names[0].words)
    return bool(parts and others) and parts.isdisjoint(others)


def _named_apart(a: Profile, b: Profile) -> bool:
    """Tell whether each title names a place where the other is not: "DevFest Lagos", "DevFest Abuja"."""
    both = a.named_places & b.named_places
    return bool(a.named_places - b.places - both and b.named_places - a.places - both)


def _veto_of_names(a: Profile, b: Profile, names: Likeness) -> str | None:
    if a.editions and b.editions and a.editions.isdisjoint(b.editions):
        return "another edition"
    if a.days and b.days and a.days != b.days:
        return "another day"
    if _is_the_day_after(a, b):
        return "another day"
    is_near = _days_apart(a, b) <= DAYS_APART
    return None if is_near or names.relation >= Relation.ACRONYM else "days apart"


def _is_the_day_after(a: Profile, b: Profile) -> bool:
    """Tell whether one begins at the hour at which the other began the day before: it is held once more."""
    if a.listing.starts.is_day or b.listing.starts.is_day or _days_apart(a, b) != 1:
        return False
    return (a.ends < b.starts or b.ends < a.starts) and not hours_apart(a.listing.starts, b.listing.starts)


def _repeats(a: Profile, b: Profile) -> bool:
    """One source rarely tells the same twice: one name, place and time, and one page or the same hours."""
    one, other = a.listing, b.listing
    is_one_start = one.starts.local == other.starts.local
    if one.uid == other.uid and not is_one_start:
        return False
    if _are_same_conference(a, b):
        return True
    if not is_one_start:
        return False
    is_one_page = a.page == b.page
    if one.place == other.place and a.names[0].core == b.names[0].core:
        return is_one_page or _are_same_hours(one, other)
    return is_one_page and (_are_halves(one, other) or (a.page is not None and _are_named_alike(a, b)))


def _are_same_conference(a: Profile, b: Profile) -> bool:
    """Tell whether one lasts whole days and the other overlaps, in one town under one name of their own.

    Nobody holds two so: it was entered twice, once with the days of its workshops. On a day there may be two.
    """
    one, other = a.listing, b.listing
    is_of_series = (one.recurrence_id or other.recurrence_id) and a.starts != b.starts
    if is_of_series or not (one.starts.is_day and other.starts.is_day):
        return False
    if (a.starts == a.ends and b.starts == b.ends) or not _are_in_one_town(a, b):
        return False
    if a.ends < b.starts or b.ends < a.starts:
        return False
    names = likeness(a, b)
    return names.relation is Relation.EQUAL and not (names.everyday or names.franchise)


def _are_in_one_town(a: Profile, b: Profile) -> bool:
    one, other = a.listing, b.listing
    towns = one.place and one.place.city and other.place and other.place.city
    return bool(towns) and place_agreement(one, other) is Agreement.SAME


def _are_same_hours(a: Listing, b: Listing) -> bool:
    """Tell whether both are from one hour to one other at a known place: entered twice, each with a page."""
    return a.place is not None and not a.starts.is_day and a.ends is not None and a.ends == b.ends


def _are_named_alike(a: Profile, b: Profile) -> bool:
    """Tell whether one page is listed twice with and without its town: "DevOpsDays", "DevOpsDays Recife"."""
    is_here = place_agreement(a.listing, b.listing) is Agreement.SAME
    return is_here and likeness(a, b).relation is Relation.EQUAL


def _are_halves(a: Listing, b: Listing) -> bool:
    """Tell whether a hybrid event is listed twice: the one half online, the other at its place."""
    if Mode.ONLINE not in {a.mode, b.mode} or a.mode is b.mode:
        return False
    return set(words_of(a.title)) - MODES == set(words_of(b.title)) - MODES


_NAMES = {
    Relation.EQUAL: "same name",
    Relation.SLIP: "same name but for a letter",
    Relation.ACRONYM: "one name abbreviates the other",
    Relation.WITHIN: "one name holds the other",
    Relation.SHARING: "names share words",
    Relation.UNLIKE: "names differ",
}

_SAID: Final = (
    "same page", "same organiser", "same house", "another house", "other hour"
)  # fmt: skip


def reason(names: Likeness, found: Features) -> str:
    """Say in plain words what spoke for it."""
    said = [_NAMES[names.relation]]
    if "a part" in found:
        said.append("one is named as a part")
    said.append(next((it for it in ("same days", "days follow") if it in found), "days overlap"))
    said += [
        f"place {it.value}" for it in Agreement if it is not Agreement.SAME and f"place {it.value}" in found
    ]
    said += [what for what in _SAID if what in found]
    if "place same" in found:
        said.append("same town" if "another house" in found else "same place")
    return ", ".join(said)
