"""Where people share no event, who can be shown only without a reason stands back.

Whoever is not told why asks less; and a first place without a reason would tell that what somebody keeps to
themselves fits. At an event that both go is a reason, and its places are given out by what people are worth
to one another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.drafts import tells
from services.matching.recommend.explain.why import why_each
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.found import Candidate, Found
from shared.contracts.people import Reason


def standing_back(reader_id: str, found: Found, numbers: Parameters) -> Found:
    """Return the people of one roster; of who stands back the rank counts `list.untold`."""
    (roster,) = found.rosters
    if _gathered(roster):
        return found
    told = why_each(reader_id, dict.fromkeys(found.at.tolist(), "ranked"), roster, numbers)
    shares = [1.0 if tells(reasons) else numbers.list.untold for reasons in told.values()]
    return replace(found, rank=found.rank * shares)


def told_first(
    shown: Sequence[Candidate], told: Mapping[str, Sequence[Reason]], listed: Sequence[int]
) -> tuple[str, ...]:
    """Return the ids of a list, in each group of its beginning those who stand back behind the others.

    `listed` are the lengths of its beginnings that are looked at: each holds whom it held.
    """
    back = {one.id for one in shown if not (_gathered(one.roster) or tells(told[one.id]))}
    found = [one.id for one in shown]
    if not back:
        return tuple(found)
    for ends in pairwise((0, *listed)):
        found[slice(*ends)] = sorted(found[slice(*ends)], key=back.__contains__)
    return tuple(found)


def _gathered(roster: Roster) -> bool:
    return roster.gathering.event_id is not None
