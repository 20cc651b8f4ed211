"""Why two people of a roster could meet, in sentences for one of them."""

from collections.abc import Sequence

from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.explain.atoms import Pair
from services.matching.recommend.explain.explain import explain, meetings
from services.matching.recommend.explain.opener import opener
from services.matching.recommend.parameters import Parameters
from shared.contracts.people import Reason


def why(
    reader_id: str, other_id: str, roster: Roster, labels: dict[str, str], numbers: Parameters
) -> tuple[Reason, ...]:
    """Return the reasons as the reader is told them, which rest on what both may see of the other there."""
    me, them = roster.position[reader_id], roster.position[other_id]
    mine, theirs = (roster.view(one, labels, numbers.explain.quote_characters) for one in (me, them))
    met = meetings(me, [them], roster, numbers).get(them, ())
    return explain(Pair(mine, theirs, roster, numbers), met, labels)


def opening(
    other_id: str, roster: Roster, labels: dict[str, str], numbers: Parameters, reasons: Sequence[Reason]
) -> str | None:
    """Return a question to begin with, about what connects the two or what the other wrote."""
    them = roster.view(roster.position[other_id], labels, numbers.explain.quote_characters)
    return opener(them.questions, reasons)
