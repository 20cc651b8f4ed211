"""Day and month the other way round: what one list has on 3 April, another has on 4 March."""

from datetime import date
from typing import Final

from services.events.ingest.resolve.compare.likeness import likeness
from services.events.ingest.resolve.compare.place import Agreement
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.compare.relation import Relation
from services.events.ingest.resolve.model import Decision, Verdict

_MONTHS: Final = 12
_PROBABLE: Final = 0.5
"""Lists that hold the same twice, six months apart as often as not, are as likely as a slip."""
_SHORT_NAME: Final = 6
"""Letters in common below which two names by the hour are no sign: "class", "yoga"."""
SWAPPED: Final = Decision(
    Verdict.REVIEW, _PROBABLE, "same name, same place, day and month swapped", veto=True
)
"""A doubt for a person, never more: nothing says which of the two lists has it right."""


def swapped(day: date) -> date | None:
    """Return the date that is written with the same figures, day and month changed; None where none is."""
    if day.day > _MONTHS or day.day == day.month:
        return None
    return day.replace(month=day.day, day=day.month)


def are_swapped(a: Profile, b: Profile, place: Agreement) -> bool:
    """Tell whether two listings of two sources say the same but for day and month changed."""
    if a.starts != swapped(b.starts) or not _are_one_but_for_days(a, b, place):
        return False
    names = likeness(a, b)
    if names.relation is not Relation.EQUAL:
        return False
    # A whole day is a conference's, "PyCon" as well; by the hour a short name comes again each month.
    is_name = names.franchise or not names.everyday
    return is_name and (a.listing.starts.is_day or (names.common >= _SHORT_NAME and not names.franchise))


def _are_one_but_for_days(a: Profile, b: Profile, place: Agreement) -> bool:
    if place is not Agreement.SAME or a.listing.place is None or b.listing.place is None:
        return False
    if a.source_id is not None and a.source_id == b.source_id:
        return False
    if a.years and b.years and a.years != b.years:
        return False
    told = ((it.listing.starts.time_of_day, it.names[0].editions, it.days) for it in (a, b))
    return len(set(told)) == 1
